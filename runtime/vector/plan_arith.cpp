#include <cmath>
#include <limits>

#include "compiler/support/int128.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

using opt::Range;
using types::Kind;

namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

ir::InstId IdOf(const Planner& p, const ir::Inst& inst) {
  return ir::InstId(static_cast<std::size_t>(&inst - p.module().insts.data()));
}

bool Fits(const Planner& p, const ir::Inst& inst) {
  return p.ranges().Unclipped(IdOf(p, inst)).FitsInt64();
}

struct Result {
  Operand value, overflow;
};

// a op b;  with `checked`, also where that overflows
Result Calculate(Planner& p, Arith arith, bool checked, Operand a, const Operand& b) {
  if (a.is_constant() && b.is_constant()) {
    a = p.builder().AsColumn(a);
  }
  const auto operation = static_cast<std::size_t>(arith);
  const bool real = a.element == Element::kFloat64;
  const auto& functions = real ? p.primitives().real[operation] : p.primitives().exact[operation];
  const Operand value =
      p.builder().Make(functions[checked ? 1 : 0][a.form][b.form], a.element, {a, b});
  return {value, checked ? p.builder().AlsoMarks() : Operand::None()};
}

Lanes PlanExact(Planner& p, const ir::Inst& inst, Arith arith) {
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  const Result result = Calculate(p, arith, !Fits(p, inst), a.value, b.value);
  return p.Strict(inst, {a, b}, result.value, result.overflow);
}

// The rows outside -bound..bound, as far as the range does not exclude them.
Operand Outside(Planner& p, const Operand& a, const Range& range, Int128 bound) {
  if (range.Within(bound) || bound >= kMax) {
    return Operand::None();
  }
  return p.builder().Outside(a, -static_cast<int64_t>(bound), static_cast<int64_t>(bound));
}

bool IsFloat(const ir::Inst& inst) {
  return inst.type.kind == Kind::kFloat;
}

}  // namespace

// result = a op b;  rerun = !(|result| < infinity)
Lanes PlanReal(Planner& p, const ir::Inst& inst, Arith arith) {
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  const bool checked = arith == Arith::kDiv || !p.ranges().RealOf(IdOf(p, inst)).finite();
  const Result result = Calculate(p, arith, checked, a.value, b.value);
  return p.Strict(inst, {a, b}, result.value, result.overflow);
}

Lanes PlanAdd(Planner& p, const ir::Inst& inst) {
  return IsFloat(inst) ? PlanReal(p, inst, Arith::kAdd) : PlanExact(p, inst, Arith::kAdd);
}
Lanes PlanSub(Planner& p, const ir::Inst& inst) {
  return IsFloat(inst) ? PlanReal(p, inst, Arith::kSub) : PlanExact(p, inst, Arith::kSub);
}

// A product may overflow where one factor is beyond a bound that the range of the other sets; where
// both may be large, where the product of the doubles says so.
Lanes PlanMul(Planner& p, const ir::Inst& inst) {
  if (IsFloat(inst)) {
    return PlanReal(p, inst, Arith::kMul);
  }
  constexpr Int128 kOrdinary = Int128{1} << 50;
  const auto bound = [](const Range& other) {
    const Int128 most = std::max(other.high, -other.low);
    return most == 0 ? Int128{kMax} : kMax / most;
  };
  const Range ra = p.ArgRange(inst, 0), rb = p.ArgRange(inst, 1);
  if (Fits(p, inst) || std::max(bound(ra), bound(rb)) < kOrdinary) {
    return PlanExact(p, inst, Arith::kMul);
  }
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  const Operand overflow = bound(rb) >= bound(ra) ? Outside(p, a.value, ra, bound(rb))
                                                  : Outside(p, b.value, rb, bound(ra));
  return p.Strict(inst, {a, b}, Calculate(p, Arith::kMul, false, a.value, b.value).value, overflow);
}

// result = 0 - a;  rerun = a == minimum, the one word without a negative
Lanes PlanNeg(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  if (IsFloat(inst)) {
    return p.Strict(inst, {a},
                    p.builder().Make(p.primitives().negated_real, Element::kFloat64,
                                     {p.builder().AsColumn(a.value)}));
  }
  const Operand zero = Operand::OfConstant(Element::kInt64, 0);
  const bool sure = p.ArgRange(inst, 0).low > kMin;
  return p.Strict(inst, {a}, Calculate(p, Arith::kSub, false, zero, a.value).value,
                  sure ? Operand::None() : p.builder().Outside(a.value, kMin + 1, kMax));
}

// result = a < 0 ? -a : a;  rerun = a == minimum
Lanes PlanAbs(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  const Operand column = p.builder().AsColumn(a.value);
  if (IsFloat(inst)) {
    return p.Strict(inst, {a},
                    p.builder().Make(p.primitives().absolute_real, Element::kFloat64, {column}));
  }
  const bool sure = p.ArgRange(inst, 0).low > kMin;
  return p.Strict(inst, {a}, p.builder().Make(p.primitives().absolute, Element::kInt64, {column}),
                  sure ? Operand::None() : p.builder().Outside(column, kMin + 1, kMax));
}

// result = a * 10^k;  rerun = |a| > max / 10^k
Lanes PlanRescale(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  const auto factor = static_cast<int64_t>(PowerOfTen(inst.type.scale - p.ArgType(inst, 0).scale));
  const Operand overflow =
      Fits(p, inst) ? Operand::None() : Outside(p, a.value, p.ArgRange(inst, 0), kMax / factor);
  const Operand power = Operand::OfConstant(Element::kInt64, factor);
  return p.Strict(inst, {a}, Calculate(p, Arith::kMul, false, a.value, power).value, overflow);
}

// result = (double)a / 10^scale, correctly rounded because both are exact;  rerun = |a| > 2^53
Lanes PlanToFloat(Planner& p, const ir::Inst& inst) {
  const Lanes a = p.Arg(inst, 0);
  const Operand outside = Outside(p, a.value, p.ArgRange(inst, 0), Int128{1} << 53);
  const Operand real =
      p.builder().Make(p.primitives().to_real, Element::kFloat64, {p.builder().AsColumn(a.value)});
  p.builder().last().x = static_cast<int64_t>(PowerOfTen(p.ArgType(inst, 0).scale));
  return p.Strict(inst, {a}, real, outside);
}

}  // namespace sextant::vector
