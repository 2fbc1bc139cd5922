#include "compiler/opt/faultless.h"

#include <algorithm>

#include "compiler/ir/builder.h"
#include "compiler/ir/order.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

Faultless::Faultless(const ir::Module& module, const Schedule& schedule, const Ranges& ranges)
    : module_(module),
      ranges_(ranges),
      insts_(module.insts.size()),
      decisions_(module.decisions.size()) {
  for (const InstId id : ir::EvaluationOrder(module)) {
    const ir::Inst& inst = module.inst(id);
    if (!schedule.Reaches(id)) {
      continue;
    }
    if (inst.op == Op::kDecision) {
      const auto index = static_cast<std::size_t>(inst.imm >> 16);
      decisions_[index] = DecideDecision(module.decisions[index]);
    }
    insts_[id.index()] = Decide(id);
  }
}

bool Faultless::Decide(InstId id) const {
  const ir::Inst& inst = module_.inst(id);
  const auto fine = [this](InstId operand) { return Is(operand); };
  if (!std::ranges::all_of(module_.args(inst), fine)) {
    return false;
  }
  switch (inst.op) {
    case Op::kDecision:
      return decisions_[static_cast<std::size_t>(inst.imm >> 16)];
    case Op::kLet:
      return Is(module_.lets[static_cast<std::size_t>(inst.imm)].value);
    case Op::kElement:
    case Op::kReduce:
      return false;
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kNeg:
    case Op::kAbs:
    case Op::kRescale:
    case Op::kStore:
      return inst.type.is_exact() && ranges_.Unclipped(id).FitsInt64();
    default:
      return !ir::CanFault(module_, inst);
  }
}

bool Faultless::AreAll(const std::vector<ir::Rule>& rules) const {
  return !rules.empty() && !rules.back().condition.valid() &&
         std::ranges::all_of(rules, [this](const ir::Rule& rule) {
           return (!rule.condition.valid() || Is(rule.condition)) &&
                  std::ranges::all_of(rule.values, [this](InstId value) { return Is(value); });
         });
}

bool Faultless::DecideDecision(const ir::Decision& decision) const {
  if (const auto* list = std::get_if<ir::FirstMatch>(&decision.body)) {
    return AreAll(list->rules);
  }
  if (const auto* machine = std::get_if<ir::Machine>(&decision.body)) {
    return AreAll(machine->stages.rules);
  }
  if (!std::holds_alternative<ir::Matrix>(decision.body) &&
      !std::holds_alternative<ir::Band>(decision.body)) {
    return false;
  }
  bool fine = true;
  ir::ForEachInst(decision, [&](InstId id) { fine = fine && Is(id); });
  return fine;
}

}  // namespace sextant::opt
