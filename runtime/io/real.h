#pragma once

#include <optional>
#include <string_view>

#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"

namespace sextant::io {

// Reads `text` * unit * 10^-unit_scale as the nearest double, ties to even: the product is formed
// exactly and rounded once. Nothing when `value` holds it, else kMalformed (no number; `nan` and
// `inf` are none) or kRange (beyond the largest double).
std::optional<abi::FaultKind> ReadReal(std::string_view text, Int128 unit, int unit_scale,
                                       double& value);

}  // namespace sextant::io
