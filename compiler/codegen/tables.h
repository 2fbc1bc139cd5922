#pragma once

#include "compiler/codegen/emitter.h"

namespace sextant::codegen {

// Whether a table is worked out by the kernel: its outputs are constants, and it is not so large
// that testing every row would take longer than leaving it to the interpreter; else it is foreign.
bool IsNative(const ir::Module& module, const ir::Table& table);

// What the kernel's table reads: inputs, then the ends of ranges.
void AddOperands(const ir::Table& table, std::vector<ir::InstId>& operands);

// The answer of a native table: its outputs, the row when it is read, and the reason.
std::vector<Lanes> EmitTable(Emitter& e, const ir::Decision& decision, const ir::Table& table);

}  // namespace sextant::codegen
