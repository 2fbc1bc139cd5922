#include "compiler/opt/known.h"

#include <algorithm>

#include "compiler/opt/compare.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

bool IsWhole(const ir::Inst& inst) {
  return inst.type.is_exact() || inst.type.kind == types::Kind::kDate;
}

}  // namespace

// Proofs of presence change no value.
InstId Known::Canonical(InstId id) const {
  id = rewriter_.Behind(id);
  while (rewriter_.module().inst(id).op == Op::kUnwrap) {
    id = rewriter_.Behind(rewriter_.module().args(id)[0]);
  }
  return schedule_.Reaches(id) ? schedule_.Canonical(id) : id;
}

Literal Known::LiteralOf(InstId condition) const {
  Literal literal{rewriter_.Behind(condition)};
  while (rewriter_.module().inst(literal.condition).op == Op::kNot) {
    literal.condition = rewriter_.Behind(rewriter_.module().args(literal.condition)[0]);
    literal.positive = !literal.positive;
  }
  return literal;
}

Range Known::RangeOf(InstId id) const {
  const auto found = numbers_.find(Canonical(id).value);
  return found != numbers_.end() ? found->second : ranges_.Of(id);
}

void Known::Narrow(InstId id, const Range& range) {
  const Range now = RangeOf(id);
  const Range narrowed{std::max(now.low, range.low), std::min(now.high, range.high)};
  // An empty range says that this place is never reached; the ranges before say enough.
  if (narrowed.low <= narrowed.high) {
    numbers_[Canonical(id).value] = narrowed;
  }
}

void Known::Learn(const Literal& literal) {
  if (!faultless_.Is(literal.condition)) {
    return;
  }
  conditions_[Canonical(literal.condition).value] = literal.positive;
  const ir::Inst& inst = rewriter_.module().inst(literal.condition);
  const auto args = rewriter_.module().args(inst);
  const bool both =
      (inst.op == Op::kAnd && literal.positive) || (inst.op == Op::kOr && !literal.positive);
  if (both) {
    for (const InstId arg : {args[0], args[1]}) {
      Literal part = LiteralOf(arg);
      part.positive = part.positive == literal.positive;
      Learn(part);
    }
  } else if (inst.op == Op::kLt || inst.op == Op::kLe || inst.op == Op::kEq || inst.op == Op::kNe) {
    LearnComparison(inst, literal.positive);
  }
}

// a < b:  a <= high(b) - 1, b >= low(a) + 1;  not: a >= low(b), b <= high(a);  and so on
void Known::LearnComparison(const ir::Inst& inst, bool holds) {
  const InstId a = rewriter_.module().args(inst)[0], b = rewriter_.module().args(inst)[1];
  if (!IsWhole(rewriter_.module().inst(a))) {
    return;
  }
  const Range all, ra = RangeOf(a), rb = RangeOf(b);
  const bool equal = (inst.op == Op::kEq) == holds;
  if (inst.op == Op::kEq || inst.op == Op::kNe) {
    if (equal) {
      Narrow(a, rb);
      Narrow(b, ra);
    }
    return;
  }
  const Int128 step = (inst.op == Op::kLt) == holds ? 1 : 0;
  if (holds) {
    Narrow(a, {all.low, rb.high - step});
    Narrow(b, {ra.low + step, all.high});
  } else {
    Narrow(a, {rb.low + step, all.high});
    Narrow(b, {all.low, ra.high - step});
  }
}

std::optional<bool> Known::Ask(const Literal& literal) const {
  if (!faultless_.Is(literal.condition)) {
    return std::nullopt;
  }
  std::optional<bool> holds;
  const ir::Inst& inst = rewriter_.module().inst(literal.condition);
  const auto found = conditions_.find(Canonical(literal.condition).value);
  if (inst.op == Op::kConst) {
    holds = inst.imm != 0;
  } else if (found != conditions_.end()) {
    holds = found->second;
  } else {
    holds = AskComparison(inst);
  }
  return holds && !literal.positive ? std::optional(!*holds) : holds;
}

std::optional<bool> Known::AskComparison(const ir::Inst& inst) const {
  const auto args = rewriter_.module().args(inst);
  if (args.empty() || !IsWhole(rewriter_.module().inst(args[0]))) {
    return std::nullopt;
  }
  const bool comparison = args.size() == 2 && (inst.op == Op::kLt || inst.op == Op::kLe ||
                                               inst.op == Op::kEq || inst.op == Op::kNe);
  return comparison ? Holds(inst.op, RangeOf(args[0]), RangeOf(args[1])) : std::nullopt;
}

}  // namespace sextant::opt
