#pragma once

#include <vector>

#include "compiler/ir/module.h"

namespace sextant::opt {

// Whether a table is worked out by the kernel: its outputs are constants, and it is not so large
// that testing every row would take longer than leaving it to the interpreter; else it is foreign.
bool IsNative(const ir::Module& module, const ir::Table& table);

// What the kernel's table reads: inputs, then the ends of ranges.
void AddOperands(const ir::Table& table, std::vector<ir::InstId>& operands);

}  // namespace sextant::opt
