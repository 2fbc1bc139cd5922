#include "compiler/check/list_operand.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

// The items of an aggregate and, when it has a filter, whether each one meets it.
struct Selection {
  Items items;
  Items met;  // empty: all count
  Type item;
  Span span;
};

// Which items are there, and their values. `any of` and `none of` ask these themselves.
void TakeKnown(Context& context, const ast::AggregateExpr& expr, Selection& selection) {
  const bool tests = expr.op == ast::AggregateOp::kAnyOf || expr.op == ast::AggregateOp::kNoneOf;
  selection.item = selection.item.required();
  for (InstId& item : selection.items) {
    InstId met = context.Add(Op::kIsKnown, Type::Bool(), {item}, selection.span);
    item = context.Add(Op::kUnwrap, selection.item, {item}, selection.span);
    if (tests && !expr.filter.valid()) {
      met = context.Add(Op::kAnd, Type::Bool(), {met, item}, selection.span);
    }
    selection.met.push_back(met);
  }
}

Selection Select(Context& context, ExprId id, const ast::AggregateExpr& expr) {
  Selection selection{
      LowerExpr(context, expr.series), {}, context.type(expr.series).item(), context.span(id)};
  if (expr.known) {
    TakeKnown(context, expr, selection);
  }
  if (!expr.filter.valid()) {
    return selection;
  }
  const std::optional<InstId> outer = context.item;
  for (std::size_t i = 0; i < selection.items.size(); ++i) {
    context.item = selection.items[i];
    const InstId met = LowerSingle(context, expr.filter);
    if (expr.known) {
      selection.met[i] =
          context.Add(Op::kAnd, Type::Bool(), {selection.met[i], met}, selection.span);
    } else {
      selection.met.push_back(met);
    }
  }
  context.item = outer;
  return selection;
}

InstId Sum(Context& context, const Selection& selection) {
  InstId sum;
  for (std::size_t i = 0; i < selection.items.size(); ++i) {
    InstId item = selection.items[i];
    if (!selection.met.empty()) {
      item =
          context.Add(Op::kSelect, selection.item,
                      {selection.met[i], item, context.Const(selection.item, 0)}, selection.span);
    }
    sum = sum.valid() ? context.Add(Op::kAdd, selection.item, {sum, item}, selection.span) : item;
  }
  return sum;
}

// Items that are no conditions count when they are there, which they are; but they are visited.
InstId Count(Context& context, const Selection& selection) {
  Items tests = selection.met.empty() ? selection.items : selection.met;
  if (selection.met.empty() && selection.item.kind != Kind::kBool) {
    for (InstId& test : tests) {
      test = context.Add(Op::kIsKnown, Type::Bool(), {test}, selection.span);
    }
  }
  return context.Add(Op::kCount, Type::Integer(), tests, selection.span);
}

// `value`, or missing when no item met the filter.
InstId UnlessNone(Context& context, const Selection& selection, InstId value) {
  const InstId zero = context.Const(Type::Integer(), 0);
  const InstId none =
      context.Add(Op::kEq, Type::Bool(), {Count(context, selection), zero}, selection.span);
  const Type type = context.type(value).as_optional();
  return context.Add(Op::kSelect, type, {none, context.Missing(type, selection.span), value},
                     selection.span);
}

InstId Average(Context& context, const Selection& selection) {
  const bool real = selection.item.kind == Kind::kFloat;
  const Type type = real ? selection.item : selection.item.with_scale(8);
  InstId count = selection.met.empty()
                     ? context.Const(Type::Integer(), static_cast<int64_t>(selection.items.size()))
                     : Count(context, selection);
  if (real) {
    count = Convert(context, count, type, selection.span);
  }
  const InstId quotient =
      context.Add(Op::kDiv, type, {Sum(context, selection), count}, selection.span);
  return selection.met.empty() ? quotient : UnlessNone(context, selection, quotient);
}

// The extreme of the items that meet the filter, from the last to the first, so that conditions are
// asked from the first to the last: missing until the first one does.
InstId FilteredExtreme(Context& context, const Selection& selection, Op op) {
  const Type type = selection.item;
  const Type optional = type.as_optional();
  const auto add = [&](Op what, Type result, std::initializer_list<InstId> args) {
    return context.Add(what, result, args, selection.span);
  };
  InstId best = context.Missing(type, selection.span);
  for (std::size_t i = selection.items.size(); i-- > 0;) {
    const InstId item = selection.items[i];
    const InstId better = add(op, type, {item, add(Op::kUnwrap, type, {best})});
    const InstId chosen =
        add(Op::kSelect, type, {add(Op::kIsKnown, Type::Bool(), {best}), better, item});
    best = add(Op::kSelect, optional, {selection.met[i], chosen, best});
  }
  return best;
}

InstId Extreme(Context& context, const Selection& selection, Op op) {
  return selection.met.empty() ? context.Add(op, selection.item, selection.items, selection.span)
                               : FilteredExtreme(context, selection, op);
}

InstId Test(Context& context, const Selection& selection, Op op) {
  const Items& tests = selection.met.empty() ? selection.items : selection.met;
  return context.Add(op, Type::Bool(), tests, selection.span);
}

}  // namespace

Items Lower(Context& context, ExprId, const ast::LastExpr& expr) {
  Items items = LowerExpr(context, expr.series);
  items.resize(static_cast<std::size_t>(expr.count));
  return items;
}

Items Lower(Context& context, ExprId, const ast::ItemExpr& expr) {
  return {LowerExpr(context, expr.series)[static_cast<std::size_t>(expr.index - 1)]};
}

Items Lower(Context& context, ExprId id, const ast::AggregateExpr& expr) {
  if (check::IsList(context.program, check::ListOperandOf(*context.program.tree, expr.series))) {
    return {LowerListAggregate(context, id, expr)};
  }
  if (context.type(expr.series).kind == Kind::kSet) {
    return {context.Add(Op::kSetSize, Type::Integer(), {LowerSingle(context, expr.series)},
                        context.span(id))};
  }
  const Selection selection = Select(context, id, expr);
  switch (expr.op) {
    case ast::AggregateOp::kSum:
      return {Sum(context, selection)};
    case ast::AggregateOp::kAverage:
      return {Average(context, selection)};
    case ast::AggregateOp::kLargest:
      return {Extreme(context, selection, Op::kMax)};
    case ast::AggregateOp::kSmallest:
      return {Extreme(context, selection, Op::kMin)};
    case ast::AggregateOp::kCount:
      return {Count(context, selection)};
    case ast::AggregateOp::kAnyOf:
      return {Test(context, selection, Op::kAny)};
    case ast::AggregateOp::kNoneOf:
      return {Test(context, selection, Op::kNone)};
    default:
      break;  // only of lists
  }
  return {};
}

}  // namespace sextant::lower
