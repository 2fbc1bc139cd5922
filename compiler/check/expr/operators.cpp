#include "compiler/check/expr/operators.h"

namespace sextant::check {

Type TypeOf(Context& context, const Site& site, const ast::BinaryExpr& expr) {
  switch (expr.op) {
    case ast::BinaryOp::kAdd:
    case ast::BinaryOp::kSubtract:
    case ast::BinaryOp::kMultiply:
    case ast::BinaryOp::kDivide:
      return CheckArithmetic(context, site, expr);
    case ast::BinaryOp::kAnd:
    case ast::BinaryOp::kOr:
    case ast::BinaryOp::kImplies:
      return CheckLogic(context, site, expr);
    default:
      return CheckComparison(context, site, expr);
  }
}

Type TypeOf(Context& context, const Site& site, const ast::UnaryExpr& expr) {
  if (expr.op == ast::UnaryOp::kNot) {
    CheckCondition(context, expr.operand);
    return Type::Bool();
  }
  const Type type = CheckPresent(context, expr.operand);
  if (type.is_error() || type.is_exact() || type.kind == Kind::kFloat) {
    return type;
  }
  const std::string op = expr.op == ast::UnaryOp::kNegate ? "-" : "absolute";
  context.Report(Diag::kUnaryMismatch, context.span(site.id), {op, context.Describe(type)})
      .Hint("it needs a number, an amount or a length of time");
  return Type::Error();
}

}  // namespace sextant::check
