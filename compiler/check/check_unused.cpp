#include "compiler/check/declarations.h"
#include "compiler/check/reach.h"

namespace sextant::check {
namespace {

void Warn(Context& context, const std::string& name, Span span, const std::string& what,
          int32_t owner) {
  if (!context.tree.files.empty() && span.file != context.tree.files.front().file) {
    return;  // what a file offers for import need not all be used
  }
  Symbol* symbol = context.names.Find(name, owner);
  if (symbol == nullptr || symbol->used || symbol->span != span) {
    return;
  }
  const bool can_be_output =
      symbol->ref.kind != RefKind::kParam && symbol->ref.kind != RefKind::kNone && owner < 0;
  context.Report(Diag::kUnusedDefinition, span, {what, name})
      .Hint(can_be_output ? "use it, list it in `output`, or leave it out"
                          : "use it or leave it out");
}

// The fields are not read where no output needs one of them, and so nothing is asked of them.
void WarnOfChecks(Context& context) {
  const Reached reached = Reach(context.program, {});
  for (std::size_t i = 0; i < context.program.checks.size(); ++i) {
    const Check& check = context.program.checks[i];
    if (!reached.checks[i]) {
      context
          .Report(Diag::kCheckNeverAsked, context.span(check.condition),
                  {check.because ? check.because->code.text : context.Text(check.condition)})
          .Hint("no output needs a field of it; to ask it of every record, list one in `output`");
    }
  }
}

}  // namespace

// A field that is never read costs nothing: its column need not even exist. What the author worked
// out and never used is more likely a slip.
void CheckUnused(Context& context) {
  for (const Param& param : context.program.params) {
    Warn(context, param.name, param.span, "the parameter", -1);
  }
  for (const Let& let : context.program.lets) {
    Warn(context, let.name, let.span, "the `let`", let.owner);
  }
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* partner = std::get_if<ast::PartnerDecl>(&decl.node)) {
      Warn(context, partner->name.text, partner->name.span, "the partner", -1);
    }
  }
  for (const Decision& decision : context.program.decisions) {
    Warn(context, decision.name, decision.span, "the decision", -1);
  }
  WarnOfChecks(context);
}

}  // namespace sextant::check
