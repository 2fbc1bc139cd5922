#include "compiler/check/expr/aggregate.h"

namespace sextant::check {
namespace {

// The type of a typed operand that has to be a series; the error type when it is none.
Type RequireSeries(Context& context, ExprId id, const Type& type) {
  if (type.is_error() || type.series > 0) {
    return type;
  }
  context.Report(Diag::kNotASeries, context.span(id), {context.Describe(type)})
      .Hint("a series is declared like `bill : series of 6 money CNY`");
  return Type::Error();
}

// Also of a series whose items may be missing.
Type CheckSeries(Context& context, ExprId id) {
  return RequireSeries(context, id, CheckExpr(context, id));
}

bool HasPosition(Context& context, const Type& series, int position, Span span,
                 const std::string& what) {
  if (position >= 1 && position <= series.series) {
    return true;
  }
  const std::string last = std::to_string(series.series);
  context.Report(Diag::kSeriesPosition, span, {what, last})
      .Hint("its items are 1 to " + last + "; item 1 is the most recent");
  return false;
}

void CheckFilter(Context& context, const Type& series, ExprId filter) {
  const std::optional<Type> outer = context.place.item;
  context.place.item = series.is_error() ? Type::Error() : series.item();
  CheckCondition(context, filter);
  context.place.item = outer;
}

Type ReportItemType(Context& context, const ast::AggregateExpr& expr, const Type& series) {
  context
      .Report(Diag::kAggregateType, context.span(expr.series),
              {Word(expr.op), context.Describe(series)})
      .Hint(series.kind == Kind::kBool ? "count the true ones: `count of … with it`"
            : series.kind == Kind::kEnum
                ? "count the ones that are meant: `count of … with it is …`"
                : "it needs numbers or amounts");
  return Type::Error();
}

// `count of`, `any of`, `none of`: without a condition they would count the items themselves.
Type OfTest(Context& context, const Site& site, const ast::AggregateExpr& expr,
            const Type& series) {
  const bool counts = expr.op == ast::AggregateOp::kCount;
  const Type result = counts ? Type::Integer() : Type::Bool();
  const bool plain = !expr.filter.valid() && !series.is_error();
  if (plain && (counts ? series.kind == Kind::kBool : series.kind != Kind::kBool)) {
    const std::string test = series.kind == Kind::kBool ? "it" : "it > …";
    context.Report(Diag::kAggregateWith, context.span(site.id), {Word(expr.op)})
        .Hint("add the test: `" + context.Text(site.id) + " with " + test + "`");
  }
  return result;
}

void CheckKnown(Context& context, const ast::AggregateExpr& expr, const Type& series) {
  if (!series.optional) {
    context
        .Report(Diag::kNeverMissing, context.span(expr.series),
                {"an item of " + context.Quote(expr.series)})
        .Hint("leave `known` out");
  }
}

// Of a set only its size can be asked; which members it has is asked with `has`.
Type OfSet(Context& context, const ast::AggregateExpr& expr, const Type& set) {
  const std::string text = context.Text(expr.series);
  if (expr.op == ast::AggregateOp::kCount && !expr.filter.valid()) {
    return Type::Integer();
  }
  const std::string hint = expr.filter.valid() ? "ask for a member, as in `" + text + " has …`"
                           : expr.op == ast::AggregateOp::kNoneOf ? "write `" + text + " is empty`"
                           : expr.op == ast::AggregateOp::kAnyOf
                               ? "write `" + text + " is not empty`"
                               : "the number of its members is `count of " + text + "`";
  context
      .Report(Diag::kAggregateType, context.span(expr.series),
              {expr.filter.valid() ? "with" : Word(expr.op), context.Describe(set)})
      .Hint(hint);
  return Type::Error();
}

Type OfValues(Context& context, const ast::AggregateExpr& expr, const Type& series) {
  const Type item = series.item();
  if (expr.op == ast::AggregateOp::kSum) {
    const bool sums = IsNumeric(item) || item.kind == Kind::kDuration;
    return sums ? item : ReportItemType(context, expr, series);
  }
  if (expr.op == ast::AggregateOp::kAverage) {
    if (!IsNumeric(item)) {
      return ReportItemType(context, expr, series);
    }
    return item.kind == Kind::kFloat ? item : item.with_scale(8);
  }
  const bool ordered = context.IsOrdered(item) && item.kind != Kind::kEnum;
  return ordered ? item : ReportItemType(context, expr, series);
}

}  // namespace

std::string Word(ast::AggregateOp op) {
  switch (op) {
    case ast::AggregateOp::kSum:
      return "sum";
    case ast::AggregateOp::kAverage:
      return "average";
    case ast::AggregateOp::kLargest:
      return "largest";
    case ast::AggregateOp::kSmallest:
      return "smallest";
    case ast::AggregateOp::kCount:
      return "count of";
    case ast::AggregateOp::kAnyOf:
      return "any of";
    case ast::AggregateOp::kNoneOf:
      return "none of";
    case ast::AggregateOp::kLatest:
      return "latest";
    case ast::AggregateOp::kMostFrequent:
      return "most frequent";
    case ast::AggregateOp::kCountDistinct:
      return "count distinct";
  }
  return "";
}

bool IsNumeric(const Type& type) {
  return type.kind == Kind::kNumber || type.kind == Kind::kMoney || type.kind == Kind::kFloat;
}

Type TypeOf(Context& context, const Site&, const ast::LastExpr& expr) {
  const Type series = CheckSeries(context, expr.series);
  const std::string what = "last " + std::to_string(expr.count) + " items";
  if (series.is_error() || !HasPosition(context, series, expr.count, expr.count_span, what)) {
    return Type::Error();
  }
  return series.series_of(static_cast<uint16_t>(expr.count));
}

Type TypeOf(Context& context, const Site&, const ast::ItemExpr& expr) {
  const Type series = CheckSeries(context, expr.series);
  const std::string what = "item " + std::to_string(expr.index);
  if (series.is_error() || !HasPosition(context, series, expr.index, expr.index_span, what)) {
    return Type::Error();
  }
  return series.item();
}

Type TypeOf(Context& context, const Site& site, const ast::AggregateExpr& expr) {
  if (TakesList(context, expr)) {
    if (expr.known) {
      context.Report(Diag::kNeverMissing, context.span(expr.series), {"a row of a list"})
          .Hint("leave `known` out; rows without a value are skipped as it is");
    }
    return CheckListAggregate(context, site, expr);
  }
  const Type operand =
      expr.known ? CheckExpr(context, expr.series) : CheckPresent(context, expr.series);
  if (operand.kind == Kind::kSet && operand.series == 0) {
    return OfSet(context, expr, operand);
  }
  Type series = RequireSeries(context, expr.series, operand);
  if (expr.known && !series.is_error()) {
    CheckKnown(context, expr, series);
    series = series.required();
  }
  if (expr.filter.valid()) {
    CheckFilter(context, series, expr.filter);
  }
  if (expr.op == ast::AggregateOp::kCount || expr.op == ast::AggregateOp::kAnyOf ||
      expr.op == ast::AggregateOp::kNoneOf) {
    return OfTest(context, site, expr, series);
  }
  if (series.is_error()) {
    return Type::Error();
  }
  const Type value = OfValues(context, expr, series);
  const bool selects = expr.filter.valid() || expr.known;
  const bool may_be_empty = selects && expr.op != ast::AggregateOp::kSum;
  return may_be_empty && !value.is_error() ? value.as_optional() : value;
}

}  // namespace sextant::check
