#include "compiler/check/interval.h"

#include <algorithm>
#include <utility>

#include "compiler/check/context.h"
#include "compiler/check/list_operand.h"

namespace sextant::check {
namespace {

using Side = std::optional<Int128>;

Side Plus(Side a, Side b) {
  return a && b ? CheckedAdd(*a, *b) : std::nullopt;
}
Side Negated(Side a) {
  return a ? CheckedSub(0, *a) : std::nullopt;
}
Side Times(Side a, Side b) {
  return a && b ? CheckedMul(*a, *b) : std::nullopt;
}

Interval Negated(const Interval& a) {
  return {Negated(a.high), Negated(a.low)};
}

Interval Product(const Interval& a, const Interval& b) {
  const Side corners[] = {Times(a.low, b.low), Times(a.low, b.high), Times(a.high, b.low),
                          Times(a.high, b.high)};
  Interval product{corners[0], corners[0]};
  for (const Side& corner : corners) {
    if (!corner) {
      return {};
    }
    product = {std::min(product.low, corner), std::max(product.high, corner)};
  }
  return product;
}

// The smallest interval around both.
Interval Hull(const Interval& a, const Interval& b) {
  return {a.low && b.low ? std::min(a.low, b.low) : std::nullopt,
          a.high && b.high ? std::max(a.high, b.high) : std::nullopt};
}

Interval Reach(Context& c, ExprId id, int scale) {
  return Rescaled(IntervalOf(c, id), c.info(id).type.scale, scale);
}

Interval OfRef(Context& c, const Ref& ref) {
  switch (ref.kind) {
    case RefKind::kField:
    case RefKind::kRowField:
      return {c.program.field(ref)->range.low, c.program.field(ref)->range.high};
    case RefKind::kParam:
      return {c.program.params[ref.index].range.low, c.program.params[ref.index].range.high};
    case RefKind::kLet:
      return c.let_intervals[ref.index].value_or(Interval{});
    default:
      return {};
  }
}

Interval Of(Context&, ExprId, const ast::NumberExpr& number) {
  return {number.digits, number.digits};
}
Interval Of(Context&, ExprId, const ast::DateExpr& date) {
  return {date.days, date.days};
}
Interval Of(Context& c, ExprId id, const ast::NameExpr&) {
  return OfRef(c, c.info(id).ref);
}

Interval Of(Context& c, ExprId, const ast::UnaryExpr& unary) {
  const Interval value = IntervalOf(c, unary.operand);
  if (unary.op == ast::UnaryOp::kNegate) {
    return Negated(value);
  }
  const Interval mirrored = Hull(value, Negated(value));
  const bool positive = value.low && *value.low >= 0;
  return positive ? value : Interval{Int128{0}, mirrored.high};
}

Interval Of(Context& c, ExprId id, const ast::BinaryExpr& binary) {
  const Type type = c.info(id).type;
  if (type.kind == Kind::kDate || c.info(binary.left).type.kind == Kind::kDate) {
    return {};
  }
  if (binary.op == ast::BinaryOp::kMultiply) {
    return Product(IntervalOf(c, binary.left), IntervalOf(c, binary.right));
  }
  if (binary.op != ast::BinaryOp::kAdd && binary.op != ast::BinaryOp::kSubtract) {
    return {};
  }
  const Interval left = Reach(c, binary.left, type.scale);
  const Interval right = Reach(c, binary.right, type.scale);
  const Interval added = binary.op == ast::BinaryOp::kAdd ? right : Negated(right);
  return {Plus(left.low, added.low), Plus(left.high, added.high)};
}

Interval Of(Context& c, ExprId id, const ast::OtherwiseExpr& otherwise) {
  const int scale = c.info(id).type.scale;
  return Hull(Reach(c, otherwise.value, scale), Reach(c, otherwise.fallback, scale));
}
Interval Of(Context& c, ExprId id, const ast::IfExpr& choice) {
  const int scale = c.info(id).type.scale;
  return Hull(Reach(c, choice.then_value, scale), Reach(c, choice.else_value, scale));
}

// The smallest of several lies below each high and above the lowest low; the largest mirrors it.
Interval Of(Context& c, ExprId id, const ast::PickExpr& pick) {
  const int scale = c.info(id).type.scale;
  Interval all = Reach(c, pick.items.front(), scale);
  for (ExprId item : pick.items) {
    const Interval one = Reach(c, item, scale);
    Side& near = pick.smallest ? all.high : all.low;
    const Side bound = pick.smallest ? one.high : one.low;
    all = {pick.smallest ? Hull(all, one).low : all.low,
           pick.smallest ? all.high : Hull(all, one).high};
    if (bound && (!near || (pick.smallest ? *bound < *near : *bound > *near))) {
      near = bound;
    }
  }
  return all;
}

// Between the ends, as far as the value reaches.
Interval Of(Context& c, ExprId id, const ast::LimitedExpr& limited) {
  const int scale = c.info(id).type.scale;
  return {Reach(c, limited.low, scale).low, Reach(c, limited.high, scale).high};
}
Interval Of(Context& c, ExprId, const ast::ConvertedExpr& converted) {
  return Product(IntervalOf(c, converted.value), IntervalOf(c, converted.rate));
}

Interval Of(Context& c, ExprId, const ast::LastExpr& last) {
  return IntervalOf(c, last.series);
}
Interval Of(Context& c, ExprId, const ast::ItemExpr& item) {
  return IntervalOf(c, item.series);
}

Interval Of(Context& c, ExprId id, const ast::ProjectExpr&) {
  return OfRef(c, c.info(id).ref);
}

// Of a list, whose length is not known.
Interval OfList(Context& c, ExprId id, const ast::AggregateExpr& aggregate,
                const ListOperand& operand) {
  if (aggregate.op == ast::AggregateOp::kCount ||
      aggregate.op == ast::AggregateOp::kCountDistinct) {
    return {Int128{0}, std::nullopt};
  }
  const Interval row = Reach(c, operand.projection, c.info(id).type.scale);
  if (aggregate.op != ast::AggregateOp::kSum) {
    return row;
  }
  return {row.low && *row.low >= 0 ? std::optional(Int128{0}) : Side{},
          row.high && *row.high <= 0 ? std::optional(Int128{0}) : Side{}};
}

Interval Of(Context& c, ExprId id, const ast::AggregateExpr& aggregate) {
  const ListOperand operand = ListOperandOf(c.tree, aggregate.series);
  if (IsList(c.program, operand)) {
    return OfList(c, id, aggregate, operand);
  }
  const Type of = c.info(aggregate.series).type;
  if (of.kind == Kind::kSet) {
    const auto members = c.program.enums.get(of.enumeration).members.size();
    return {Int128{0}, static_cast<Int128>(members)};
  }
  const Int128 length = of.series;
  const bool selects = aggregate.filter.valid() || aggregate.known;
  if (aggregate.op == ast::AggregateOp::kCount) {
    return {selects ? Int128{0} : length, length};
  }
  const Interval item = Reach(c, aggregate.series, c.info(id).type.scale);
  if (aggregate.op != ast::AggregateOp::kSum) {
    return item;
  }
  const Interval sum = Product(item, {length, length});
  return selects ? Hull(sum, {Int128{0}, Int128{0}}) : sum;
}

template <class Node>
Interval Of(Context&, ExprId, const Node&) {
  return {};
}

// What `a op b` is when a - b lies in `difference`.
Truth Compare(ast::BinaryOp op, const Interval& difference) {
  const Int128 zero = 0;
  const bool negative = difference.high && *difference.high < zero;
  const bool positive = difference.low && *difference.low > zero;
  const bool at_most = difference.high && *difference.high <= zero;
  const bool at_least = difference.low && *difference.low >= zero;
  const auto pick = [](bool yes, bool no) {
    return yes ? Truth::kTrue : no ? Truth::kFalse : Truth::kUnknown;
  };
  switch (op) {
    case ast::BinaryOp::kLess:
      return pick(negative, at_least);
    case ast::BinaryOp::kLessEqual:
      return pick(at_most, positive);
    case ast::BinaryOp::kGreater:
      return pick(positive, at_most);
    case ast::BinaryOp::kGreaterEqual:
      return pick(at_least, negative);
    case ast::BinaryOp::kEqual:
      return pick(at_most && at_least, negative || positive);
    case ast::BinaryOp::kNotEqual:
      return pick(negative || positive, at_most && at_least);
    default:
      return Truth::kUnknown;
  }
}

Interval Difference(Context& c, ExprId a, ExprId b) {
  const Type left = c.info(a).type;
  const Type right = c.info(b).type;
  const bool dates = left.kind == Kind::kDate && right.kind == Kind::kDate;
  if (!dates && !(left.is_exact() && right.is_exact())) {
    return {};
  }
  const int scale = std::max(left.scale, right.scale);
  const Interval minus = Negated(Reach(c, b, scale));
  const Interval from = Reach(c, a, scale);
  return {Plus(from.low, minus.low), Plus(from.high, minus.high)};
}

Truth Not(Truth truth) {
  return truth == Truth::kUnknown ? truth : truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}
Truth Both(Truth a, Truth b) {
  if (a == Truth::kFalse || b == Truth::kFalse) {
    return Truth::kFalse;
  }
  return a == Truth::kTrue && b == Truth::kTrue ? Truth::kTrue : Truth::kUnknown;
}
Truth Either(Truth a, Truth b) {
  return Not(Both(Not(a), Not(b)));
}

Truth OfBinary(Context& c, const ast::BinaryExpr& binary) {
  switch (binary.op) {
    case ast::BinaryOp::kAnd:
      return Both(TruthOf(c, binary.left), TruthOf(c, binary.right));
    case ast::BinaryOp::kOr:
      return Either(TruthOf(c, binary.left), TruthOf(c, binary.right));
    case ast::BinaryOp::kImplies:
      return Either(Not(TruthOf(c, binary.left)), TruthOf(c, binary.right));
    default:
      return Compare(binary.op, Difference(c, binary.left, binary.right));
  }
}

Truth OfInRange(Context& c, const ast::InRangeExpr& in) {
  const Truth inside = Both(Compare(ast::BinaryOp::kGreaterEqual, Difference(c, in.value, in.low)),
                            Compare(ast::BinaryOp::kLessEqual, Difference(c, in.value, in.high)));
  return in.negated ? Not(inside) : inside;
}

bool FloatRangeHoldsZero(const Range& range) {
  const bool above = range.float_low && (*range.float_low > 0 ||
                                         (*range.float_low == 0 && !range.float_low_inclusive));
  const bool below = range.float_high && (*range.float_high < 0 ||
                                          (*range.float_high == 0 && !range.float_high_inclusive));
  return !above && !below;
}

}  // namespace

Interval IntervalOf(Context& context, ExprId id) {
  const Type type = id.valid() ? context.info(id).type : Type::Error();
  if (!type.is_exact() && type.kind != Kind::kDate) {
    return {};
  }
  return std::visit([&](const auto& node) { return Of(context, id, node); }, context.tree.node(id));
}

Interval Rescaled(Interval interval, int from_scale, int to_scale) {
  if (to_scale <= from_scale) {
    return interval;
  }
  const Int128 factor = PowerOfTen(to_scale - from_scale);
  return {Times(interval.low, factor), Times(interval.high, factor)};
}

bool MayBeZero(Context& context, ExprId divisor) {
  const ExprInfo& info = context.info(divisor);
  for (const Fact& fact : context.place.facts) {
    if (fact.what == Fact::kNotZero && SameRef(fact.ref, info.ref)) {
      return false;
    }
  }
  if (info.type.kind != Kind::kFloat) {
    return IntervalOf(context, divisor).Contains(0);
  }
  if (const Field* field = context.program.field(info.ref)) {
    return FloatRangeHoldsZero(field->range);
  }
  return info.ref.kind != RefKind::kParam ||
         FloatRangeHoldsZero(context.program.params[info.ref.index].range);
}

Truth TruthOf(Context& context, ExprId condition) {
  if (!condition.valid() || context.info(condition).type.kind != Kind::kBool) {
    return Truth::kUnknown;
  }
  const ast::ExprNode& node = context.tree.node(condition);
  if (const auto* literal = std::get_if<ast::BooleanExpr>(&node)) {
    return literal->value ? Truth::kTrue : Truth::kFalse;
  }
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    return Not(TruthOf(context, unary->operand));
  }
  if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    return OfBinary(context, *binary);
  }
  const auto* in_range = std::get_if<ast::InRangeExpr>(&node);
  return in_range == nullptr ? Truth::kUnknown : OfInRange(context, *in_range);
}

}  // namespace sextant::check
