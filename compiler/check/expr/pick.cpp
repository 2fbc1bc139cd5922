#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

void ReportItems(Context& context, const Type& so_far, ExprId first, const Type& item, ExprId id) {
  context
      .Report(Diag::kPickMismatch, context.span(id),
              {context.Describe(so_far), context.Describe(item)})
      .Label(context.span(first), "this is " + context.Describe(so_far))
      .Here("this is " + context.Describe(item))
      .Hint(MismatchHint(so_far, context.Text(first), item, context.Text(id)));
}

}  // namespace

Type TypeOf(Context& context, const Site&, const ast::PickExpr& expr) {
  Type common;  // the error type: gives way to the first item
  bool failed = false;
  for (ExprId item : expr.items) {
    const Type type = CheckPresent(context, item);
    const auto both = CommonType(common, type);
    failed = failed || type.is_error() || !both;
    if (!both) {
      ReportItems(context, common, expr.items.front(), type, item);
    } else {
      common = *both;
    }
  }
  if (failed) {
    return Type::Error();
  }
  if (common.kind == Kind::kEnum || !context.IsOrdered(common)) {
    context.Report(Diag::kNotOrdered, context.span(expr.items.front()), {context.Describe(common)})
        .Hint("only numbers, amounts, dates and lengths of time can be picked from");
    return Type::Error();
  }
  return common;
}

}  // namespace sextant::check
