#pragma once

#include "compiler/support/int128.h"
#include "runtime/vector/primitives/numbers.h"

// Rounding to multiples.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

// By how much the whole number q nearest to n / divisor has to move, as -1, 0 or 1:
//   down:      -1 where remainder < 0
//   up:        +1 where remainder > 0
//   half up:   +1 where 2 * remainder + (n >= 0) > divisor, -1 where 2 * remainder - (n < 0) <
//   -divisor half even: +1 where 2 * remainder + (q & 1) > divisor, -1 where 2 * remainder - (q &
//   1) < -divisor
template <RoundingMode kMode>
inline int64_t Move(int64_t n, int64_t q, int64_t remainder, int64_t divisor) {
  if constexpr (kMode == RoundingMode::kDown) {
    return remainder < 0 ? -1 : 0;
  } else if constexpr (kMode == RoundingMode::kUp) {
    return remainder > 0 ? 1 : 0;
  } else {
    const int64_t twice = Plus(remainder, remainder);
    const int64_t below = n < 0 ? 1 : 0;
    const bool even = kMode == RoundingMode::kHalfEven;
    const int64_t up = Plus(twice, even ? q & 1 : 1 - below) > divisor ? 1 : 0;
    const int64_t down = Minus(twice, even ? q & 1 : below) < -divisor ? 1 : 0;
    return up - down;
  }
}

// x: divisor, between 2 and 2^62;  y: what a step of it comes to
//   q = nearest((double)a * (1.0 / divisor)), within 0.7 of a / divisor
//   q moves by a - q * divisor;  to = q * y
template <RoundingMode kMode>
void Round(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  const int64_t divisor = call.x, step = call.y;
  const double inverse = 1 / static_cast<double>(divisor);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const int64_t q = RoundToInteger(static_cast<double>(a[row]) * inverse).integer;
    const int64_t remainder = Minus(a[row], Times(q, divisor));
    to[row] = Times(Plus(q, Move<kMode>(a[row], q, remainder, divisor)), step);
  }
}

// Whether rest + tail > bound, or = bound and `tie` holds; with kSign -1, < and -bound. The tail is
// too small to change a comparison of the rest, except where that finds both equal.
template <int kSign>
inline bool Past(double rest, double tail, double bound, bool tie) {
  const double signed_rest = kSign * rest, signed_tail = kSign * tail;
  return (signed_rest > bound) |
         ((signed_rest == bound) & ((signed_tail > 0) | ((tail == 0) & tie)));
}

// By how much the multiple of `step` nearest to a real has to move. The real is p + tail, and the
// multiple + rest + tail.
//   down, up:  rest + tail < 0, > 0 (the sum rounds, but keeps its sign)
//   otherwise: rest + tail beyond half a step, or just there and a tie goes that way
template <RoundingMode kMode>
inline int64_t MoveReal(double p, int64_t multiple, double rest, double tail, double half) {
  if constexpr (kMode == RoundingMode::kDown) {
    return rest + tail < 0 ? -1 : 0;
  } else if constexpr (kMode == RoundingMode::kUp) {
    return rest + tail > 0 ? 1 : 0;
  } else {
    const bool even = kMode == RoundingMode::kHalfEven;
    const bool odd = (multiple & 1) != 0;
    const int64_t up = Past<1>(rest, tail, half, even ? odd : p > 0) ? 1 : 0;
    const int64_t down = Past<-1>(rest, tail, half, even ? odd : p < 0) ? 1 : 0;
    return up - down;
  }
}

// x: step, up to 2^50;  y: 10^scale, as a double
//   p = a * 10^scale;  tail = fma(a, 10^scale, -p), so that p + tail is exact
//   q = nearest(p / step);  rest = p - q * step, exact;  q moves by the mode;  to = q * step
//   also = !(|p| < 2^51)
template <RoundingMode kMode>
void RoundReal(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<double>::Of(columns, call.a, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  const auto power = __builtin_bit_cast(double, call.y);
  const auto step = static_cast<double>(call.x);
  const double inverse = 1 / step;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const double p = a[row] * power;
    const double tail = __builtin_fma(a[row], power, -p);
    const Nearest q = RoundToInteger(p * inverse);
    const double rest = p - q.real * step;
    to[row] = Times(Plus(q.integer, MoveReal<kMode>(p, q.integer, rest, tail, step / 2)), call.x);
  }
  WriteRareBits(Words(columns, call.also), words,
                [&](int64_t row) -> int64_t { return Magnitude(a[row] * power) < 0x1p51 ? 0 : 1; });
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
