#pragma once

#include "compiler/ir/module.h"

// What the fast engines are made from is first made smaller. No pass changes a value that matters
// or a fault: records beyond the bounds of opt::Ranges, which the engines hand to the interpreter
// in any case, do not count.
namespace sextant::opt {

// Comparisons that ranges decide, conditions and choices on constants, tests for missing values of
// what is never missing, and the smaller or larger of values whose ranges do not meet.
void FoldByRanges(ir::Module& module);

// A rounded number that is then written with more places is rounded to these at once.
void JoinRounds(ir::Module& module);

// Conditions that hold, or never hold, once the rules before have not held; rules that are then
// never reached.
void DropImpliedConditions(ir::Module& module);

// All of them. Of the slots of the result, bounds say which records an engine may decide by it.
ir::Module Optimised(const ir::Module& module);

}  // namespace sextant::opt
