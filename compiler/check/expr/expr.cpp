#include "compiler/check/expr/expr.h"

#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

// Frames of this depth fit a small stack; the parser's own limit on nesting lies far below, so only
// definitions that build on each other in reverse order can reach it.
constexpr int kMaxDepth = 1500;

Type TypeOf(Context&, const Site&, const std::monostate&) {
  return Type::Error();
}

Type Dispatch(Context& context, const Site& site) {
  return std::visit([&](const auto& node) -> Type { return TypeOf(context, site, node); },
                    context.tree.node(site.id));
}

std::string SeriesHint(const std::string& text, const Type& type) {
  if (type.kind == Kind::kBool) {
    return "say how many have to be true, as in `any of " + text + "`";
  }
  return "make one value of it, as in `item 1 of " + text + "`, `sum(" + text + ")` or `largest(" +
         text + ")`";
}

void LabelDeclaration(Context& context, ExprId id, diag::Diagnostic& diagnostic) {
  if (const Field* field = context.program.field(context.info(id).ref)) {
    diagnostic.Label(field->span, "it is declared `optional` here");
  }
}

std::string ConditionHint(const Type& type, const std::string& text) {
  switch (type.kind) {
    case Kind::kNumber:
    case Kind::kMoney:
    case Kind::kFloat:
    case Kind::kDuration:
      return "compare it, as in `" + text + " > " + SampleValue(type) + "`";
    case Kind::kEnum:
      return "compare it, as in `" + text + " is …`";
    case Kind::kSet:
      return "ask for a member, as in `" + text + " has …`";
    default:
      return "";
  }
}

}  // namespace

Type CheckExpr(Context& context, ExprId id, EnumId expected) {
  if (!id.valid()) {
    return Type::Error();
  }
  context.info(id) = {};
  if (context.damage.Touches(context.span(id))) {
    return Type::Error();
  }
  if (context.depth >= kMaxDepth) {
    context.Report(Diag::kTooDeep, context.span(id))
        .Hint("give the inner part a name with `let`, and write a `let` before it is used");
    return Type::Error();
  }
  ++context.depth;
  const Type type = Dispatch(context, {id, expected});
  --context.depth;
  context.info(id).type = type;
  return type;
}

Type RequirePresent(Context& context, ExprId id, const Type& type) {
  if (type.kind == Kind::kMissing) {
    context.Report(Diag::kMissingHere, context.span(id))
        .Hint("to ask whether a value is there, write `x is missing`");
    return Type::Error();
  }
  if (!type.optional) {
    return type;
  }
  if (id == context.place.presumed && type.series == 0) {
    context.info(id).type = type.required();
    context.info(id).narrowed = true;
    return type.required();
  }
  const std::string text = context.Text(id);
  if (type.series > 0) {
    auto& report =
        context.Report(Diag::kMayBeMissing, context.span(id), {"an item of " + context.Quote(id)});
    report.Hint("take the items that are known: `count of known " + text + "`, `sum(known " + text +
                ")`");
    LabelDeclaration(context, id, report);
    return type.required();
  }
  const bool named = context.info(id).ref.kind != RefKind::kNone;
  auto& report = context.Report(Diag::kMayBeMissing, context.span(id), {context.Quote(id)});
  report.Hint("say what then: `(" + text + " otherwise " + SampleValue(type) + ")`" +
              (named ? ", or test `" + text + " is known` before" : ""));
  LabelDeclaration(context, id, report);
  return type.required();
}

Type RequireSingle(Context& context, ExprId id, const Type& type) {
  if (type.series == 0) {
    return type;
  }
  context.Report(Diag::kSeriesHere, context.span(id), {context.Describe(type)})
      .Hint(SeriesHint(context.Text(id), type));
  return Type::Error();
}

Type CheckPresent(Context& context, ExprId id, EnumId expected) {
  return RequirePresent(context, id, CheckExpr(context, id, expected));
}

Type CheckSingle(Context& context, ExprId id, EnumId expected) {
  return RequireSingle(context, id, CheckPresent(context, id, expected));
}

void CheckCondition(Context& context, ExprId id) {
  const Type type = CheckSingle(context, id);
  if (type.is_error() || type.kind == Kind::kBool) {
    return;
  }
  context.Report(Diag::kNotACondition, context.span(id), {context.Describe(type)})
      .Hint(ConditionHint(type, context.Text(id)));
}

}  // namespace sextant::check
