#include "compiler/ast/print.h"

// What looks at the whole book.
namespace sextant::ast {

void Printer::PrintDecl(const BudgetDecl& budget, source::Span span) {
  const std::string order = budget.lowest ? " lowest first" : "";
  const Scope scope = Line("Budget " + budget.name.text + " of " + budget.of.text + order, span);
  Part("spend", budget.spend);
  Part("when", budget.condition);
  Part("at most", budget.limit);
  Part("rank by", budget.rank);
  if (budget.otherwise) {
    PrintRule(*budget.otherwise);
  }
}

void Printer::PrintDecl(const MixDecl& mix, source::Span span) {
  const Scope scope = Line("Mix " + mix.name.text, span);
  for (const MixShare& share : mix.shares) {
    const Scope inner = Line("Share " + share.member.text, share.span);
    Part("at least", share.low);
    Part("at most", share.high);
  }
}

}  // namespace sextant::ast
