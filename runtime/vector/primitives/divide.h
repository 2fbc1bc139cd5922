#pragma once

#include "runtime/vector/primitives/numbers.h"

// Exact division by way of doubles. With n = a * power, the double a * power / d is so near to n /
// d that a whole number q next to it leaves a remainder n - q * d of less than 2^63. The remainder
// may therefore be computed modulo 2^64, although n itself may not fit, and tells how to correct q.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

// q moved so that it is n / d rounded half-even, where `remainder` is n - q * d:
// up where 2 * remainder + (q & 1) > |d|, down where 2 * remainder - (q & 1) < -|d|, with the
// remainder's sign as if d were positive.
inline int64_t CorrectHalfEven(int64_t q, int64_t remainder, int64_t d) {
  const int64_t sign = d >> 63;
  remainder = Minus(remainder ^ sign, sign);
  const int64_t size = Minus(d ^ sign, sign);
  const int64_t twice = Plus(remainder, remainder);
  const int64_t odd = q & 1;
  const int64_t up = Plus(twice, odd) > size ? 1 : 0;
  const int64_t down = Minus(twice, odd) < Minus(0, size) ? 1 : 0;
  return Minus(Plus(q, up), down);
}

// !(|estimate| < limit), which also finds a division by zero: the estimate is then no number.
inline int64_t Beyond(double estimate, double limit) {
  return Magnitude(estimate) < limit ? 0 : 1;
}

// A ratio, of magnitude below 2^50. x: power;  y: a power of ten by which b is multiplied first
//   estimate = (double)a * power / (double)d;  q = nearest(estimate), within 1.2 of n / d
//   q is corrected by n - q * d, but where both doubles are below 2^51 and so exact: their quotient
//   then cannot round onto or across a tie;  also = |estimate| beyond 2^50
template <bool kExact>
void DivideRatio(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  const auto b = Column<int64_t>::Of(columns, call.b, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  const auto power = __builtin_bit_cast(double, call.data[0]);
  const int64_t wrapped_power = call.x;
  const auto estimate = [&](int64_t row) {
    return static_cast<double>(a[row]) * power / static_cast<double>(Times(b[row], call.y));
  };
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const int64_t d = Times(b[row], call.y);
    const int64_t q = RoundToInteger(estimate(row)).integer;
    const int64_t remainder = Minus(Times(a[row], wrapped_power), Times(q, d));
    to[row] = kExact ? q : CorrectHalfEven(q, remainder, d);
  }
  WriteRareBits(Words(columns, call.also), words,
                [&](int64_t row) { return Beyond(estimate(row), 0x1p50); });
}

// An amount, which may be large, by a number below 2^50. x, y: as above
//   estimate = (double)a * power * (1.0 / d);  coarse = 2^12 * nearest(estimate / 2^12)
//   rest = n - coarse * d, below 2^63;         fine = nearest((double)rest * (1.0 / d))
//   q = coarse + fine, corrected by rest - fine * d;  also = |estimate| beyond 2^61
inline void DivideAmount(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  const auto b = Column<int64_t>::Of(columns, call.b, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  const auto power = __builtin_bit_cast(double, call.data[0]);
  const int64_t wrapped_power = call.x;
  const auto inverse = [&](int64_t row) {
    return 1.0 / static_cast<double>(Times(b[row], call.y));
  };
  const auto estimate = [&](int64_t row) {
    return static_cast<double>(a[row]) * power * inverse(row);
  };
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const int64_t d = Times(b[row], call.y);
    const int64_t coarse = Times(RoundToInteger(estimate(row) * 0x1p-12).integer, 1 << 12);
    const int64_t rest = Minus(Times(a[row], wrapped_power), Times(coarse, d));
    const int64_t fine = RoundToInteger(static_cast<double>(rest) * inverse(row)).integer;
    to[row] = CorrectHalfEven(Plus(coarse, fine), Minus(rest, Times(fine, d)), d);
  }
  WriteRareBits(Words(columns, call.also), words,
                [&](int64_t row) { return Beyond(estimate(row), 0x1p61); });
}

// By a constant, where power / divisor in lowest terms has factors that multiply to below 2^50, and
// a is below 2^50. x: power;  y: divisor, above 1
//   whole = nearest((double)a * (1.0 / divisor));  rest = a - whole * divisor
//   to = whole * power + nearest((double)(rest * power) / divisor)
// The second quotient is exact, its numerator being below 2^51. An odd divisor has no ties, so that
// multiplying by the inverse does as well; for an even one `whole` is made even, lest it turn a
// tie.
template <bool kEven>
void DivideByConstant(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  const int64_t power = call.x, divisor = call.y;
  const auto real = static_cast<double>(divisor);
  const double inverse = (kEven ? 0.5 : 1.0) / real;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const int64_t nearest = RoundToInteger(static_cast<double>(a[row]) * inverse).integer;
    const int64_t whole = kEven ? Plus(nearest, nearest) : nearest;
    const auto rest = static_cast<double>(Times(Minus(a[row], Times(whole, divisor)), power));
    const double tail = kEven ? rest / real : rest * inverse;
    to[row] = Plus(Times(whole, power), RoundToInteger(tail).integer);
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
