#include "compiler/types/type.h"

#include <algorithm>
#include <iterator>

namespace sextant::types {
namespace {

// ISO 4217, the active codes of money (no metals, funds baskets or test codes), grouped by the
// digits of their minor unit.
constexpr std::string_view kNoMinorUnit =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view kThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kFourDigits = "CLF UYW";
constexpr std::string_view kTwoDigits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

bool Lists(std::string_view codes, std::string_view code) {
  return codes.find(code) != std::string_view::npos;
}

}  // namespace

Currency Currency::FromText(std::string_view letters) {
  Currency currency;
  if (letters.size() != 3) {
    return currency;
  }
  for (char letter : letters) {
    if (letter < 'A' || letter > 'Z') {
      return {};
    }
    currency.code = currency.code << 8 | static_cast<uint32_t>(letter);
  }
  return currency;
}

std::string Currency::text() const {
  if (code == 0) {
    return "";
  }
  return {static_cast<char>(code >> 16), static_cast<char>(code >> 8 & 0xff),
          static_cast<char>(code & 0xff)};
}

int Currency::default_scale() const {
  const std::string letters = text();
  if (letters.empty()) {
    return 2;
  }
  return Lists(kNoMinorUnit, letters)   ? 0
         : Lists(kThreeDigits, letters) ? 3
         : Lists(kFourDigits, letters)  ? 4
                                        : 2;
}

bool Currency::known() const {
  const std::string letters = text();
  const std::string_view lists[] = {kTwoDigits, kNoMinorUnit, kThreeDigits, kFourDigits};
  return !letters.empty() && std::any_of(std::begin(lists), std::end(lists),
                                         [&](auto codes) { return Lists(codes, letters); });
}

}  // namespace sextant::types
