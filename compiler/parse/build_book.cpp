#include "compiler/parse/build.h"

// What looks at the whole book.
namespace sextant::parse {

ast::BudgetDecl Builder::Build(Grammar::BudgetDeclContext* budget) {
  ast::BudgetDecl made;
  made.name = BuildName(budget->name());
  made.of = BuildPath(budget->path());
  for (auto* clause : budget->budgetClause()) {
    AddClause(clause, made);
  }
  if (budget->otherwiseRule() != nullptr) {
    made.otherwise = Build(budget->otherwiseRule());
  }
  return made;
}

// Clauses stand in any order, each once.
void Builder::AddClause(Grammar::BudgetClauseContext* clause, ast::BudgetDecl& budget) {
  const bool spend = clause->SPEND() != nullptr;
  const bool rank = clause->RANK() != nullptr;
  ast::ExprId& place = spend ? budget.spend : rank ? budget.rank : budget.limit;
  if (place.valid()) {
    ReportTwice(spend ? "`spend`" : rank ? "`rank by`" : "`at most`", Span(clause));
  }
  place = BuildExpr(clause->value());
  if (spend) {
    budget.condition = BuildExpr(clause->expression());
  } else if (rank) {
    budget.lowest = clause->LOWEST() != nullptr;
  }
}

ast::MixDecl Builder::Build(Grammar::MixDeclContext* mix) {
  ast::MixDecl made;
  made.name = BuildName(mix->name());
  for (auto* share : mix->mixShare()) {
    ast::MixShare& part = made.shares.emplace_back();
    part.member = BuildName(share->name());
    part.span = Span(share);
    const bool range = share->RANGE() != nullptr;
    if (range) {
      CheckRatios(share->number(0), share->number(1));
    }
    if (range || share->LEAST() != nullptr) {
      part.low = BuildNumber(share->number(0));
    }
    if (!share->LEAST()) {
      part.high = BuildNumber(share->number(range ? 1 : 0));
    }
  }
  return made;
}

}  // namespace sextant::parse
