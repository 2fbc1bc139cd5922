#include "compiler/check/declarations.h"
#include "compiler/check/rules.h"

namespace sextant::check {

void CheckLifecycle(Context& context, const Decision& decision, const ast::LifecycleDecl& decl) {
  FirstMatchChecker list(context);
  for (const ast::Stage& stage : decl.stages) {
    list.Enter({stage.name.text, stage.condition, stage.span});
    list.Leave();
    CheckReason(context, stage.because);
  }
  list.Finish("the life cycle " + Backticked(decision.name), decision.span);
}

}  // namespace sextant::check
