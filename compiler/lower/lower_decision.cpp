#include "compiler/check/check.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

template <class Decl>
Body BodyOf(Context& context, const check::Decision& decision, const Decl& decl) {
  if constexpr (requires { LowerBody(context, decision, decl); }) {
    return LowerBody(context, decision, decl);
  } else {
    SEXTANT_CHECK(false, "a declaration that decides nothing");
    return {};
  }
}

// The stages of a life cycle with moves are a decision of their own.
ir::Decision ComputedStage(const check::Decision& decision) {
  ir::Decision computed;
  computed.name = decision.name + ".computed";
  computed.span = decision.span;
  computed.outputs.push_back({"", decision.outputs.front().type});
  return computed;
}

}  // namespace

int32_t ReasonIndex(Context& context, const std::optional<ast::Because>& because) {
  if (!because) {
    return ir::kNoReason;
  }
  const auto [it, added] = context.reasons.emplace(
      because->code.text, static_cast<int32_t>(context.module.reasons.size()));
  if (added) {
    context.module.reasons.push_back({because->code.text, because->text});
  }
  return it->second;
}

void DeclareDecisions(Context& context) {
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const check::Decision& decision = context.program.decisions[i];
    context.computed_index.push_back(-1);
    if (!context.reached.decisions[i]) {
      context.decision_index.push_back(-1);
      continue;
    }
    if (decision.moves) {
      context.computed_index.back() = static_cast<int32_t>(context.module.decisions.size());
      context.module.decisions.push_back(ComputedStage(decision));
    }
    context.decision_index.push_back(static_cast<int32_t>(context.module.decisions.size()));
    ir::Decision lowered;
    lowered.name = decision.name;
    lowered.has_reasons = decision.has_reasons;
    lowered.reason_width = decision.reason_width;
    lowered.span = decision.span;
    for (const check::DecisionOutput& output : decision.outputs) {
      lowered.outputs.push_back({output.name, output.type, output.width});
    }
    if (decision.row_read) {
      lowered.outputs.push_back({"row", Type::Integer()});
    }
    if (decision.moves) {
      lowered.outputs.push_back({"since", Type::Date()});
      lowered.outputs.push_back({"held_by", Type::Enum(context.program.held_by).as_optional()});
    }
    context.module.decisions.push_back(std::move(lowered));
  }
}

void LowerDecisions(Context& context) {
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    if (context.decision_index[i] >= 0) {
      const check::Decision& decision = context.program.decisions[i];
      ir::Decision& lowered =
          context.module.decisions[static_cast<std::size_t>(context.decision_index[i])];
      if (decision.kind == check::DecisionKind::kEffective) {
        lowered.body = LowerVersions(context, decision);
        continue;
      }
      lowered.body = std::visit([&](const auto& decl) { return BodyOf(context, decision, decl); },
                                context.program.tree->decls[decision.decl].node);
    }
  }
}

namespace {

ir::Rule LowerRule(Context& context, const check::Decision& decision, const ast::Rule& rule) {
  ir::Rule lowered;
  lowered.name = rule.name.text;
  lowered.reason = ReasonIndex(context, rule.because);
  lowered.span = rule.span;
  if (rule.condition.valid()) {
    lowered.condition = LowerSingle(context, rule.condition);
    lowered.condition_span = context.span(rule.condition);
  }
  for (const check::DecisionOutput& output : decision.outputs) {
    InstId value;
    for (const ast::Assignment& assignment : rule.assignments) {
      if (assignment.output.text == output.name) {
        value = LowerStored(context, assignment.value, output.type);
      }
    }
    lowered.values.push_back(value.valid() ? value : context.Missing(output.type, rule.span));
  }
  return lowered;
}

}  // namespace

Body LowerBody(Context& context, const check::Decision& decision, const ast::StrategyDecl& decl) {
  std::vector<ir::Rule> rules;
  for (const ast::Rule& rule : decl.rules) {
    rules.push_back(LowerRule(context, decision, rule));
  }
  using Policy = ir::AllMatches::Policy;
  switch (decl.policy) {
    case ast::RulePolicy::kFirstMatch:
      return ir::FirstMatch{std::move(rules)};
    case ast::RulePolicy::kUnique:
      return ir::AllMatches{Policy::kUnique, std::move(rules)};
    case ast::RulePolicy::kCollect:
      return ir::AllMatches{Policy::kCollect, std::move(rules)};
    case ast::RulePolicy::kBest:
      return ir::AllMatches{Policy::kBest, std::move(rules),
                            static_cast<uint32_t>(*check::BestByOutput(decision, decl)),
                            decl.lowest};
  }
  return {};
}

// Rule k, whose code is member k, gives the set of that member.
ir::AllMatches LowerBody(Context& context, const check::Decision& decision,
                         const ast::CollectDecl& decl) {
  ir::AllMatches list{ir::AllMatches::Policy::kUnite, {}};
  for (const ast::Rule& rule : decl.rules) {
    ir::Rule lowered = LowerRule(context, check::Decision(), rule);
    const auto member = static_cast<int64_t>(uint64_t{1} << list.rules.size());
    lowered.values = {context.Const(decision.outputs.front().type, member)};
    list.rules.push_back(std::move(lowered));
  }
  return list;
}

}  // namespace sextant::lower
