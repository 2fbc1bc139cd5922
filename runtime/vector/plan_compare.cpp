#include "runtime/vector/operations.h"

namespace sextant::vector {

using types::Kind;

namespace {

// Texts meet only Eq and Ne here: what orders them is foreign.
Operand SameText(Planner& p, Operand a, Operand b) {
  if (a.is_constant()) {
    std::swap(a, b);
  }
  if (a.is_constant()) {
    return (a.word ^ b.word) >> 32 == 0 ? Operand::All() : Operand::None();
  }
  return p.builder().Make(p.primitives().same_text[b.form], Element::kBits, {a, b});
}

Operand Same(Planner& p, Kind kind, const Operand& a, const Operand& b) {
  return kind == Kind::kText ? SameText(p, a, b) : p.builder().Compare(Relation::kEq, a, b);
}

// result = a op b
Lanes PlanCompare(Planner& p, const ir::Inst& inst, Relation relation) {
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  if (p.ArgType(inst, 0).kind != Kind::kText) {
    return p.Strict(inst, {a, b}, p.builder().Compare(relation, a.value, b.value));
  }
  const Operand same = SameText(p, a.value, b.value);
  return p.Strict(inst, {a, b}, relation == Relation::kNe ? p.builder().Not(same) : same);
}

}  // namespace

Lanes PlanEq(Planner& p, const ir::Inst& inst) {
  return PlanCompare(p, inst, Relation::kEq);
}
Lanes PlanNe(Planner& p, const ir::Inst& inst) {
  return PlanCompare(p, inst, Relation::kNe);
}
Lanes PlanLt(Planner& p, const ir::Inst& inst) {
  return PlanCompare(p, inst, Relation::kLt);
}
Lanes PlanLe(Planner& p, const ir::Inst& inst) {
  return PlanCompare(p, inst, Relation::kLe);
}

// result = x == first | x == second | …
Lanes PlanOneOf(Planner& p, const ir::Inst& inst) {
  const Kind kind = p.ArgType(inst, 0).kind;
  std::vector<Lanes> args{p.Arg(inst, 0)};
  Operand found = Operand::None();
  for (std::size_t i = 1; i < inst.args_count; ++i) {
    args.push_back(p.Arg(inst, i));
    found = p.builder().Or(found, Same(p, kind, args[0].value, args.back().value));
  }
  return p.Strict(inst, args, found);
}

}  // namespace sextant::vector
