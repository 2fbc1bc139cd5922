#include <algorithm>

#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

// The type of a value before any earlier condition narrowed it, because the question is whether it
// is missing. `narrowed` tells whether one had.
Type CheckMaybeMissing(Context& context, ExprId id, EnumId expected, bool& narrowed) {
  CheckExpr(context, id, expected);
  narrowed = id.valid() && context.info(id).narrowed;
  if (narrowed) {
    ExprInfo& info = context.info(id);
    info.narrowed = false;
    info.type = info.type.as_optional();
  }
  return id.valid() ? context.info(id).type : Type::Error();
}

void ReportNeverMissing(Context& context, ExprId id, const std::string& hint) {
  auto& report = context.Report(Diag::kNeverMissing, context.span(id), {context.Quote(id)});
  report.Hint(hint);
  if (const Field* field = context.program.field(context.info(id).ref)) {
    report.Label(field->span, "it is not `optional` here");
  }
}

}  // namespace

Type TypeOf(Context& context, const Site& site, const ast::KnownExpr& expr) {
  bool narrowed = false;
  const Type type = CheckMaybeMissing(context, expr.value, {}, narrowed);
  if (type.series > 0) {
    RequireSingle(context, expr.value, type);
  } else if (type.kind == Kind::kMissing) {
    RequirePresent(context, expr.value, type);
  } else if (!type.is_error() && !type.optional) {
    ReportNeverMissing(context, expr.value,
                       "leave the test out, or declare the field `optional` if it can be empty");
  } else if (narrowed && !expr.known) {
    context.Report(Diag::kFallbackNeverUsed, context.span(site.id), {context.Quote(expr.value)})
        .Hint("an earlier condition has dealt with the missing case");
  }
  return Type::Bool();
}

Type TypeOf(Context& context, const Site& site, const ast::OtherwiseExpr& expr) {
  const auto expect = [&](const Type& met) {
    return met.kind == Kind::kEnum ? met.enumeration : site.expected;
  };
  const bool fallback_first =
      NamesMembers(context, expr.value) && !NamesMembers(context, expr.fallback);
  Type fallback = fallback_first ? CheckExpr(context, expr.fallback, site.expected) : Type::Error();
  bool narrowed = false;
  const Type value = CheckMaybeMissing(context, expr.value,
                                       fallback_first ? expect(fallback) : site.expected, narrowed);
  fallback = fallback_first ? fallback
             : ReadEmptySet(context, expr.fallback, value)
                 ? value.required()
                 : CheckExpr(context, expr.fallback, expect(value));
  if (value.is_error() || fallback.is_error()) {
    return fallback;
  }
  if (value.series > 0) {
    return RequireSingle(context, expr.value, value);
  }
  if (value.kind == Kind::kMissing || fallback.kind == Kind::kMissing) {
    RequirePresent(context, value.kind == Kind::kMissing ? expr.value : expr.fallback,
                   Type::Missing());
    return Type::Error();
  }
  if (!value.optional) {
    ReportNeverMissing(context, expr.value,
                       "leave `otherwise " + context.Text(expr.fallback) + "` out");
    return value;
  }
  if (narrowed) {
    context
        .Report(Diag::kFallbackNeverUsed, context.span(expr.fallback), {context.Quote(expr.value)})
        .Hint("an earlier condition has dealt with the missing case; leave `otherwise` out");
  }
  const auto common = CommonType(value.required(), fallback);
  if (!common) {
    context
        .Report(Diag::kBranchMismatch, context.span(site.id),
                {context.Describe(value), context.Describe(fallback)})
        .Label(context.span(expr.value), "this is " + context.Describe(value))
        .Label(context.span(expr.fallback), "this is " + context.Describe(fallback))
        .Hint(MismatchHint(value, context.Text(expr.value), fallback, context.Text(expr.fallback)));
    return Type::Error();
  }
  return *common;
}

Type TypeOf(Context& context, const Site& site, const ast::IfExpr& expr) {
  CheckCondition(context, expr.condition);
  Facts facts = FactsOf(context, expr.condition);
  const auto [yes, no] =
      CheckTogether(context, {expr.then_value, std::move(facts.when_true)},
                    {expr.else_value, std::move(facts.when_false)}, site.expected);
  if (yes.is_error() || no.is_error()) {
    return Type::Error();
  }
  const auto common = CommonType(yes, no);
  if (!common) {
    context
        .Report(Diag::kBranchMismatch, context.span(site.id),
                {context.Describe(yes), context.Describe(no)})
        .Label(context.span(expr.then_value), "this is " + context.Describe(yes))
        .Label(context.span(expr.else_value), "this is " + context.Describe(no))
        .Hint(MismatchHint(yes, context.Text(expr.then_value), no, context.Text(expr.else_value)));
    return Type::Error();
  }
  if (yes.series != no.series) {
    RequireSingle(context, yes.series > 0 ? expr.then_value : expr.else_value, *common);
    return Type::Error();
  }
  return *common;
}

}  // namespace sextant::check
