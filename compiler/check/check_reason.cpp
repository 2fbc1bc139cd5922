#include "compiler/check/declarations.h"

namespace sextant::check {

void CheckReason(Context& context, const std::optional<ast::Because>& because) {
  if (!because) {
    return;
  }
  const auto [known, added] = context.reasons.try_emplace(
      because->code.text, Context::ReasonUse{because->text, because->span});
  if (!added && known->second.text != because->text) {
    context.Report(Diag::kReasonTexts, because->span, {because->code.text})
        .Label(known->second.span, "the other text is here")
        .Hint("a code stands for one text in the whole program; use the same text or another code");
  }
}

}  // namespace sextant::check
