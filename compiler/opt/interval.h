#pragma once

#include <limits>

#include "compiler/support/int128.h"

namespace sextant::opt {

// Inclusive bounds of a whole number: an exact value's word, a date's days, a code.
struct Range {
  Int128 low = std::numeric_limits<int64_t>::min();
  Int128 high = std::numeric_limits<int64_t>::max();

  bool FitsInt64() const { return sextant::FitsInt64(low) && sextant::FitsInt64(high); }
  // Whether every value lies in -bound..bound.
  bool Within(Int128 bound) const { return low >= -bound && high <= bound; }
  bool HasZero() const { return low <= 0 && high >= 0; }
};

// Inclusive bounds of a float; infinite where nothing is known.
struct RealRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  bool finite() const {
    return low > -std::numeric_limits<double>::infinity() &&
           high < std::numeric_limits<double>::infinity();
  }
};

// The bounds of what an operation makes of operands within theirs. Products and quotients of
// bounds that fit 64 bits stay far from the limits of 128.
Range Hull(const Range& a, const Range& b);
RealRange Hull(const RealRange& a, const RealRange& b);
Range Add(const Range& a, const Range& b);
Range Negate(const Range& a);
Range Magnitude(const Range& a);
Range Mul(const Range& a, const Range& b);
RealRange Mul(const RealRange& a, const RealRange& b);
// a / b rounded half-even, where b is not 0.
Range Divide(const Range& a, const Range& b);
// The part of `a` within `bounds`, which has to have one; the part within -bound..bound, and the
// part that fits 64 bits.
Range Clip(const Range& a, const Range& bounds);
Range Clip(const Range& a, Int128 bound);
Range ClipToInt64(const Range& a);

// a * b, or where that needs more than 126 bits a bound that says nothing.
Int128 SaturatingMul(Int128 a, Int128 b);

}  // namespace sextant::opt
