#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace sextant::ir {

// Whether two types hold the same words: all but `optional`, `percent` and `series` agree.
bool Alike(const Type& a, const Type& b);

// The broken rule of one instruction, whose operands have been verified, or "".
std::string VerifyInst(const Module& module, InstId id);

// Whether what depends on the row of a list stays within one Reduce; after all instructions.
std::string VerifyRows(const Module& module);

// The broken rule of one decision, or "".
std::string VerifyDecision(const Module& module, const Decision& decision);

}  // namespace sextant::ir
