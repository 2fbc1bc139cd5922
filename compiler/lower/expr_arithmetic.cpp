#include <algorithm>

#include "compiler/check/constant.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

using ast::BinaryOp;

// The author's place of one operation and the type of its result.
struct Site {
  Type result;
  Span span;
};

InstId AddToDate(Context& context, InstId date, InstId length, const Site& site) {
  const bool days = context.type(length).unit == types::DurationUnit::kDays;
  return context.Add(days ? Op::kAddDays : Op::kAddMonths, Type::Date(), {date, length}, site.span);
}

InstId LowerSum(Context& context, BinaryOp op, InstId a, InstId b, const Site& site) {
  const bool subtract = op == BinaryOp::kSubtract;
  const Type right = context.type(b);
  if (context.type(a).kind == Kind::kDate && right.kind == Kind::kDuration) {
    const InstId length = subtract ? context.Add(Op::kNeg, right, {b}, site.span) : b;
    return AddToDate(context, a, length, site);
  }
  if (context.type(a).kind == Kind::kDate) {  // a - b; a is evaluated first
    const InstId days = context.Add(Op::kDaysBetween, site.result, {a, b}, site.span);
    return context.Add(Op::kNeg, site.result, {days}, site.span);
  }
  a = Convert(context, a, site.result, site.span);
  b = Convert(context, b, site.result, site.span);
  return context.Add(subtract ? Op::kSub : Op::kAdd, site.result, {a, b}, site.span);
}

// Products and quotients of exact numbers take their operands at their own scales.
InstId LowerProduct(Context& context, BinaryOp op, InstId a, InstId b, const Site& site) {
  if (site.result.kind == Kind::kFloat) {
    a = Convert(context, a, site.result, site.span);
    b = Convert(context, b, site.result, site.span);
  }
  return context.Add(op == BinaryOp::kMultiply ? Op::kMul : Op::kDiv, site.result, {a, b},
                     site.span);
}

InstId LowerOne(Context& context, BinaryOp op, InstId a, InstId b, const Site& site) {
  const bool sum = op == BinaryOp::kAdd || op == BinaryOp::kSubtract;
  return sum ? LowerSum(context, op, a, b, site) : LowerProduct(context, op, a, b, site);
}

InstId LowerUnary(Context& context, ast::UnaryOp op, InstId operand, Span span) {
  switch (op) {
    case ast::UnaryOp::kNegate:
      return context.Add(Op::kNeg, context.type(operand), {operand}, span);
    case ast::UnaryOp::kAbsolute:
      return context.Add(Op::kAbs, context.type(operand), {operand}, span);
    case ast::UnaryOp::kNot:
      return context.Add(Op::kNot, Type::Bool(), {operand}, span);
  }
  return operand;
}

// x rounded to a multiple of step * 10^-scale(result).
InstId RoundTo(Context& context, InstId value, int64_t step, RoundingMode mode, const Site& site) {
  if (context.type(value).kind == Kind::kFloat) {
    return context.builder.Add(Op::kRoundFloat, site.result, std::span(&value, 1), site.span, step,
                               mode);
  }
  value = Convert(context, value, site.result, site.span);
  if (step == 1 && context.type(value).scale == site.result.scale) {
    return value;
  }
  return context.builder.Add(Op::kRound, site.result, std::span(&value, 1), site.span, step, mode);
}

}  // namespace

Items LowerArithmetic(Context& context, ExprId id, const ast::BinaryExpr& expr) {
  const Items left = LowerExpr(context, expr.left);
  const Items right = LowerExpr(context, expr.right);
  const Site site{context.type(id).item(), context.span(id)};
  Items items;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    items.push_back(LowerOne(context, expr.op, At(left, i), At(right, i), site));
  }
  return items;
}

Items Lower(Context& context, ExprId id, const ast::UnaryExpr& expr) {
  Items items = LowerExpr(context, expr.operand);
  for (InstId& item : items) {
    item = LowerUnary(context, expr.op, item, context.span(id));
  }
  return items;
}

Items Lower(Context& context, ExprId id, const ast::RoundedExpr& expr) {
  const Site site{context.type(id).item(), context.span(id)};
  const int64_t step =
      expr.places >= 0 ? 1
                       : *check::ConstantWord(context.program, expr.step, context.type(expr.step));
  Items items = LowerExpr(context, expr.value);
  for (InstId& item : items) {
    item = RoundTo(context, item, step, expr.mode, site);
  }
  return items;
}

// The divisor is looked at first: when it is 0 the numerator is not needed.
Items Lower(Context& context, ExprId id, const ast::RatioExpr& expr) {
  const Site site{context.type(id).required(), context.span(id)};
  const InstId top = LowerSingle(context, expr.numerator);
  const InstId bottom = LowerSingle(context, expr.denominator);
  const InstId zero = context.Const(context.type(bottom), 0);
  const InstId is_zero = context.Add(Op::kEq, Type::Bool(), {bottom, zero}, site.span);
  const InstId quotient = LowerProduct(context, BinaryOp::kDivide, top, bottom, site);
  return {context.Add(Op::kSelect, context.type(id),
                      {is_zero, context.Missing(site.result, site.span), quotient}, site.span)};
}

Items Lower(Context& context, ExprId id, const ast::LimitedExpr& expr) {
  const Type type = context.type(id).item();
  Items items = LowerAs(context, expr.value, type);
  const InstId low = LowerSingleAs(context, expr.low, type);
  const InstId high = LowerSingleAs(context, expr.high, type);
  for (InstId& item : items) {
    item = context.Add(Op::kLimit, type, {item, low, high}, context.span(id));
  }
  return items;
}

// An amount times a rate, in another currency.
Items Lower(Context& context, ExprId id, const ast::ConvertedExpr& expr) {
  Items items = LowerExpr(context, expr.value);
  const InstId rate = LowerSingle(context, expr.rate);
  for (InstId& item : items) {
    item = context.Add(Op::kMul, context.type(id).item(), {item, rate}, context.span(id));
  }
  return items;
}

Items Lower(Context& context, ExprId id, const ast::PickExpr& expr) {
  const Type type = context.type(id).item();
  std::vector<Items> operands;
  std::size_t length = 1;
  for (ExprId item : expr.items) {
    operands.push_back(LowerAs(context, item, type));
    length = std::max(length, operands.back().size());
  }
  Items items;
  for (std::size_t i = 0; i < length; ++i) {
    Items args;
    for (const Items& operand : operands) {
      args.push_back(At(operand, i));
    }
    items.push_back(context.Add(expr.smallest ? Op::kMin : Op::kMax, type, args, context.span(id)));
  }
  return items;
}

InstId LowerBoundBy(Context& context, ExprId id, uint32_t let) {
  ExprId value = context.program.lets[let].value;
  while (const auto* rounded = std::get_if<ast::RoundedExpr>(&context.program.tree->node(value))) {
    value = rounded->value;
  }
  const auto& pick = std::get<ast::PickExpr>(context.program.tree->node(value));
  Items args;
  for (ExprId item : pick.items) {
    args.push_back(LowerSingleAs(context, item, context.type(value)));
  }
  return context.Add(pick.smallest ? Op::kArgMin : Op::kArgMax, context.type(id), args,
                     context.span(id));
}

}  // namespace sextant::lower
