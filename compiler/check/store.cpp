#include "compiler/check/store.h"

#include <limits>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

std::string InParentheses(Context& context, ExprId id) {
  const ast::ExprNode& node = context.tree.node(id);
  const bool simple =
      std::holds_alternative<ast::NameExpr>(node) || std::holds_alternative<ast::MemberExpr>(node);
  return simple ? context.Text(id) : "(" + context.Text(id) + ")";
}

std::string Rounding(Context& context, ExprId id, int places) {
  return "`" + InParentheses(context, id) + " rounded to " + std::to_string(places) + " places`";
}

void ReportMismatch(Context& context, ExprId id, const Type& target, const std::string& what) {
  const Type type = context.info(id).type;
  const bool float_to_exact = type.kind == Kind::kFloat && target.kind == Kind::kNumber;
  std::string hint = MismatchHint(type, context.Text(id), target, "");
  if (float_to_exact) {
    hint = "say how it is rounded: " + Rounding(context, id, target.scale);
  } else if (type.kind == Kind::kFloat && target.kind == Kind::kMoney) {
    hint =
        "a float has no currency; multiply an amount by `" + RoundedText(context.Text(id), 6) + "`";
  }
  context
      .Report(Diag::kTypeMismatch, context.span(id),
              {context.Describe(type), what, context.Describe(target)})
      .Hint(hint);
}

bool KeepsPlaces(Context& context, ExprId id, const Type& target, const std::string& what) {
  const Type type = context.info(id).type;
  if (!type.is_exact() || !target.is_exact() || type.scale <= target.scale) {
    return true;
  }
  const std::string keeps = std::to_string(target.scale);
  const std::string has = Counted(type.scale, "decimal place");
  if (IsConstant(context.program, id)) {
    context.Report(Diag::kTooPrecise, context.span(id), {context.Text(id), has, what, keeps})
        .Hint("write fewer decimal places, or declare a type that keeps more");
    return false;
  }
  context.Report(Diag::kLosesDigits, context.span(id), {has, what, keeps})
      .Hint("say how it is rounded: " + Rounding(context, id, target.scale));
  return false;
}

bool SameShape(Context& context, ExprId id, const Type& target) {
  const Type type = context.info(id).type;
  if (target.series == 0 && type.series > 0) {
    RequireSingle(context, id, type);
    return false;
  }
  if (target.series == type.series) {
    return true;
  }
  if (type.series == 0) {
    context.Report(Diag::kNotASeries, context.span(id), {context.Describe(type)})
        .Hint("a series of " + std::to_string(target.series) + " is needed");
    return false;
  }
  context.Report(Diag::kSeriesLengths, context.span(id),
                 {std::to_string(type.series), std::to_string(target.series)});
  return false;
}

}  // namespace

bool Assignable(Context& context, ExprId id, const Type& target, const std::string& what) {
  const Type type = context.info(id).type;
  if (type.is_error() || target.is_error()) {
    return false;
  }
  if (type.kind == Kind::kMissing && target.series > 0) {
    context.Report(Diag::kMissingHere, context.span(id))
        .Hint("a series is never missing as a whole; only its items may be");
    return false;
  }
  if (type.kind == Kind::kMissing && target.optional) {
    return true;
  }
  if (type.optional && !target.optional) {
    if (type.kind == Kind::kMissing) {
      context.Report(Diag::kMissingHere, context.span(id))
          .Hint("declare " + what + " `optional` if it may be missing");
    } else {
      RequirePresent(context, id, type);
    }
    return false;
  }
  const auto common = CommonType(type.item().required(), target.item().required());
  if (!common || common->kind != target.kind) {
    ReportMismatch(context, id, target, what);
    return false;
  }
  return SameShape(context, id, target) && KeepsPlaces(context, id, target, what);
}

bool CheckStored(Context& context, ExprId id, const Type& target, const std::string& what) {
  if (ReadEmptySet(context, id, target)) {
    return true;
  }
  CheckExpr(context, id, target.kind == Kind::kEnum ? target.enumeration : EnumId{});
  return Assignable(context, id, target, what);
}

std::optional<int64_t> ConstantOf(Context& context, ExprId id, const Type& target,
                                  const std::string& what) {
  if (context.info(id).type.is_error()) {
    return std::nullopt;
  }
  if (!IsConstant(context.program, id)) {
    context.Report(Diag::kNotConstant, context.span(id), {what})
        .Hint("write the value itself, not something that is worked out");
    return std::nullopt;
  }
  if (!Assignable(context, id, target, what)) {
    return std::nullopt;
  }
  const auto word = ConstantWord(context.program, id, target);
  if (!word && target.kind != Kind::kText) {
    context.Report(Diag::kTooLarge, context.span(id), {context.Text(id)})
        .Hint(
            "the largest is `" +
            types::FormatValue(target, context.program.enums, std::numeric_limits<int64_t>::max()) +
            "`");
  }
  return word;
}

std::optional<int64_t> CheckConstant(Context& context, ExprId id, const Type& target,
                                     const std::string& what) {
  CheckExpr(context, id, target.kind == Kind::kEnum ? target.enumeration : EnumId{});
  return ConstantOf(context, id, target, what);
}

}  // namespace sextant::check
