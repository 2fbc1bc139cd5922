#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

using ast::BinaryOp;

InstId Not(Context& context, InstId condition, Span span) {
  return context.Add(Op::kNot, Type::Bool(), {condition}, span);
}

InstId LowerLogic(Context& context, ExprId id, const ast::BinaryExpr& expr) {
  InstId left = LowerSingle(context, expr.left);
  const InstId right = LowerSingle(context, expr.right);
  if (expr.op == BinaryOp::kImplies) {
    left = Not(context, left, context.span(id));
  }
  const Op op = expr.op == BinaryOp::kAnd ? Op::kAnd : Op::kOr;
  return context.Add(op, Type::Bool(), {left, right}, context.span(id));
}

// a > b is "not a <= b": the operands keep their order, and no value is unordered.
InstId Compare(Context& context, BinaryOp op, InstId a, InstId b, Span span) {
  const auto test = [&](Op test_op) { return context.Add(test_op, Type::Bool(), {a, b}, span); };
  switch (op) {
    case BinaryOp::kEqual:
      return test(Op::kEq);
    case BinaryOp::kNotEqual:
      return test(Op::kNe);
    case BinaryOp::kLess:
      return test(Op::kLt);
    case BinaryOp::kLessEqual:
      return test(Op::kLe);
    case BinaryOp::kGreater:
      return Not(context, test(Op::kLe), span);
    default:
      return Not(context, test(Op::kLt), span);
  }
}

}  // namespace

Items Lower(Context& context, ExprId id, const ast::BinaryExpr& expr) {
  switch (expr.op) {
    case BinaryOp::kAdd:
    case BinaryOp::kSubtract:
    case BinaryOp::kMultiply:
    case BinaryOp::kDivide:
      return LowerArithmetic(context, id, expr);
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kImplies:
      return {LowerLogic(context, id, expr)};
    default:
      return {LowerComparison(context, id, expr)};
  }
}

InstId LowerComparison(Context& context, ExprId id, const ast::BinaryExpr& expr) {
  const Type common = Meet(context.type(expr.left), context.type(expr.right));
  const InstId left = LowerSingleAs(context, expr.left, common);
  const InstId right = LowerSingleAs(context, expr.right, common);
  return Compare(context, expr.op, left, right, context.span(id));
}

Items Lower(Context& context, ExprId id, const ast::InExpr& expr) {
  Type common = context.type(expr.value);
  for (ExprId item : expr.items) {
    common = Meet(common, context.type(item));
  }
  Items args{LowerSingleAs(context, expr.value, common)};
  for (ExprId item : expr.items) {
    args.push_back(LowerSingleAs(context, item, common));
  }
  const InstId found = context.Add(Op::kOneOf, Type::Bool(), args, context.span(id));
  return {expr.negated ? Not(context, found, context.span(id)) : found};
}

Items Lower(Context& context, ExprId id, const ast::InRangeExpr& expr) {
  const Type common =
      Meet(Meet(context.type(expr.value), context.type(expr.low)), context.type(expr.high));
  const InstId value = LowerSingleAs(context, expr.value, common);
  const InstId low = LowerSingleAs(context, expr.low, common);
  const InstId high = LowerSingleAs(context, expr.high, common);
  const Span span = context.span(id);
  const InstId from = Compare(context, BinaryOp::kGreaterEqual, value, low, span);
  const InstId to = Compare(context, BinaryOp::kLessEqual, value, high, span);
  const InstId inside = context.Add(Op::kAnd, Type::Bool(), {from, to}, span);
  return {expr.negated ? Not(context, inside, span) : inside};
}

Items Lower(Context& context, ExprId id, const ast::HasExpr& expr) {
  const InstId set = LowerSingle(context, expr.set);
  const InstId member = LowerSingle(context, expr.member);
  return {context.Add(Op::kHas, Type::Bool(), {set, member}, context.span(id))};
}

Items Lower(Context& context, ExprId id, const ast::StartsExpr& expr) {
  const InstId text = LowerSingle(context, expr.text);
  const InstId prefix = LowerText(context, expr.prefix);
  return {context.Add(Op::kStartsWith, Type::Bool(), {text, prefix}, context.span(id))};
}

Items Lower(Context& context, ExprId id, const ast::KnownExpr& expr) {
  const Items values = LowerExpr(context, expr.value);
  const InstId known = context.Add(Op::kIsKnown, Type::Bool(), {values.front()}, context.span(id));
  return {expr.known ? known : Not(context, known, context.span(id))};
}

Items Lower(Context& context, ExprId id, const ast::OtherwiseExpr& expr) {
  const Type& type = context.type(id);
  const InstId value = LowerSingleAs(context, expr.value, type);
  const InstId fallback = LowerSingleAs(context, expr.fallback, type);
  return {context.Add(Op::kCoalesce, type, {value, fallback}, context.span(id))};
}

Items Lower(Context& context, ExprId id, const ast::IfExpr& expr) {
  const Type& type = context.type(id);
  const InstId condition = LowerSingle(context, expr.condition);
  const Items yes = LowerAs(context, expr.then_value, type);
  const Items no = LowerAs(context, expr.else_value, type);
  Items items;
  for (std::size_t i = 0; i < std::max(yes.size(), no.size()); ++i) {
    items.push_back(context.Add(Op::kSelect, type.item(), {condition, At(yes, i), At(no, i)},
                                context.span(id)));
  }
  return items;
}

}  // namespace sextant::lower
