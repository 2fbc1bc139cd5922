#include "compiler/support/dates.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

namespace {

struct Both {
  Lanes a, b;
  Builder::Operands columns;
};

Both ArgsOf(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  return {a, b, {p.builder().AsColumn(a.value), p.builder().AsColumn(b.value)}};
}

// A date, and the rows in which it lies outside the calendar.
Lanes PlanMoved(Planner& p, const ir::Inst& inst, Function run, bool sure) {
  const Both args = ArgsOf(p, inst);
  const Operand moved = p.builder().Make(run, Element::kInt32, args.columns);
  const Operand outside = p.builder().AlsoMarks();
  return p.Strict(inst, {args.a, args.b}, moved, sure ? Operand::None() : outside);
}

Lanes PlanBetween(Planner& p, const ir::Inst& inst, Function run) {
  const Both args = ArgsOf(p, inst);
  return p.Strict(inst, {args.a, args.b}, p.builder().Make(run, Element::kInt64, args.columns));
}

}  // namespace

Lanes PlanAddDays(Planner& p, const ir::Inst& inst) {
  const opt::Range a = p.ArgRange(inst, 0), b = p.ArgRange(inst, 1);
  const bool sure = a.low + b.low >= kFirstDate && a.high + b.high <= kLastDate;
  return PlanMoved(p, inst, p.primitives().add_days, sure);
}

Lanes PlanAddMonths(Planner& p, const ir::Inst& inst) {
  return PlanMoved(p, inst, p.primitives().add_months, false);
}

Lanes PlanWindowEnd(Planner& p, const ir::Inst& inst) {
  const Both args = ArgsOf(p, inst);
  return p.Strict(inst, {args.a, args.b},
                  p.builder().Make(p.primitives().window_end, Element::kInt32, args.columns));
}

Lanes PlanDaysBetween(Planner& p, const ir::Inst& inst) {
  return PlanBetween(p, inst, p.primitives().days_between);
}

Lanes PlanMonthsBetween(Planner& p, const ir::Inst& inst) {
  return PlanBetween(p, inst, p.primitives().months_between);
}

}  // namespace sextant::vector
