#pragma once

#include <vector>

#include "compiler/opt/interval.h"
#include "compiler/opt/schedule.h"

namespace sextant::opt {

// The bounds to which a kernel holds each input slot: those declared, and where the slot meets
// arithmetic also those of ordinary amounts, which spare that arithmetic most of its tests. Records
// beyond are rerun.
std::vector<Range> SlotRanges(const ir::Module& module, const Schedule& schedule);

}  // namespace sextant::opt
