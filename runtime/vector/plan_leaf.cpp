#include "compiler/opt/answer.h"
#include "compiler/support/check.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

Lanes PlanConst(Planner& p, const ir::Inst& inst) {
  return {p.ConstantOf(inst.type, inst.imm)};
}

Lanes PlanMissing(Planner& p, const ir::Inst& inst) {
  return {Operand::OfConstant(p.ElementOf(inst.type), 0), Operand::None()};
}

Lanes PlanSlot(Planner& p, const ir::Inst& inst) {
  const auto slot = static_cast<uint32_t>(inst.imm);
  const bool optional = p.module().slots[slot].type.optional;
  return {p.SlotValue(slot), optional ? p.SlotBits(slot) : Operand::All()};
}

Lanes PlanParam(Planner& p, const ir::Inst& inst) {
  return {
      Operand::OfConstant(p.ElementOf(inst.type), p.ParamWord(static_cast<uint32_t>(inst.imm)))};
}

namespace {

// Its reason, an index into Module::reasons, as the member of that name.
Lanes PlanReason(Planner& p, const ir::Inst& inst, Lanes reason) {
  std::vector<int64_t> members;
  for (const ir::Reason& one : p.module().reasons) {
    members.push_back(p.module().enums.Find(inst.type.enumeration, one.code).value_or(0));
  }
  reason.value = p.builder().LookUp(reason.value, std::move(members), p.ElementOf(inst.type));
  return reason;
}

}  // namespace

// The output as the decision's node left it, with the fault of the whole decision.
Lanes PlanDecision(Planner& p, const ir::Inst& inst) {
  const auto index = static_cast<uint32_t>(inst.imm >> 16);
  const ir::Decision& decision = p.module().decisions[index];
  if ((inst.imm & 0xffff) == ir::kReasonRead) {
    return PlanReason(p, inst, p.AnswerOf(index).lanes.back());
  }
  const auto part = static_cast<int32_t>(inst.imm & 0xffff);
  return p.AnswerOf(index).lanes[opt::FirstLane(decision, part)];
}

// Other names of their operands, which the schedule has resolved.
Lanes PlanLet(Planner&, const ir::Inst&) {
  SEXTANT_CHECK(false, "a let stands for its value");
}
Lanes PlanStore(Planner&, const ir::Inst&) {
  // A value kept in 64 bits fits 64 bits; where it did not, its row is already to be rerun.
  SEXTANT_CHECK(false, "a store stands for its operand");
}

Lanes PlanUnwrap(Planner& p, const ir::Inst& inst) {
  Lanes result = p.Arg(inst, 0);
  result.valid = Operand::All();
  return result;
}

}  // namespace sextant::vector
