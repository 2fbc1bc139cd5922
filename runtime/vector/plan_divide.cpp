#include <bit>
#include <limits>
#include <optional>
#include <tuple>

#include "compiler/opt/quotient.h"
#include "compiler/support/int128.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

using opt::Range;
using types::Kind;

namespace {

constexpr Int128 kMax = std::numeric_limits<int64_t>::max();

struct Term {
  Operand value;
  Range range;
};
struct Quotient {
  Operand value;
  Operand rerun;  // where it is not known
};

Operand Outside(Planner& p, const Term& a, Int128 bound) {
  if (a.range.Within(bound) || bound >= kMax) {
    return Operand::None();
  }
  return p.builder().Outside(a.value, -static_cast<int64_t>(bound), static_cast<int64_t>(bound));
}

// By a constant, where power / divisor in lowest terms has factors that multiply to below 2^50.
// rerun = |a| beyond 2^50, or the quotient beyond 2^62
std::optional<Quotient> DivideByConstant(Planner& p, const Term& a, Int128 power, Int128 divisor) {
  const auto lowest = opt::SmallFactor(power, divisor);
  if (!lowest) {
    return std::nullopt;
  }
  std::tie(power, divisor) = std::pair(lowest->power, lowest->divisor);
  Builder& b = p.builder();
  const Operand column = b.AsColumn(a.value);
  if (divisor == 1) {
    const Operand rerun = Outside(p, a, lowest->reach());
    const Operand factor = Operand::OfConstant(Element::kInt64, static_cast<int64_t>(power));
    const auto multiply = p.primitives().exact[static_cast<std::size_t>(Arith::kMul)];
    return Quotient{b.Make(multiply[0][kColumn][kConstant], Element::kInt64, {column, factor}),
                    rerun};
  }
  const Operand rerun = Outside(p, a, lowest->reach());
  const Operand quotient = b.Make(p.primitives().divide_by_constant[divisor % 2 == 0 ? 1 : 0],
                                  Element::kInt64, {column});
  b.last().x = static_cast<int64_t>(power);
  b.last().y = static_cast<int64_t>(divisor);
  return Quotient{quotient, rerun};
}

// By a number that is not known:  n = a * power,  d = b * divisor_power
Quotient Divide(Planner& p, bool amount, const Term& a, Int128 power, const Term& d,
                Int128 divisor_power) {
  // Below 2^51 both doubles are exact.
  constexpr Int128 kExact = Int128{1} << 51;
  Builder& b = p.builder();
  const Int128 most = (Int128{1} << (amount ? 50 : 61)) - 1;
  const Operand large = Outside(p, d, most / divisor_power);
  const Int128 reach = std::min<Int128>(std::max(d.range.high, -d.range.low), most / divisor_power);
  const bool exact =
      power <= kExact && a.range.Within(kExact / power) && reach * divisor_power <= kExact;
  const Function run =
      amount ? p.primitives().divide_amount : p.primitives().divide_ratio[exact ? 1 : 0];
  const Operand quotient = b.Make(run, Element::kInt64, {b.AsColumn(a.value), b.AsColumn(d.value)});
  b.last().x = static_cast<int64_t>(power);
  b.last().y = static_cast<int64_t>(divisor_power);
  b.GiveData({std::bit_cast<int64_t>(static_cast<double>(power))});
  const Operand beyond = b.AlsoMarks();
  return {quotient, b.Or(large, beyond)};
}

}  // namespace

// n = a * 10^k, k >= 0, or d = b * 10^-k;  q = n / d by one of the ways above
Lanes PlanDiv(Planner& p, const ir::Inst& inst) {
  if (inst.type.kind == Kind::kFloat) {
    return PlanReal(p, inst, Arith::kDiv);
  }
  const Lanes a = p.Arg(inst, 0), b = p.Arg(inst, 1);
  const int shift = 8 + p.ArgType(inst, 1).scale - p.ArgType(inst, 0).scale;
  const Int128 power = PowerOfTen(std::max(shift, 0));
  const Int128 divisor_power = PowerOfTen(std::max(-shift, 0));
  const Term n{a.value, p.ArgRange(inst, 0)};
  const Term d{b.value, p.ArgRange(inst, 1)};
  std::optional<Quotient> q;
  if (d.range.low == d.range.high && d.range.low != 0) {
    q = DivideByConstant(p, n, power, d.range.low * divisor_power);
  }
  if (!q) {
    q = Divide(p, inst.type.kind == Kind::kMoney, n, power, d, divisor_power);
  }
  return p.Strict(inst, {a, b}, q->value, q->rerun);
}

}  // namespace sextant::vector
