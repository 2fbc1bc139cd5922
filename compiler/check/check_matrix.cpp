#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/members.h"
#include "compiler/check/steps.h"

namespace sextant::check {
namespace {

// One side of the grid: every member of the axis once, and `missing` exactly if it may be missing.
void CheckAxis(Context& context, const Decision& decision, ExprId axis,
               const std::vector<ast::Name>& heads, const std::string& side) {
  const Type type = RequireSingle(context, axis, CheckExpr(context, axis));
  if (type.is_error()) {
    return;
  }
  if (!MemberCover::HasMembers(type)) {
    context.Report(Diag::kAxisType, context.span(axis), {context.Describe(type)})
        .Hint("divide it into members first: `band Name = " + context.Text(axis) +
              " { low below …; high otherwise }`");
    return;
  }
  MemberCover cover(context, type, "the " + side + "s of " + Backticked(decision.name));
  for (const ast::Name& head : heads) {
    cover.Name(head);
  }
  const std::string what = Backticked(decision.name);
  const std::vector<std::string> left = cover.Left();
  if (!left.empty()) {
    context
        .Report(Diag::kNotCovered, context.span(axis),
                {what, context.Quote(axis) + " = " + ListText(left)})
        .Hint("add a " + side + " for each of them");
  }
  CheckMissingHandled(context, axis, type, what, context.span(axis), cover.missing(),
                      "add a " + side + " named `missing`");
}

void CheckQuadrant(Context& context, const Decision& decision, const ast::MatrixDecl& decl) {
  if (decl.rows.size() == 2 && decl.columns.size() == 2) {
    return;
  }
  context
      .Report(
          Diag::kQuadrantShape, decision.span,
          {decision.name, Counted(decl.rows.size(), "row"), Counted(decl.columns.size(), "column")})
      .Hint("write `matrix` instead of `quadrant` for other sizes");
}

}  // namespace

void CheckMatrix(Context& context, const Decision& decision, const ast::MatrixDecl& decl) {
  std::vector<ast::Name> rows;
  for (const ast::MatrixDecl::Row& row : decl.rows) {
    rows.push_back(row.head);
  }
  CheckAxis(context, decision, decl.down, rows, "row");
  CheckAxis(context, decision, decl.across, decl.columns, "column");
  if (decl.quadrant) {
    CheckQuadrant(context, decision, decl);
  }
}

}  // namespace sextant::check
