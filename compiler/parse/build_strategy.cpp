#include "compiler/parse/build.h"

namespace sextant::parse {

ast::StrategyDecl Builder::Build(Grammar::StrategyDeclContext* strategy) {
  ast::StrategyDecl made;
  made.name = BuildName(strategy->name());
  made.remembered = strategy->REMEMBERED() != nullptr;
  made.outputs = BuildOutputs(strategy->strategyOutputs(), strategy->type());
  if (auto* policy = strategy->rulePolicy()) {
    SetPolicy(policy, made);
  } else {
    sink_.Report(diag::Diag::kFirstMatchMissing, made.name.span, {made.name.text, "rules"})
        .Hint(
            "write `first match` before the `{` of its rules, or `unique`, `collect` or `best by`");
  }
  source::Span otherwise;
  for (auto* child : strategy->children) {
    if (auto* let = dynamic_cast<Grammar::LetDeclContext*>(child)) {
      made.lets.push_back(Build(let));
      continue;
    }
    auto* rule = dynamic_cast<Grammar::StrategyRuleContext*>(child);
    auto* last = dynamic_cast<Grammar::OtherwiseRuleContext*>(child);
    if (rule == nullptr && last == nullptr) {
      continue;
    }
    made.rules.push_back(rule != nullptr ? Build(rule) : Build(last));
    if (otherwise.valid()) {
      const bool named = rule != nullptr;
      ReportAfterOtherwise(named ? made.rules.back().name.span : Span(last->OTHERWISE()),
                           named ? made.rules.back().name.text : "otherwise", otherwise);
    } else if (last != nullptr) {
      otherwise = Span(last->OTHERWISE());
    }
  }
  return made;
}

void Builder::SetPolicy(Grammar::RulePolicyContext* policy, ast::StrategyDecl& strategy) {
  if (policy->UNIQUE() != nullptr) {
    strategy.policy = ast::RulePolicy::kUnique;
  } else if (policy->COLLECT() != nullptr) {
    strategy.policy = ast::RulePolicy::kCollect;
  } else if (policy->BEST() != nullptr) {
    strategy.policy = ast::RulePolicy::kBest;
    strategy.best_by = BuildName(policy->name());
    strategy.lowest = policy->LOWEST() != nullptr;
  }
}

std::vector<ast::StrategyOutput> Builder::BuildOutputs(Grammar::StrategyOutputsContext* several,
                                                       Grammar::TypeContext* single) {
  if (single != nullptr) {
    ast::StrategyOutput output;
    output.name.span = Span(single);
    output.type = BuildType(single);
    return {output};
  }
  std::vector<ast::StrategyOutput> outputs;
  for (auto* output : several->strategyOutput()) {
    outputs.push_back({BuildName(output->name()), BuildType(output->type())});
  }
  return outputs;
}

ast::Rule Builder::Build(Grammar::StrategyRuleContext* rule) {
  ast::Rule made;
  made.name = BuildName(rule->name());
  made.condition = BuildExpr(rule->expression());
  made.assignments = Build(rule->outcome());
  made.because = BuildBecause(rule->because());
  made.span = Span(rule);
  return made;
}

ast::Rule Builder::Build(Grammar::OtherwiseRuleContext* rule) {
  ast::Rule made;
  made.name.span = Span(rule->OTHERWISE());
  made.assignments = Build(rule->outcome());
  made.because = BuildBecause(rule->because());
  made.span = Span(rule);
  return made;
}

ast::CollectDecl Builder::Build(Grammar::DecisionDeclContext* decision) {
  ast::CollectDecl made;
  made.name = BuildName(decision->name());
  for (auto* let : decision->letDecl()) {
    made.lets.push_back(Build(let));
  }
  for (auto* rule : decision->reasonRule()) {
    made.rules.push_back(Build(rule));
  }
  return made;
}

ast::Rule Builder::Build(Grammar::ReasonRuleContext* rule) {
  ast::Rule made;
  made.name = BuildName(rule->name());
  made.condition = BuildExpr(rule->expression());
  made.because = BuildBecause(rule->because());
  made.span = Span(rule);
  return made;
}

std::vector<ast::Assignment> Builder::Build(Grammar::OutcomeContext* outcome) {
  std::vector<ast::Assignment> made;
  for (auto* assignment : outcome->assignment()) {
    ast::Name output = BuildName(assignment->name());
    made.push_back({std::move(output), BuildExpr(assignment->expression())});
  }
  if (auto* value = outcome->outcomeValue()) {
    ast::Name unnamed{"", Span(value)};
    if (value->ifExpression() != nullptr) {
      made.push_back({unnamed, BuildExpr(value->ifExpression())});
    } else if (value->value() != nullptr) {
      made.push_back({unnamed, BuildExpr(value->value())});
    } else {
      made.push_back({unnamed, Add(Span(value), ast::MissingExpr{})});
    }
  }
  return made;
}

}  // namespace sextant::parse
