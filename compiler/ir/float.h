#pragma once

#include <optional>

#include "compiler/support/int128.h"

// Between exact numbers and doubles, to the last bit.
namespace sextant::ir {

// The double nearest to word * 10^-scale, ties to even. 0 <= scale <= 18.
double NearestDouble(Int128 word, int scale);

// `value`, taken exactly, rounded to a multiple of step * 10^-scale, as a word of that scale.
// Nothing when `value` is not finite, or value * 10^scale or the result needs more than 128 bits.
// Requires step > 0 and 0 <= scale <= 18.
std::optional<Int128> RoundDouble(double value, int scale, int64_t step, RoundingMode mode);

}  // namespace sextant::ir
