#pragma once

#include <optional>

#include "compiler/support/int128.h"

namespace sextant::opt {

// What magnitudes have to stay below for a quotient by a constant to be exact in doubles.
inline constexpr Int128 kSmallFactor = Int128{1} << 50;

// power / divisor in lowest terms, the divisor above 0.
struct Factor {
  Int128 power = 1;
  Int128 divisor = 1;

  Int128 size() const { return power < 0 ? -power : power; }
  // The largest magnitude that is multiplied exactly: to within 64 bits by a whole factor, to
  // within 63 and from below 2^50 by a fraction.
  Int128 reach() const;
};

// The factor by which a division by a constant multiplies, when its power, its divisor and their
// product are small. `divisor` is not 0.
std::optional<Factor> SmallFactor(Int128 power, Int128 divisor);

}  // namespace sextant::opt
