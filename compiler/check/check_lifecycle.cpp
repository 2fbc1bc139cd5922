#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/rules.h"
#include "compiler/check/truth.h"

namespace sextant::check {
namespace {

void ReportKeepsNothing(Context& context, const ast::Stage& stage) {
  if (TruthOf(context, stage.keep) == Truth::kFalse) {
    ReportNeverHolds(context, stage.keep, stage.name.text, "keep while");
    return;
  }
  context.Report(Diag::kNeverHolds, context.span(stage.keep), {stage.name.text})
      .Label(context.span(stage.condition), "it is asked where this does not hold")
      .Hint("`keep while` is the wider of the two; correct it, or leave it out");
}

// Asked where the stage's own condition did not hold: what that proves holds here, too.
void CheckKeep(Context& context, const ast::Stage& stage) {
  if (!stage.keep.valid()) {
    return;
  }
  CheckCondition(context, stage.keep);
  if (!stage.condition.valid()) {
    context.Report(Diag::kKeepOnOtherwise, context.span(stage.keep), {stage.name.text})
        .Hint("leave it out: `otherwise` takes every record that is left anyway");
    return;
  }
  const Truth truth = TruthWhere(context, stage.condition, false, stage.keep);
  if (truth == Truth::kFalse) {
    ReportKeepsNothing(context, stage);
  } else if (TruthOf(context, stage.keep) == Truth::kTrue) {
    WarnHoldsAlways(context, stage.keep, stage.name.text,
                    "write `keep while true` if no record is to leave the stage by it");
  }
}

}  // namespace

void CheckLifecycle(Context& context, const Decision& decision, const ast::LifecycleDecl& decl) {
  FirstMatchChecker list(context);
  for (const ast::Stage& stage : decl.stages) {
    list.Enter({stage.name.text, stage.condition, stage.span});
    list.Leave();
    CheckKeep(context, stage);
    CheckReason(context, stage.because);
  }
  list.Finish("the life cycle " + Backticked(decision.name), decision.span);
  CheckMoves(context, decision, decl);
}

}  // namespace sextant::check
