#pragma once

#include "compiler/codegen/emitter.h"

namespace sextant::codegen {

// The answer of a native table (opt/tables.h): its outputs, the row when it is read, and the
// reason.
std::vector<Lanes> EmitTable(Emitter& e, const ir::Decision& decision, const ir::Table& table);

}  // namespace sextant::codegen
