#include "runtime/io/exact.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "compiler/support/check.h"

namespace sextant::io {
namespace {

using abi::FaultKind;

constexpr int64_t kHugeExponent = 1'000'000'000;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Drops zeros at both ends of the digits; those at the right go into the exponent.
void Normalise(DecimalText& number) {
  std::string& digits = number.digits;
  const std::size_t last = digits.find_last_not_of('0');
  const std::size_t kept = last == std::string::npos ? 0 : last + 1;
  number.exponent += static_cast<int64_t>(digits.size() - kept);
  digits.resize(kept);
  digits.erase(0, digits.find_first_not_of('0'));
}

// Reads `[+-]digits` to the end of the text, at most kHugeExponent either way.
std::optional<int64_t> ParseExponent(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    text.remove_prefix(1);
  }
  if (text.empty() || !std::all_of(text.begin(), text.end(), IsDigit)) {
    return std::nullopt;
  }
  int64_t value = 0;
  for (const char c : text) {
    value = std::min(value * 10 + (c - '0'), kHugeExponent);
  }
  return negative ? -value : value;
}

// Moves the leading digits and point of `text` into `number`; how many digits there were.
std::size_t TakeMantissa(std::string_view& text, DecimalText& number) {
  std::size_t at = 0;
  std::optional<std::size_t> point;
  for (; at < text.size() && (IsDigit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = at;
    } else {
      number.digits.push_back(text[at]);
    }
  }
  const std::size_t count = number.digits.size();
  number.exponent = point ? -static_cast<int64_t>(at - *point - 1) : 0;
  text.remove_prefix(at);
  return count;
}

template <class Real>
DecimalText ShortestDecimal(Real value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return *ParseDecimal({buffer, static_cast<std::size_t>(end - buffer)});
}

Uint128 Magnitude(Int128 value) {
  return value < 0 ? ~static_cast<Uint128>(value) + 1 : static_cast<Uint128>(value);
}

// The first `count` of the digits (zeros follow the last one) as a number; count <= 20.
Uint128 Leading(const std::string& digits, int64_t count) {
  Uint128 value = 0;
  for (int64_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    value = value * 10 + (at < digits.size() ? static_cast<unsigned>(digits[at] - '0') : 0u);
  }
  return value;
}

// Whether the digits from `from` on round the whole part up, half to even.
bool RoundsUp(const std::string& digits, int64_t from, bool odd) {
  if (from < 0) {
    return false;  // at most 0.0999…
  }
  const auto at = static_cast<std::size_t>(from);
  const bool exactly_half = digits[at] == '5' && at + 1 == digits.size();
  return exactly_half ? odd : digits[at] >= '5';
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<DecimalText> ParseDecimal(std::string_view text) {
  text = TrimBlanks(text);
  DecimalText number;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    number.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (TakeMantissa(text, number) == 0) {
    return std::nullopt;
  }
  if (!text.empty()) {
    if (text[0] != 'e' && text[0] != 'E') {
      return std::nullopt;
    }
    const std::optional<int64_t> exponent = ParseExponent(text.substr(1));
    if (!exponent) {
      return std::nullopt;
    }
    number.exponent += *exponent;
  }
  Normalise(number);
  return number;
}

void MultiplyUnit(DecimalText& number, Int128 unit, int unit_scale) {
  number.exponent -= unit_scale;
  if (unit == 1) {
    return;
  }
  // Long multiplication from the right, digit by digit; what does not fit a digit is carried on.
  std::string product;
  Int128 carry = 0;
  for (auto digit = number.digits.rbegin(); digit != number.digits.rend(); ++digit) {
    carry += (*digit - '0') * unit;
    product.push_back(static_cast<char>('0' + static_cast<int>(carry % 10)));
    carry /= 10;
  }
  for (; carry != 0; carry /= 10) {
    product.push_back(static_cast<char>('0' + static_cast<int>(carry % 10)));
  }
  std::reverse(product.begin(), product.end());
  number.digits = std::move(product);
  Normalise(number);
}

ExactReader::ExactReader(const ExactTarget& target) : target_(target) {
  SEXTANT_CHECK(target.unit > 0 && target.unit < PowerOfTen(30), "a unit out of range");
  while (target_.unit % 10 == 0) {
    target_.unit /= 10;
    --target_.unit_scale;
  }
  plain_unit_ = target_.unit == 1;
  shift_ = target_.scale - target_.unit_scale;
}

std::optional<FaultKind> ExactReader::ReadAny(std::string_view text, int64_t& word) const {
  std::optional<DecimalText> number = ParseDecimal(text);
  return number ? ReadDigits(std::move(*number), word) : FaultKind::kMalformed;
}

std::optional<FaultKind> ExactReader::ReadDigits(DecimalText number, int64_t& word) const {
  MultiplyUnit(number, target_.unit, 0);
  if (number.digits.empty()) {
    word = 0;
    return std::nullopt;
  }
  const auto length = static_cast<int64_t>(number.digits.size());
  const int64_t shift = number.exponent + shift_;
  const int64_t whole_digits = length + shift;
  if (whole_digits > 19) {
    return FaultKind::kRange;
  }
  Uint128 whole = Leading(number.digits, whole_digits);
  const Uint128 limit = static_cast<Uint128>(INT64_MAX) + (number.negative ? 1 : 0);
  if (whole > limit) {
    return FaultKind::kRange;
  }
  if (shift < 0) {  // the last digit is not 0, so something stands beyond the scale
    if (!target_.rounded) {
      return FaultKind::kScale;
    }
    whole += RoundsUp(number.digits, whole_digits, whole % 2 == 1) ? 1 : 0;
    if (whole > limit) {
      return FaultKind::kRange;
    }
  }
  word = static_cast<int64_t>(number.negative ? -static_cast<Int128>(whole)
                                              : static_cast<Int128>(whole));
  return std::nullopt;
}

std::optional<FaultKind> ExactReader::Read(Int128 value, int places, int64_t& word) const {
  const Uint128 magnitude = Magnitude(value);
  if (magnitude <= UINT64_MAX && Scale(static_cast<uint64_t>(magnitude), places, value < 0, word)) {
    return std::nullopt;
  }
  DecimalText number;
  number.negative = value < 0;
  for (Uint128 rest = magnitude; rest != 0; rest /= 10) {
    number.digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  std::reverse(number.digits.begin(), number.digits.end());
  number.exponent = -places;
  Normalise(number);
  return ReadDigits(std::move(number), word);
}

std::optional<FaultKind> ExactReader::Read(double value, int64_t& word) const {
  if (!std::isfinite(value)) {
    return FaultKind::kMalformed;
  }
  // Decimals of up to 15 digits are different doubles, so if value * 10^2 rounds to such a whole
  // number that divides back to value, that is the shortest decimal.
  const double hundredths = std::nearbyint(value * 100);
  if (std::fabs(hundredths) < 1e15 && hundredths / 100 == value) {
    const auto whole = static_cast<int64_t>(hundredths);
    return Read(Int128{whole}, 2, word);
  }
  return ReadDigits(ShortestDecimal(value), word);
}

std::optional<FaultKind> ExactReader::Read(float value, int64_t& word) const {
  if (!std::isfinite(value)) {
    return FaultKind::kMalformed;
  }
  return ReadDigits(ShortestDecimal(value), word);
}

}  // namespace sextant::io
