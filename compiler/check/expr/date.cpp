#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

bool NeedDate(Context& context, ExprId id, const std::string& what) {
  const Type type = CheckSingle(context, id);
  if (type.is_error() || type.kind == Kind::kDate) {
    return !type.is_error();
  }
  context.Report(Diag::kTypeMismatch, context.span(id), {context.Describe(type), what, "a `date`"})
      .Hint(type.kind == Kind::kText ? "dates are written without quotes, as in `2026-03-31`" : "");
  return false;
}

void NeedLength(Context& context, ExprId id) {
  const Type type = CheckSingle(context, id);
  if (type.is_error()) {
    return;
  }
  if (type.kind != Kind::kDuration) {
    const std::string text = context.Text(id);
    context
        .Report(Diag::kTypeMismatch, context.span(id),
                {context.Describe(type), "`within`", "a length of time"})
        .Hint(type.is_integer() ? "write the unit: `" + text + " days` or `" + text + " months`"
                                : "write it as in `within 30 days before as_of`");
    return;
  }
  const auto word = ConstantWord(context.program, id, type);
  if (word && *word <= 0) {
    context.Report(Diag::kNotPositive, context.span(id), {context.Text(id)})
        .Hint("write a length above 0; `before` and `after` say in which direction");
  }
}

}  // namespace

Type TypeOf(Context& context, const Site&, const ast::MonthsExpr& expr) {
  const std::string what = expr.days ? "`days from … to …`" : "`months from … to …`";
  NeedDate(context, expr.from, what);
  NeedDate(context, expr.to, what);
  return Type::Duration(expr.days ? types::DurationUnit::kDays : types::DurationUnit::kMonths);
}

void CheckWindow(Context& context, const ast::WithinExpr& expr) {
  NeedLength(context, expr.length);
  NeedDate(context, expr.anchor, expr.before ? "`before`" : "`after`");
}

Type TypeOf(Context& context, const Site&, const ast::WithinExpr& expr) {
  NeedDate(context, expr.date, "`within`");
  CheckWindow(context, expr);
  return Type::Bool();
}

}  // namespace sextant::check
