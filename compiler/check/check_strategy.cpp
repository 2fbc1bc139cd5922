#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/rules.h"
#include "compiler/check/store.h"

namespace sextant::check {
namespace {

std::string RuleName(const ast::Rule& rule) {
  return rule.name.text.empty() ? "`otherwise`" : "the rule " + Backticked(rule.name.text);
}

std::vector<std::string> OutputNames(const Decision& decision) {
  std::vector<std::string> names;
  for (const DecisionOutput& output : decision.outputs) {
    names.push_back(output.name);
  }
  return names;
}

// The position of the output that is assigned, or nothing after a report.
std::optional<std::size_t> FindOutput(Context& context, const Decision& decision,
                                      const ast::Assignment& assignment, const ast::Rule& rule) {
  const std::vector<std::string> names = OutputNames(decision);
  const ast::Name& output = assignment.output;
  const auto found = std::find(names.begin(), names.end(), output.text);
  if (found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  if (output.text.empty()) {
    context.Report(Diag::kNeedsName, context.span(assignment.value), {RuleName(rule)})
        .Hint("say which output it is for, as in `" + (names.empty() ? "x" : names.front()) +
              " = …`; the outputs are " + ListText(names));
    return std::nullopt;
  }
  const bool single = names.size() == 1 && names.front().empty();
  context.Report(Diag::kUnknownOutput, output.span, {decision.name, output.text})
      .Hint(single ? "it has one answer without a name: write `then` and the value"
                   : DidYouMean(output.text, names, "its outputs are " + ListText(names)));
  return std::nullopt;
}

void CheckMissingOutputs(Context& context, const Decision& decision, const ast::Rule& rule,
                         const std::vector<const ast::Assignment*>& given) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    const DecisionOutput& output = decision.outputs[i];
    if (given[i] == nullptr && !output.type.optional && !output.type.is_error()) {
      context.Report(Diag::kNotAssigned, rule.span, {RuleName(rule), output.name})
          .Hint("add `" + output.name + " = …` after `then`, or declare the output `optional`");
    }
  }
}

void CheckAssignments(Context& context, const Decision& decision, const ast::Rule& rule) {
  std::vector<const ast::Assignment*> given(decision.outputs.size(), nullptr);
  bool all_known = true;
  for (const ast::Assignment& assignment : rule.assignments) {
    const auto index = FindOutput(context, decision, assignment, rule);
    if (!index) {
      all_known = false;
      CheckExpr(context, assignment.value);
      continue;
    }
    const DecisionOutput& output = decision.outputs[*index];
    const std::string what =
        output.name.empty() ? Backticked(decision.name) : Backticked(output.name);
    CheckStored(context, assignment.value, output.type, what);
    if (given[*index] != nullptr) {
      context.Report(Diag::kListedTwice, assignment.output.span, {output.name, RuleName(rule)})
          .Label(given[*index]->output.span, "first here")
          .Hint("give each output one value");
    }
    given[*index] = &assignment;
  }
  if (all_known) {
    CheckMissingOutputs(context, decision, rule, given);
  }
}

void CheckRuleNames(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  std::vector<ast::Name> names;
  for (const ast::Rule& rule : decl.rules) {
    if (!rule.name.text.empty()) {
      names.push_back(rule.name);
    }
  }
  MemberNames(context, names, "the rules of " + Backticked(decision.name));
}

void CheckLocals(Context& context, const Decision& decision) {
  const auto [from, to] = context.local_lets[static_cast<std::size_t>(context.place.owner)];
  for (uint32_t let = from; let < to; ++let) {
    EnsureChecked(context, {RefKind::kLet, let, 0}, decision.span);
  }
}

}  // namespace

void CheckStrategy(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  CheckRuleNames(context, decision, decl);
  CheckLocals(context, decision);
  FirstMatchChecker list(context);
  for (const ast::Rule& rule : decl.rules) {
    list.Enter({rule.name.text, rule.condition, rule.span});
    CheckAssignments(context, decision, rule);
    list.Leave();
    CheckReason(context, rule.because);
  }
  list.Finish("the strategy " + Backticked(decision.name), decision.span);
}

}  // namespace sextant::check
