#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/steps.h"

namespace sextant::check {

// The members from the lowest value to the highest, the one for missing last.
std::vector<ast::Name> BandMembers(const ast::BandDecl& decl) {
  std::vector<ast::Name> known, missing;
  bool descending = false;
  for (const ast::BandMember& member : decl.members) {
    (member.edge == ast::EdgeKind::kMissing ? missing : known).push_back(member.name);
    descending =
        descending || member.edge == ast::EdgeKind::kFrom || member.edge == ast::EdgeKind::kAbove;
  }
  if (descending) {
    std::reverse(known.begin(), known.end());
  }
  known.insert(known.end(), missing.begin(), missing.end());
  return known;
}

void CheckBand(Context& context, const Decision& decision, const ast::BandDecl& decl) {
  Type type = RequireSingle(context, decl.value, CheckExpr(context, decl.value));
  const std::string what = Backticked(decision.name);
  if (decl.members.empty()) {
    context.Report(Diag::kNoBins, decision.span, {what})
        .Hint("list its members, as in `{ low below 5%; high otherwise }`");
    return;
  }
  if (type.is_error()) {
    return;
  }
  if (!HasSteps(type)) {
    context.Report(Diag::kNotOrdered, context.span(decl.value), {context.Describe(type)})
        .Hint("a band divides numbers, amounts, dates or lengths of time");
    return;
  }
  StepList list{decl.value,         what,
                "the band " + what, "add a member such as `unknown when missing`",
                decision.span,      {}};
  for (const ast::BandMember& member : decl.members) {
    list.steps.push_back({member.edge, member.cut, member.span, member.name.text});
  }
  CheckSteps(context, list, type);
}

}  // namespace sextant::check
