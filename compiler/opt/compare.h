#pragma once

#include <optional>

#include "compiler/ir/module.h"
#include "compiler/opt/interval.h"

namespace sextant::opt {

// What a comparison (Eq, Ne, Lt, Le) comes to for all numbers within the bounds, when that is one
// answer.
std::optional<bool> Holds(ir::Op op, const Range& a, const Range& b);
std::optional<bool> Holds(ir::Op op, const RealRange& a, const RealRange& b);

}  // namespace sextant::opt
