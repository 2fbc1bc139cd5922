#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

// The field whose rise a trend speaks of.
std::optional<uint32_t> TrendField(Context& context, const ast::Name& name) {
  Symbol* symbol = context.names.Find(name, -1);
  if (symbol == nullptr) {
    context.place = {};
    ReportUnknownName(context, name);
    return std::nullopt;
  }
  if (symbol->ref.kind != RefKind::kField) {
    context.Report(Diag::kTrendOfField, name.span, {name.text, symbol->what})
        .Hint("two records can differ in a field alone, never in what is worked out");
    return std::nullopt;
  }
  const Type& type = context.program.fields[symbol->ref.index].type;
  if (type.is_error()) {
    return std::nullopt;
  }
  if (type.series > 0 || !context.IsOrdered(type)) {
    context.Report(Diag::kNotOrdered, name.span, {context.Describe(type)})
        .Hint("name a field that is a number, an amount, a date or a length of time");
    return std::nullopt;
  }
  return symbol->ref.index;
}

void CheckTrend(Context& context, const ast::GuaranteeDecl& decl, Guarantee& guarantee) {
  const Type type = CheckSingle(context, decl.value);
  if (!type.is_error() && !context.IsOrdered(type)) {
    context.Report(Diag::kNotOrdered, context.span(decl.value), {context.Describe(type)})
        .Hint("only what has an order can rise or fall");
  }
  guarantee.trend = decl.trend;
  guarantee.field = TrendField(context, decl.field).value_or(0);
}

}  // namespace

void CheckGuarantees(Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* written = std::get_if<ast::GuaranteeDecl>(&decl.node);
    if (written == nullptr) {
      continue;
    }
    context.place = {};
    Guarantee guarantee;
    guarantee.name = written->name.text;
    guarantee.value = written->value;
    guarantee.span = written->name.span;
    if (written->trend == ast::Trend::kNone) {
      CheckCondition(context, written->value);
    } else {
      CheckTrend(context, *written, guarantee);
    }
    context.program.guarantees.push_back(std::move(guarantee));
  }
}

}  // namespace sextant::check
