#include "runtime/vector/operations.h"

namespace sextant::vector {

namespace {

std::vector<Lanes> AllArgs(Planner& p, const ir::Inst& inst) {
  std::vector<Lanes> args;
  for (uint32_t i = 0; i < inst.args_count; ++i) {
    args.push_back(p.Arg(inst, i));
  }
  return args;
}

// best = first;  for each next:  best = next beats best ? next : best.  Ties keep the earlier.
Lanes PlanExtreme(Planner& p, const ir::Inst& inst, bool greatest) {
  const std::vector<Lanes> args = AllArgs(p, inst);
  Operand best = args[0].value;
  for (std::size_t i = 1; i < args.size(); ++i) {
    best = p.builder().Extreme(greatest, best, args[i].value);
  }
  return p.Strict(inst, args, best);
}

// The same choices, of the position too.
Lanes PlanPosition(Planner& p, const ir::Inst& inst, bool greatest) {
  Builder& b = p.builder();
  const std::vector<Lanes> args = AllArgs(p, inst);
  const Element element = p.ElementOf(inst.type);
  const Relation beats = greatest ? Relation::kGt : Relation::kLt;
  Operand best = args[0].value;
  Operand place = Operand::OfConstant(element, 0);
  for (std::size_t i = 1; i < args.size(); ++i) {
    const Operand better = b.Compare(beats, args[i].value, best);
    best = b.Choose(better, args[i].value, best);
    place = b.Choose(better, Operand::OfConstant(element, static_cast<int64_t>(i)), place);
  }
  return p.Strict(inst, args, place);
}

Operand AnyOf(Planner& p, const std::vector<Lanes>& args) {
  Operand any = Operand::None();
  for (const Lanes& arg : args) {
    any = p.builder().Or(any, arg.value);
  }
  return any;
}

}  // namespace

Lanes PlanMin(Planner& p, const ir::Inst& inst) {
  return PlanExtreme(p, inst, false);
}
Lanes PlanMax(Planner& p, const ir::Inst& inst) {
  return PlanExtreme(p, inst, true);
}
Lanes PlanArgMin(Planner& p, const ir::Inst& inst) {
  return PlanPosition(p, inst, false);
}
Lanes PlanArgMax(Planner& p, const ir::Inst& inst) {
  return PlanPosition(p, inst, true);
}

// result = x < low ? low : high < x ? high : x;  an empty range is the interpreter's
Lanes PlanLimit(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes x = p.Arg(inst, 0), low = p.Arg(inst, 1), high = p.Arg(inst, 2);
  const Operand below_high = b.Extreme(false, x.value, high.value);
  return p.Strict(inst, {x, low, high}, b.Extreme(true, below_high, low.value),
                  b.Compare(Relation::kGt, low.value, high.value));
}

// How many operands hold.
Lanes PlanCount(Planner& p, const ir::Inst& inst) {
  const std::vector<Lanes> args = AllArgs(p, inst);
  std::vector<Operand> counted;
  for (const Lanes& arg : args) {
    counted.push_back(p.builder().AsColumn(arg.value));
  }
  return p.Strict(inst, args, PlanCountOf(p, counted));
}

Operand PlanCountOf(Planner& p, const std::vector<Operand>& columns) {
  const Operand count = p.builder().Make(p.primitives().count_bits, Element::kInt64, {});
  p.builder().GiveList(columns);
  return count;
}

Lanes PlanAny(Planner& p, const ir::Inst& inst) {
  const std::vector<Lanes> args = AllArgs(p, inst);
  return p.Strict(inst, args, AnyOf(p, args));
}
Lanes PlanNone(Planner& p, const ir::Inst& inst) {
  const std::vector<Lanes> args = AllArgs(p, inst);
  return p.Strict(inst, args, p.builder().Not(AnyOf(p, args)));
}

// result = set >> code & 1
Lanes PlanHas(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes set = p.Arg(inst, 0), code = p.Arg(inst, 1);
  const Operand place = b.Convert(code.value, Element::kInt64);
  return p.Strict(
      inst, {set, code},
      b.Make(p.primitives().has[place.form], Element::kBits, {b.AsColumn(set.value), place}));
}

Lanes PlanSetSize(Planner& p, const ir::Inst& inst) {
  const Lanes set = p.Arg(inst, 0);
  return p.Strict(inst, {set},
                  p.builder().Make(p.primitives().size_of_set, Element::kInt64,
                                   {p.builder().AsColumn(set.value)}));
}

}  // namespace sextant::vector
