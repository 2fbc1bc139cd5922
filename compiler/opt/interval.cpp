#include "compiler/opt/interval.h"

#include <algorithm>

namespace sextant::opt {
namespace {

// Beyond this a bound says nothing; leaves room to add two of them.
constexpr Int128 kMost = Int128{1} << 125;

Int128 Saturate(Int128 value) {
  return std::clamp(value, -kMost, kMost);
}

}  // namespace

Int128 SaturatingMul(Int128 a, Int128 b) {
  const auto product = CheckedMul(a, b);
  return product ? Saturate(*product) : ((a < 0) == (b < 0) ? kMost : -kMost);
}

Range Hull(const Range& a, const Range& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
RealRange Hull(const RealRange& a, const RealRange& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Range Add(const Range& a, const Range& b) {
  return {a.low + b.low, a.high + b.high};
}
Range Negate(const Range& a) {
  return {-a.high, -a.low};
}

Range Mul(const Range& a, const Range& b) {
  const Int128 corners[] = {SaturatingMul(a.low, b.low), SaturatingMul(a.low, b.high),
                            SaturatingMul(a.high, b.low), SaturatingMul(a.high, b.high)};
  return {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)};
}

Range Magnitude(const Range& a) {
  const Range both = Hull(a, Negate(a));
  return {a.HasZero() ? 0 : std::max(a.low, -a.high), both.high};
}

Range Clip(const Range& a, const Range& bounds) {
  return {std::clamp(a.low, bounds.low, bounds.high), std::clamp(a.high, bounds.low, bounds.high)};
}

Range Clip(const Range& a, Int128 bound) {
  return Clip(a, Range{-bound, bound});
}

Range ClipToInt64(const Range& a) {
  constexpr Int128 low = std::numeric_limits<int64_t>::min();
  constexpr Int128 high = std::numeric_limits<int64_t>::max();
  return {std::clamp(a.low, low, high), std::clamp(a.high, low, high)};
}

Range Divide(const Range& a, const Range& b) {
  Range result{kMost, -kMost};
  for (const Range& part :
       {Range{b.low, std::min<Int128>(b.high, -1)}, Range{std::max<Int128>(b.low, 1), b.high}}) {
    if (part.low > part.high) {
      continue;
    }
    for (Int128 numerator : {a.low, a.high}) {
      for (Int128 divisor : {part.low, part.high}) {
        const auto quotient = DivideRounded(numerator, divisor, RoundingMode::kHalfEven);
        result = Hull(result, {quotient.value_or(kMost), quotient.value_or(kMost)});
      }
    }
  }
  return result.low > result.high ? Range{0, 0} : result;
}

RealRange Mul(const RealRange& a, const RealRange& b) {
  if (!a.finite() || !b.finite()) {
    return {};
  }
  const double corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  return {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)};
}

}  // namespace sextant::opt
