#include "runtime/io/real.h"

#include <algorithm>
#include <charconv>

#include "runtime/io/exact.h"

namespace sextant::io {
namespace {

using abi::FaultKind;

bool StartsNumber(std::string_view text) {
  if (!text.empty() && text[0] == '-') {
    text.remove_prefix(1);
  }
  return !text.empty() && (text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
}

// Whether the whole text was one number that a double holds.
bool Convert(std::string_view text, double& value) {
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && at == end;
}

std::optional<FaultKind> ReadDigits(const DecimalText& number, double& value) {
  constexpr int64_t kBeyond = 2000;  // far outside the exponents of doubles, far inside int
  const int64_t magnitude = number.exponent + static_cast<int64_t>(number.digits.size());
  if (number.digits.empty() || magnitude < -kBeyond) {
    value = number.negative ? -0.0 : 0.0;
    return std::nullopt;
  }
  if (magnitude > kBeyond) {
    return FaultKind::kRange;
  }
  const std::string text =
      (number.negative ? "-0." : "0.") + number.digits + "e" + std::to_string(magnitude);
  if (Convert(text, value)) {
    return std::nullopt;
  }
  if (magnitude > 0) {
    return FaultKind::kRange;
  }
  value = number.negative ? -0.0 : 0.0;  // too small to hold
  return std::nullopt;
}

}  // namespace

std::optional<FaultKind> ReadReal(std::string_view text, Int128 unit, int unit_scale,
                                  double& value) {
  if (unit == 1 && unit_scale == 0 && StartsNumber(text) && Convert(text, value)) {
    return std::nullopt;
  }
  std::optional<DecimalText> number = ParseDecimal(text);
  if (!number) {
    return FaultKind::kMalformed;
  }
  MultiplyUnit(*number, unit, unit_scale);
  return ReadDigits(*number, value);
}

}  // namespace sextant::io
