#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace sextant {

// The width of every intermediate of exact arithmetic (language reference, Numbers).
using Int128 = __int128;
using Uint128 = unsigned __int128;

inline constexpr int kMaxScale = 18;

inline bool FitsInt64(Int128 value) {
  return value >= std::numeric_limits<int64_t>::min() &&
         value <= std::numeric_limits<int64_t>::max();
}

// The checked operations return nothing when the result needs more than 128 bits.
inline std::optional<Int128> CheckedAdd(Int128 a, Int128 b) {
  Int128 r;
  return __builtin_add_overflow(a, b, &r) ? std::nullopt : std::optional<Int128>(r);
}
inline std::optional<Int128> CheckedSub(Int128 a, Int128 b) {
  Int128 r;
  return __builtin_sub_overflow(a, b, &r) ? std::nullopt : std::optional<Int128>(r);
}
inline std::optional<Int128> CheckedMul(Int128 a, Int128 b) {
  Int128 r;
  return __builtin_mul_overflow(a, b, &r) ? std::nullopt : std::optional<Int128>(r);
}

// 10^exponent for 0 <= exponent <= 38.
Int128 PowerOfTen(int exponent);

// `value` / 10^`scale` as decimal digits, e.g. (-1250, 2) gives "-12.50". With `trim`, trailing
// zeros of the fraction are dropped ("-12.5").
std::string FormatDecimal(Int128 value, int scale, bool trim = false);

// The ways `rounded` can go; kHalfEven is the language's default.
enum class RoundingMode : uint8_t { kHalfEven, kHalfUp, kDown, kUp };

// `numerator` / `denominator` rounded to a whole number. kHalfUp is away from zero on a tie,
// kDown toward minus infinity, kUp toward plus infinity. Requires denominator != 0; returns
// nothing for the one quotient that does not fit (minimum / -1).
std::optional<Int128> DivideRounded(Int128 numerator, Int128 denominator, RoundingMode mode);

}  // namespace sextant
