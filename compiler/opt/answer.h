#pragma once

#include <cstddef>

#include "compiler/ir/module.h"

// The answer of a decision as lanes: its outputs in order, of a list one for each place; then its
// reasons in the same way.
namespace sextant::opt {

// Where the lanes of an output, or of ir::kReasonPart, begin.
std::size_t FirstLane(const ir::Decision& decision, int32_t part);

std::size_t LaneCount(const ir::Decision& decision);

}  // namespace sextant::opt
