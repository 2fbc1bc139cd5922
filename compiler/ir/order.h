#pragma once

#include <functional>
#include <vector>

#include "compiler/ir/module.h"

namespace sextant::ir {

// Calls `visit` with every instruction a decision names.
void ForEachInst(const Decision& decision, const std::function<void(InstId)>& visit);

// Calls `visit` with what an instruction needs: its operands, a let's value, a decision's parts.
void ForEachNeed(const Module& module, InstId id, const std::function<void(InstId)>& visit);

// Every instruction, after all it needs. Empty when definitions go round in a circle.
std::vector<InstId> EvaluationOrder(const Module& module);

}  // namespace sextant::ir
