#include "compiler/check/expr/arithmetic.h"

#include "compiler/check/expr/expr.h"
#include "compiler/check/expr/operators.h"
#include "compiler/check/follows.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

void ReportOperands(Context& c, ExprId id, const ast::BinaryExpr& expr, const Type& left,
                    const Type& right) {
  const Span at = expr.op_span.valid() ? expr.op_span : c.span(id);
  c.Report(Diag::kOperandMismatch, at, {OperatorText(expr.op), c.Describe(left), c.Describe(right)})
      .Label(c.span(expr.left), "this is " + c.Describe(left))
      .Label(c.span(expr.right), "this is " + c.Describe(right))
      .Hint(ArithmeticHint(expr.op, left, c.Text(expr.left), right, c.Text(expr.right)));
}

void WarnOfZero(Context& c, ExprId numerator, ExprId divisor) {
  const Interval range = IntervalOf(c, divisor);
  const bool always_zero = range.low == Int128{0} && range.high == Int128{0};
  if (always_zero && c.info(divisor).type.is_exact()) {
    c.Report(Diag::kDivisionByZero, c.span(divisor)).Hint("correct the divisor");
    return;
  }
  if (MayBeZero(c, divisor) && !FollowsError(c, divisor)) {
    c.Report(Diag::kDivisorMayBeZero, c.span(divisor), {c.Quote(divisor)})
        .Here("a record in which it is zero is rejected")
        .Hint("`ratio(" + c.Text(numerator) + ", " + c.Text(divisor) +
              ")` is missing then, and `otherwise` gives it a value; or declare a range without 0");
  }
}

}  // namespace

Type CheckArithmetic(Context& c, const Site& site, const ast::BinaryExpr& expr) {
  const Type left = CheckPresent(c, expr.left);
  const Type right = CheckPresent(c, expr.right);
  if (left.is_error() || right.is_error()) {
    return Type::Error();
  }
  const auto length = CommonLength(left, right);
  if (!length) {
    c.Report(Diag::kSeriesLengths, c.span(site.id),
             {std::to_string(left.series), std::to_string(right.series)})
        .Hint("take the same number of items of both, as in `last " +
              std::to_string(std::min(left.series, right.series)) + " of …`");
    return Type::Error();
  }
  const auto result = ArithmeticType(expr.op, left.item(), right.item());
  if (!result) {
    ReportOperands(c, site.id, expr, left, right);
    return Type::Error();
  }
  if (result->scale > kMaxScale) {
    c.Report(Diag::kTooManyPlaces, c.span(site.id), {std::to_string(result->scale)})
        .Hint("round one side first, as in `(" + c.Text(expr.left) + " rounded to 6 places)`");
    return Type::Error();
  }
  if (expr.op == ast::BinaryOp::kDivide) {
    WarnOfZero(c, expr.left, expr.right);
  }
  const Type& type = result->type;
  const bool same = type.scale == result->scale && !type.percent;
  return (same ? type : type.with_scale(result->scale)).series_of(*length);
}

// A quotient that is missing instead of a fault when the divisor is 0.
Type TypeOf(Context& c, const Site& site, const ast::RatioExpr& expr) {
  const Type top = CheckSingle(c, expr.numerator);
  const Type bottom = CheckSingle(c, expr.denominator);
  if (top.is_error() || bottom.is_error()) {
    return Type::Error();
  }
  const auto result = ArithmeticType(ast::BinaryOp::kDivide, top, bottom);
  if (!result) {
    c.Report(Diag::kOperandMismatch, c.span(site.id),
             {"ratio", c.Describe(top), c.Describe(bottom)})
        .Label(c.span(expr.numerator), "this is " + c.Describe(top))
        .Label(c.span(expr.denominator), "this is " + c.Describe(bottom))
        .Hint(ArithmeticHint(ast::BinaryOp::kDivide, top, c.Text(expr.numerator), bottom,
                             c.Text(expr.denominator)));
    return Type::Error();
  }
  return result->type.with_scale(result->scale).as_optional();
}

}  // namespace sextant::check
