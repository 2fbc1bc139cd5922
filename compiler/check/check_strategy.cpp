#include <algorithm>

#include "compiler/check/check.h"
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

void CheckRuleNames(Context& context, const Decision& decision,
                    const std::vector<ast::Rule>& rules) {
  std::vector<ast::Name> names;
  for (const ast::Rule& rule : rules) {
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

template <class Checker>
void CheckRules(Context& context, const Decision& decision, const ast::StrategyDecl& decl,
                Checker& list) {
  for (const ast::Rule& rule : decl.rules) {
    list.Enter({rule.name.text, rule.condition, rule.span});
    CheckAssignments(context, decision, rule);
    list.Leave();
    CheckReason(context, rule.because);
  }
}

// The reasons of `collect` stand beside its answers, one for one.
void CheckReasonsOfAll(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  for (const ast::Rule& rule : decl.rules) {
    if (decision.has_reasons && !rule.because) {
      context.Report(Diag::kReasonsNotAll, rule.span, {RuleName(rule), decision.name})
          .Hint("add `because CODE \"text\"`, so that every answer has its reason beside it");
    }
  }
}

// The output by which the rules of `best by` are compared has an order and is always given.
void CheckBestBy(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  const std::optional<std::size_t> index = BestByOutput(decision, decl);
  if (!index) {
    const std::vector<std::string> names = OutputNames(decision);
    const bool single = names.size() == 1 && names.front().empty();
    context.Report(Diag::kUnknownOutput, decl.best_by.span, {decl.name.text, decl.best_by.text})
        .Hint(single ? "it has one answer without a name: write `best by " + decl.name.text + "`"
                     : DidYouMean(decl.best_by.text, names, "its outputs are " + ListText(names)));
    return;
  }
  const Type& type = decision.outputs[*index].type;
  if (!type.is_error() && (type.optional || !context.IsOrdered(type))) {
    context
        .Report(Diag::kBestBy, decl.best_by.span,
                {decision.name, decl.best_by.text,
                 type.optional ? "may be missing" : "has no smaller and larger"})
        .Hint(type.optional ? "declare it without `optional`"
                            : "name an output that is a number, an amount or a date");
  }
}

bool HasOtherwise(const ast::StrategyDecl& decl) {
  return !decl.rules.empty() && !decl.rules.back().condition.valid();
}

}  // namespace

std::optional<std::size_t> BestByOutput(const Decision& decision, const ast::StrategyDecl& decl) {
  for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
    const std::string& name = decision.outputs[i].name;
    if (decl.best_by.text == (name.empty() ? decl.name.text : name)) {
      return i;
    }
  }
  return std::nullopt;
}

void CheckStrategy(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  const std::string what = "the strategy " + Backticked(decision.name);
  CheckRuleNames(context, decision, decl.rules);
  CheckLocals(context, decision);
  if (decl.policy == ast::RulePolicy::kFirstMatch) {
    FirstMatchChecker list(context);
    CheckRules(context, decision, decl, list);
    list.Finish(what, decision.span);
    return;
  }
  AllMatchesChecker list(context, decl.policy == ast::RulePolicy::kUnique);
  CheckRules(context, decision, decl, list);
  if (decl.policy == ast::RulePolicy::kCollect) {  // which gives nothing when no rule holds
    CheckReasonsOfAll(context, decision, decl);
  } else if (!HasOtherwise(decl)) {
    ReportNoOtherwise(context, what, decision.span);
  }
  if (decl.rules.empty()) {
    context.Report(Diag::kNoBins, decision.span, {what}).Hint("list its rules");
  }
  if (decl.policy == ast::RulePolicy::kBest) {
    CheckBestBy(context, decision, decl);
  }
}

void CheckCollect(Context& context, const Decision& decision, const ast::CollectDecl& decl) {
  CheckRuleNames(context, decision, decl.rules);
  CheckLocals(context, decision);
  AllMatchesChecker list(context, false);
  for (const ast::Rule& rule : decl.rules) {
    list.Enter({rule.name.text, rule.condition, rule.span});
    list.Leave();
    CheckReason(context, rule.because);
  }
  if (decl.rules.empty()) {
    context.Report(Diag::kNoBins, decision.span, {Backticked(decision.name)})
        .Hint("list its rules, as in `rule late when days > 30 because W1 \"overdue\"`");
  } else if (decl.rules.size() > types::kMostSetMembers) {
    context
        .Report(Diag::kTooManyReasons, decision.span,
                {decision.name, std::to_string(decl.rules.size()),
                 std::to_string(types::kMostSetMembers)})
        .Hint("divide it into several decisions");
  }
}

}  // namespace sextant::check
