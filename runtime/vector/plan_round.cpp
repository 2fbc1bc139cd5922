#include <bit>
#include <limits>

#include "compiler/support/int128.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

namespace {

constexpr Int128 kMostNumber = (Int128{1} << 62) - 1;
constexpr Int128 kMostQuotient = Int128{1} << 49;

}  // namespace

// With divisor = imm * 10^(difference of the scales):
//   result = x rounded to a multiple of it, / divisor * imm
// rerun = |x| beyond 2^62 or 2^49 * divisor
Lanes PlanRound(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes x = p.Arg(inst, 0);
  const opt::Range range = p.ArgRange(inst, 0);
  const auto wide = CheckedMul(PowerOfTen(p.ArgType(inst, 0).scale - inst.type.scale), inst.imm);
  if (wide == Int128{1}) {
    return p.Strict(inst, {x}, x.value);
  }
  const Operand column = b.AsColumn(x.value);
  const Operand zero = Operand::OfConstant(Element::kInt64, 0);
  if (!wide || *wide > kMostNumber) {
    return p.Strict(inst, {x}, zero, b.Compare(Relation::kNe, column, zero));
  }
  const auto bound = static_cast<int64_t>(std::min(kMostNumber, kMostQuotient * *wide));
  const Operand outside = range.Within(bound) ? Operand::None() : b.Outside(x.value, -bound, bound);
  const Operand rounded =
      b.Make(p.primitives().round[static_cast<std::size_t>(inst.mode)], Element::kInt64, {column});
  b.last().x = static_cast<int64_t>(*wide);
  b.last().y = inst.imm;
  return p.Strict(inst, {x}, rounded, outside);
}

// rerun = beyond what doubles count in ones, and steps too wide for it
Lanes PlanRoundFloat(Planner& p, const ir::Inst& inst) {
  Builder& b = p.builder();
  const Lanes x = p.Arg(inst, 0);
  constexpr int64_t kWidestStep = int64_t{1} << 50;
  if (inst.imm > kWidestStep) {
    return p.Strict(inst, {x}, Operand::OfConstant(Element::kInt64, 0), Operand::All());
  }
  const Operand rounded = b.Make(p.primitives().round_real[static_cast<std::size_t>(inst.mode)],
                                 Element::kInt64, {b.AsColumn(x.value)});
  b.last().x = inst.imm;
  b.last().y = std::bit_cast<int64_t>(static_cast<double>(PowerOfTen(inst.type.scale)));
  return p.Strict(inst, {x}, rounded, b.AlsoMarks());
}

}  // namespace sextant::vector
