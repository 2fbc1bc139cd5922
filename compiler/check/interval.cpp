#include "compiler/check/interval.h"

#include <algorithm>
#include <utility>

#include "compiler/check/constant.h"
#include "compiler/check/context.h"
#include "compiler/check/list_operand.h"
#include "compiler/check/unify.h"
#include "compiler/support/axis.h"

namespace sextant::check {
namespace {

using Side = std::optional<Int128>;

Interval WordsOf(Context& c, ExprId id);

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

// In the words of `type`, which takes the value in.
Interval Reach(Context& c, ExprId id, const Type& type) {
  return IntervalIn(c, id, {type.kind == Kind::kFloat, type.scale});
}

// A range has words, or of a float doubles.
Interval OfRange(const Range& range) {
  Interval words{range.low, range.high};
  if (range.float_low) {
    words.low = OrderedWord(*range.float_low) + (range.float_low_inclusive ? 0 : 1);
  }
  if (range.float_high) {
    words.high = OrderedWord(*range.float_high) - (range.float_high_inclusive ? 0 : 1);
  }
  return words;
}

Interval Declared(Context& c, const Ref& ref) {
  switch (ref.kind) {
    case RefKind::kField:
    case RefKind::kRowField:
      return OfRange(c.program.field(ref)->range);
    case RefKind::kParam:
      return OfRange(c.program.params[ref.index].range);
    case RefKind::kLet:
      return c.let_intervals[ref.index].value_or(Interval{});
    default:
      return {};
  }
}

// What is declared, and what is assumed beside it.
Interval OfRef(Context& c, const Ref& ref) {
  Interval words = Declared(c, ref);
  for (const Assumed& assumed : c.assumed) {
    if (!SameRef(assumed.ref, ref)) {
      continue;
    }
    const Interval& more = assumed.words;
    words.low = more.low && (!words.low || *more.low > *words.low) ? more.low : words.low;
    words.high = more.high && (!words.high || *more.high < *words.high) ? more.high : words.high;
  }
  return words;
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
  const Interval value = WordsOf(c, unary.operand);
  if (unary.op == ast::UnaryOp::kNegate) {
    return Negated(value);
  }
  const Interval mirrored = Hull(value, Negated(value));
  const bool positive = value.low && *value.low >= 0;
  return positive ? value : Interval{Int128{0}, mirrored.high};
}

Interval Of(Context& c, ExprId id, const ast::BinaryExpr& binary) {
  const Type type = c.info(id).type;
  const bool dates = type.kind == Kind::kDate || c.info(binary.left).type.kind == Kind::kDate;
  if (dates || type.kind == Kind::kFloat) {
    return {};
  }
  if (binary.op == ast::BinaryOp::kMultiply) {
    return Product(IntervalOf(c, binary.left), IntervalOf(c, binary.right));
  }
  if (binary.op != ast::BinaryOp::kAdd && binary.op != ast::BinaryOp::kSubtract) {
    return {};
  }
  const Interval left = Reach(c, binary.left, type);
  const Interval right = Reach(c, binary.right, type);
  const Interval added = binary.op == ast::BinaryOp::kAdd ? right : Negated(right);
  return {Plus(left.low, added.low), Plus(left.high, added.high)};
}

Interval Of(Context& c, ExprId id, const ast::OtherwiseExpr& otherwise) {
  const Type type = c.info(id).type;
  return Hull(Reach(c, otherwise.value, type), Reach(c, otherwise.fallback, type));
}
Interval Of(Context& c, ExprId id, const ast::IfExpr& choice) {
  const Type type = c.info(id).type;
  return Hull(Reach(c, choice.then_value, type), Reach(c, choice.else_value, type));
}

// The smallest of several lies below each high and above the lowest low; the largest mirrors it.
Interval Of(Context& c, ExprId id, const ast::PickExpr& pick) {
  const Type type = c.info(id).type;
  Interval all = Reach(c, pick.items.front(), type);
  for (ExprId item : pick.items) {
    const Interval one = Reach(c, item, type);
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
  const Type type = c.info(id).type;
  return {Reach(c, limited.low, type).low, Reach(c, limited.high, type).high};
}
Interval Of(Context& c, ExprId, const ast::ConvertedExpr& converted) {
  return Product(IntervalOf(c, converted.value), IntervalOf(c, converted.rate));
}

Interval Of(Context& c, ExprId, const ast::LastExpr& last) {
  return WordsOf(c, last.series);
}
Interval Of(Context& c, ExprId, const ast::ItemExpr& item) {
  return WordsOf(c, item.series);
}

Interval Of(Context& c, ExprId id, const ast::ProjectExpr&) {
  return OfRef(c, c.info(id).ref);
}

// A sum or average of floats, which need not lie between their ends.
bool IsRoundedFloat(Context& c, ExprId id, const ast::AggregateExpr& aggregate) {
  return c.info(id).type.kind == Kind::kFloat && (aggregate.op == ast::AggregateOp::kSum ||
                                                  aggregate.op == ast::AggregateOp::kAverage);
}

// Of a list, whose length is not known.
Interval OfList(Context& c, ExprId id, const ast::AggregateExpr& aggregate,
                const ListOperand& operand) {
  if (aggregate.op == ast::AggregateOp::kCount ||
      aggregate.op == ast::AggregateOp::kCountDistinct) {
    return {Int128{0}, std::nullopt};
  }
  if (IsRoundedFloat(c, id, aggregate)) {
    return {};
  }
  const Interval row = Reach(c, operand.projection, c.info(id).type);
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
  if (IsRoundedFloat(c, id, aggregate)) {
    return {};
  }
  const Interval item = Reach(c, aggregate.series, c.info(id).type);
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

// Of a value of any kind that has a size: floats as places in their order.
Interval WordsOf(Context& c, ExprId id) {
  const Type type = id.valid() ? c.info(id).type : Type::Error();
  if (!type.is_exact() && type.kind != Kind::kDate && type.kind != Kind::kFloat) {
    return {};
  }
  return std::visit([&](const auto& node) { return Of(c, id, node); }, c.tree.node(id));
}

Side ToFloat(const Side& word, int scale) {
  return word ? Side(OrderedWord(NearestDouble(*word, scale))) : Side();
}

}  // namespace

std::optional<Meeting> MeetingOf(const Type& a, const Type& b) {
  const auto common = CommonType(a.required(), b.required());
  if (!common || common->series > 0) {
    return std::nullopt;
  }
  const bool floats = common->kind == Kind::kFloat;
  if (!floats && !common->is_exact() && common->kind != Kind::kDate) {
    return std::nullopt;
  }
  return Meeting{floats, floats ? 0 : common->scale};
}

Interval IntervalOf(Context& context, ExprId id) {
  const bool is_float = id.valid() && context.info(id).type.kind == Kind::kFloat;
  return is_float ? Interval{} : WordsOf(context, id);
}

Interval IntervalIn(Context& context, ExprId id, const Meeting& meeting) {
  const Interval words = WordsOf(context, id);
  const Type type = context.info(id).type;
  if (!meeting.floats) {
    return Rescaled(words, type.scale, meeting.scale);
  }
  return type.kind == Kind::kFloat
             ? words
             : Interval{ToFloat(words.low, type.scale), ToFloat(words.high, type.scale)};
}

Interval IntervalOfLet(Context& context, ExprId value, const Type& type) {
  return IntervalIn(context, value, {type.kind == Kind::kFloat, type.scale});
}

Interval Rescaled(Interval interval, int from_scale, int to_scale) {
  if (to_scale < from_scale) {
    const Int128 factor = PowerOfTen(from_scale - to_scale);
    const auto rounded = [&](const Side& side, RoundingMode mode) {
      return side ? DivideRounded(*side, factor, mode) : std::nullopt;
    };
    return {rounded(interval.low, RoundingMode::kDown), rounded(interval.high, RoundingMode::kUp)};
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
  return WordsOf(context, divisor).Contains(0);
}

}  // namespace sextant::check
