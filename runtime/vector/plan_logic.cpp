#include "runtime/vector/operations.h"

namespace sextant::vector {

Lanes PlanChoice(Builder& builder, const Operand& condition, const Lanes& a, const Lanes& b) {
  return {builder.Choose(condition, a.value, b.value), builder.Choose(condition, a.valid, b.valid),
          builder.Choose(condition, a.rerun, b.rerun)};
}

// result = a & b;  rerun = rerun(a) | a & rerun(b)
Lanes PlanAnd(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes first = p.Arg(inst, 0), second = p.Arg(inst, 1);
  return {b.And(first.value, second.value), Operand::All(),
          b.Or(first.rerun, b.And(second.rerun, first.value))};
}

// result = a | b;  rerun = rerun(a) | ~a & rerun(b)
Lanes PlanOr(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes first = p.Arg(inst, 0), second = p.Arg(inst, 1);
  return {b.Or(first.value, second.value), Operand::All(),
          b.Or(first.rerun, b.AndNot(second.rerun, first.value))};
}

Lanes PlanNot(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  return {p.builder().Not(a.value), Operand::All(), a.rerun};
}

// result = condition ? a : b;  rerun = rerun(condition) | (condition ? rerun(a) : rerun(b))
Lanes PlanSelect(Planner& p, const ir::Inst& inst) {
  const Lanes condition = p.Arg(inst, 0);
  Lanes result = PlanChoice(p.builder(), condition.value, p.Arg(inst, 1), p.Arg(inst, 2));
  result.rerun = p.builder().Or(condition.rerun, result.rerun);
  return result;
}

// rerun = everywhere it is needed
Lanes PlanRaise(Planner& p, const ir::Inst& inst) {
  return {Operand::OfConstant(p.ElementOf(inst.type), 0), Operand::All(), Operand::All()};
}

// result = valid(a);  rerun = rerun(a)
Lanes PlanIsKnown(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  return {a.valid, Operand::All(), a.rerun};
}

// result = valid(a) ? a : b;  valid = valid(a) | valid(b);  rerun = rerun(a) | ~valid(a) & rerun(b)
Lanes PlanCoalesce(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes first = p.Arg(inst, 0);
  if (first.valid.is_all()) {
    return first;
  }
  const Lanes second = p.Arg(inst, 1);
  return {b.Choose(first.valid, first.value, second.value), b.Or(first.valid, second.valid),
          b.Or(first.rerun, b.AndNot(second.rerun, first.valid))};
}

}  // namespace sextant::vector
