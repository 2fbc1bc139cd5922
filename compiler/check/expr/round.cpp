#include <algorithm>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

bool CanRound(const Type& type) {
  return type.kind == Kind::kNumber || type.kind == Kind::kMoney || type.kind == Kind::kFloat;
}

void ReportRoundType(Context& context, ExprId id, const Type& type, const std::string& hint) {
  context.Report(Diag::kRoundType, context.span(id), {context.Describe(type)}).Hint(hint);
}

Type ToPlaces(Context& context, ExprId value, const Type& type, int places) {
  if (places > kMaxScale) {
    context.Report(Diag::kTooManyPlaces, context.span(value), {std::to_string(places)})
        .Hint("round to 18 places at most");
    return Type::Error();
  }
  if (type.kind == Kind::kFloat) {
    return Type::Number(places).series_of(type.series);
  }
  return type.with_scale(places);
}

void ReportStep(Context& context, ExprId step, const std::string& hint) {
  context.Report(Diag::kRoundStep, context.span(step), {context.Quote(step)}).Hint(hint);
}

Type ToStep(Context& context, ExprId value, const Type& type, ExprId step) {
  if (type.kind == Kind::kFloat) {
    ReportRoundType(context, value, type,
                    "round a float to decimal places first: `" +
                        RoundedText(context.Text(value), 6) + " rounded to …`");
    return Type::Error();
  }
  const Type unit = CheckSingle(context, step);
  if (unit.is_error()) {
    return Type::Error();
  }
  if (!IsConstant(context.program, step)) {
    ReportStep(context, step, "a step is a written number, as in `rounded to 100`");
    return Type::Error();
  }
  if (unit.kind != type.kind || unit.currency != type.currency) {
    ReportStep(context, step, MismatchHint(type, context.Text(value), unit, context.Text(step)));
    return Type::Error();
  }
  const auto word = ConstantWord(context.program, step, unit);
  if (!word || *word <= 0) {
    ReportStep(context, step, word ? "a step is above 0" : "a smaller step is needed");
    return Type::Error();
  }
  return type.with_scale(unit.scale);
}

}  // namespace

Type TypeOf(Context& context, const Site&, const ast::RoundedExpr& expr) {
  const Type type = CheckPresent(context, expr.value);
  if (type.is_error()) {
    return type;
  }
  if (!CanRound(type)) {
    ReportRoundType(context, expr.value, type, "only numbers and amounts are rounded");
    return Type::Error();
  }
  return expr.places >= 0 ? ToPlaces(context, expr.value, type, expr.places)
                          : ToStep(context, expr.value, type, expr.step);
}

}  // namespace sextant::check
