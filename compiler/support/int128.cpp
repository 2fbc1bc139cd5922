#include "compiler/support/int128.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace sextant {

Int128 PowerOfTen(int exponent) {
  SEXTANT_CHECK(exponent >= 0 && exponent <= 38, "power of ten out of range");
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

std::string FormatDecimal(Int128 value, int scale, bool trim) {
  const bool negative = value < 0;
  Uint128 rest = negative ? ~static_cast<Uint128>(value) + 1 : static_cast<Uint128>(value);
  std::string digits;  // least significant first
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  while (static_cast<int>(digits.size()) <= scale) {
    digits.push_back('0');
  }
  std::reverse(digits.begin(), digits.end());
  std::string text = negative ? "-" : "";
  text += digits.substr(0, digits.size() - scale);
  std::string fraction = digits.substr(digits.size() - scale);
  if (trim) {
    fraction.erase(fraction.find_last_not_of('0') + 1);
  }
  return fraction.empty() ? text : text + "." + fraction;
}

std::optional<Int128> DivideRounded(Int128 numerator, Int128 denominator, RoundingMode mode) {
  SEXTANT_CHECK(denominator != 0, "division by zero");
  if (denominator == -1) {
    return CheckedSub(0, numerator);
  }
  const Int128 truncated = numerator / denominator;
  const Int128 remainder = numerator % denominator;
  if (remainder == 0) {
    return truncated;
  }
  const bool positive = (remainder > 0) == (denominator > 0);  // sign of the exact quotient
  const Int128 away = truncated + (positive ? 1 : -1);
  if (mode == RoundingMode::kDown) {
    return positive ? truncated : away;
  }
  if (mode == RoundingMode::kUp) {
    return positive ? away : truncated;
  }
  const Uint128 left =
      remainder < 0 ? -static_cast<Uint128>(remainder) : static_cast<Uint128>(remainder);
  const Uint128 divisor =
      denominator < 0 ? -static_cast<Uint128>(denominator) : static_cast<Uint128>(denominator);
  const Uint128 gap = divisor - left;  // compare left with half the divisor without overflow
  if (left != gap) {
    return left > gap ? away : truncated;
  }
  const bool to_away = mode == RoundingMode::kHalfUp || truncated % 2 != 0;
  return to_away ? away : truncated;
}

}  // namespace sextant
