#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

// The number under its signs, or nothing.
const ast::NumberExpr* NumberUnderSigns(const Context& context, ExprId id) {
  const auto* unary = std::get_if<ast::UnaryExpr>(&context.tree.node(id));
  while (unary != nullptr && unary->op == ast::UnaryOp::kNegate && unary->operand.valid()) {
    id = unary->operand;
    unary = std::get_if<ast::UnaryExpr>(&context.tree.node(id));
  }
  return std::get_if<ast::NumberExpr>(&context.tree.node(id));
}

void GiveUnit(Context& context, ExprId id, const Type& unit) {
  Type& type = context.info(id).type;
  type = unit.kind == Kind::kMoney ? Type::Money(unit.currency, type.scale)
                                   : Type::Duration(unit.unit);
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&context.tree.node(id))) {
    GiveUnit(context, unary->operand, unit);
  }
}

}  // namespace

void AdoptUnit(Context& context, ExprId number, ExprId with_unit) {
  if (!number.valid() || !with_unit.valid()) {
    return;
  }
  const ast::NumberExpr* plain = NumberUnderSigns(context, number);
  const Type other = context.info(with_unit).type;
  if (plain == nullptr || !plain->unit.empty() || context.info(number).type.is_error()) {
    return;
  }
  if (other.kind == Kind::kMoney || (other.kind == Kind::kDuration && plain->scale == 0)) {
    GiveUnit(context, number, other);
  }
}

Type TypeOf(Context& context, const Site& site, const ast::NumberExpr& number) {
  if (!FitsInt64(number.digits)) {
    context.Report(Diag::kTooLarge, context.span(site.id), {context.Text(site.id)})
        .Hint("a number keeps about 18 digits, those after the point included");
    return Type::Error();
  }
  if (number.unit == "days" || number.unit == "months") {
    return Type::Duration(number.unit == "days" ? types::DurationUnit::kDays
                                                : types::DurationUnit::kMonths);
  }
  if (number.scale > kMaxScale) {
    context.Report(Diag::kTooManyPlaces, context.span(site.id), {std::to_string(number.scale)})
        .Hint("write fewer decimal places");
    return Type::Error();
  }
  if (number.unit.empty()) {
    return Type::Number(number.scale);
  }
  const types::Currency currency = types::Currency::FromText(number.unit);
  if (!currency.known()) {
    context.Report(Diag::kUnknownCurrency, context.span(site.id), {number.unit})
        .Hint(CurrencyHint(number.unit));
    return Type::Error();
  }
  return Type::Money(currency, number.scale);
}

Type TypeOf(Context&, const Site&, const ast::BooleanExpr&) {
  return Type::Bool();
}
Type TypeOf(Context&, const Site&, const ast::DateExpr&) {
  return Type::Date();
}
Type TypeOf(Context&, const Site&, const ast::TextExpr&) {
  return Type::Text();
}
Type TypeOf(Context&, const Site&, const ast::MissingExpr&) {
  return Type::Missing();
}

}  // namespace sextant::check
