#include <bit>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

// `x limited to a..b`, `x converted to CNY at fx`.
namespace sextant::check {
namespace {

bool CanLimit(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
}

// The type that holds the value and both ends; nothing after a report.
std::optional<Type> LimitType(Context& c, const ast::LimitedExpr& expr, const Type& value) {
  Type common = value;
  for (ExprId end : {expr.low, expr.high}) {
    const Type type = c.info(end).type;
    const auto both = CommonType(common, type.required());
    if (!both) {
      c.Report(Diag::kCompareMismatch, c.span(end), {c.Describe(value), c.Describe(type)})
          .Label(c.span(expr.value), "this is " + c.Describe(value))
          .Here("this is " + c.Describe(type))
          .Hint(MismatchHint(value, c.Text(expr.value), type, c.Text(end)));
      return std::nullopt;
    }
    common = *both;
  }
  return common;
}

// Ends that ranges alone show to be in the wrong order.
void CheckEnds(Context& c, const ast::LimitedExpr& expr, const Type& type) {
  const auto from = ConstantWord(c.program, expr.low, type.item());
  const auto to = ConstantWord(c.program, expr.high, type.item());
  const bool real = type.kind == Kind::kFloat;
  const bool wrong =
      from && to &&
      (real ? std::bit_cast<double>(*from) > std::bit_cast<double>(*to) : *from > *to);
  if (wrong) {
    c.Report(Diag::kEmptyRange, source::Join(c.span(expr.low), c.span(expr.high)),
             {c.Quote(expr.low), c.Quote(expr.high)})
        .Hint("write the smaller end first");
  }
}

void ReportConversion(Context& c, ExprId id, const std::string& what, const std::string& hint) {
  c.Report(Diag::kConversion, c.span(id), {what}).Hint(hint);
}

bool CanConvert(Context& c, const ast::ConvertedExpr& expr, const Type& value, const Type& rate,
                types::Currency to) {
  if (value.kind != Kind::kMoney) {
    ReportConversion(c, expr.value, c.Describe(value), "only amounts have a currency");
    return false;
  }
  if (value.currency == to) {
    ReportConversion(c, expr.value, c.Describe(value) + " to its own currency",
                     "leave `converted to " + to.text() + " at …` out");
    return false;
  }
  if (rate.kind == Kind::kNumber) {
    return true;
  }
  ReportConversion(c, expr.rate, "an amount at " + c.Describe(rate),
                   rate.kind == Kind::kFloat
                       ? "an exchange rate is exact: `" + RoundedText(c.Text(expr.rate), 6) + "`"
                       : "an exchange rate is a number without a unit");
  return false;
}

}  // namespace

Type TypeOf(Context& c, const Site&, const ast::LimitedExpr& expr) {
  const Type value = CheckPresent(c, expr.value);
  const Type low = CheckSingle(c, expr.low);
  const Type high = CheckSingle(c, expr.high);
  AdoptUnit(c, expr.low, expr.high);
  if (value.is_error() || low.is_error() || high.is_error()) {
    return Type::Error();
  }
  if (!CanLimit(value)) {
    c.Report(Diag::kNotOrdered, c.span(expr.value), {c.Describe(value)})
        .Hint("only numbers, amounts, dates and lengths of time can be limited");
    return Type::Error();
  }
  const auto type = LimitType(c, expr, value);
  if (!type) {
    return Type::Error();
  }
  CheckEnds(c, expr, *type);
  return *type;
}

Type TypeOf(Context& c, const Site& site, const ast::ConvertedExpr& expr) {
  const Type value = CheckPresent(c, expr.value);
  const Type rate = CheckSingle(c, expr.rate);
  const types::Currency to = types::Currency::FromText(expr.currency.text);
  if (!to.known()) {
    c.Report(Diag::kUnknownCurrency, expr.currency.span, {expr.currency.text})
        .Hint(CurrencyHint(expr.currency.text));
    return Type::Error();
  }
  if (value.is_error() || rate.is_error() || !CanConvert(c, expr, value, rate, to)) {
    return Type::Error();
  }
  const int scale = value.scale + rate.scale;
  if (scale > kMaxScale) {
    c.Report(Diag::kTooManyPlaces, c.span(site.id), {std::to_string(scale)})
        .Hint("round the rate first, as in `" + RoundedText(c.Text(expr.rate), 6) + "`");
    return Type::Error();
  }
  return Type::Money(to, scale).series_of(value.series);
}

Type TypeOf(Context& c, const Site&, const ast::StartsExpr& expr) {
  const Type type = CheckSingle(c, expr.text);
  if (!type.is_error() && type.kind != Kind::kText) {
    c.Report(Diag::kTypeMismatch, c.span(expr.text),
             {c.Describe(type), "`starts with`", "a `text`"})
        .Hint(type.kind == Kind::kEnum
                  ? "list the members that are meant, as in `" + c.Text(expr.text) + " in { … }`"
                  : "");
  }
  return Type::Bool();
}

}  // namespace sextant::check
