#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/rules.h"

namespace sextant::check {
namespace {

// Asked where the stage's own condition did not hold: what that proves holds here, too.
void CheckKeep(Context& context, const ast::Stage& stage) {
  if (!stage.keep.valid()) {
    return;
  }
  CheckCondition(context, stage.keep);
  if (!stage.condition.valid()) {
    context.Report(Diag::kKeepOnOtherwise, context.span(stage.keep), {stage.name.text})
        .Hint("leave it out: `otherwise` takes every record that is left anyway");
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
