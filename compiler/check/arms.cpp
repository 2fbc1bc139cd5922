#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/declarations.h"

// What experiments and decisions with versions share: the answer is that of one of several decisions,
// their arms, so these have the same outputs.
namespace sextant::check {
namespace {

void AddCodes(const std::optional<ast::Because>& because, std::vector<std::string>& codes) {
  if (because && std::ranges::find(codes, because->code.text) == codes.end()) {
    codes.push_back(because->code.text);
  }
}

// The reason codes the arms can give, in source order.
std::vector<std::string> ReasonsOf(const Context& context, const Experiment& experiment) {
  std::vector<std::string> codes;
  for (const Arm& arm : experiment.arms) {
    const ast::DeclNode& node =
        context.tree.decls[context.program.decisions[arm.decision].decl].node;
    if (const auto* strategy = std::get_if<ast::StrategyDecl>(&node)) {
      for (const ast::Rule& rule : strategy->rules) {
        AddCodes(rule.because, codes);
      }
    } else if (const auto* lifecycle = std::get_if<ast::LifecycleDecl>(&node)) {
      for (const ast::Stage& stage : lifecycle->stages) {
        AddCodes(stage.because, codes);
      }
    } else if (const auto* table = std::get_if<ast::TableDecl>(&node)) {
      for (const ast::TableRow& row : table->rows) {
        AddCodes(row.because, codes);
      }
    }
  }
  return codes;
}

// What the arms offer becomes one enumeration, so that their lists are of one type.
void UniteOffers(Context& context, const std::vector<Arm>& arms) {
  std::vector<std::string> names;
  for (const Arm& arm : arms) {
    const Decision& decision = context.program.decisions[arm.decision];
    if (decision.kind != DecisionKind::kOffers) {
      return;
    }
    const EnumId offers = decision.outputs.front().type.enumeration;
    for (const std::string& name : context.program.enums.get(offers).members) {
      if (std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  const EnumId all = context.program.enums.InternAnonymous(names);
  for (const Arm& arm : arms) {
    context.program.decisions[arm.decision].outputs.front().type = Type::Enum(all);
  }
}

bool SameOutputs(const Decision& a, const Decision& b) {
  return std::ranges::equal(a.outputs, b.outputs, [](const auto& one, const auto& other) {
    return one.name == other.name && one.type.required() == other.type.required() &&
           (one.width > 0) == (other.width > 0);
  });
}

void TakeReasons(const Decision& arm, Decision& decision) {
  decision.has_reasons = decision.has_reasons || arm.has_reasons;
  decision.reason_width =
      std::max({decision.reason_width, arm.reason_width, arm.has_reasons ? 1u : 0u});
}

bool GivesLists(const Decision& decision) {
  return decision.reason_width > 0 ||
         std::ranges::any_of(decision.outputs,
                             [](const DecisionOutput& output) { return output.width > 0; });
}

void ReportDifferent(Context& context, const Decision& decision, const Arm& arm) {
  const Arm& first = decision.experiment.arms.front();
  if (decision.kind == DecisionKind::kEffective) {
    context.Report(Diag::kVersionOutputs, arm.span, {decision.name})
        .Label(first.span, "the other version")
        .Hint("give both outputs of the same names and types, in the same order");
    return;
  }
  context.Report(Diag::kArmOutputs, arm.span, {first.name, arm.name})
      .Label(first.span, "the other arm")
      .Label(context.program.decisions[first.decision].span, "its outputs are declared here")
      .Label(context.program.decisions[arm.decision].span, "and these here")
      .Hint("give both decisions outputs of the same names and types, in the same order");
}

// The worths of offers have their type only now.
void TakeWorths(Context& context, Decision& decision) {
  const std::vector<Arm>& arms = decision.experiment.arms;
  const Decision& first = context.program.decisions[arms.front().decision];
  for (std::size_t i = 0; i < first.outputs.size() && i < decision.outputs.size(); ++i) {
    if (!decision.outputs[i].type.is_error()) {
      continue;
    }
    decision.outputs[i].type = first.outputs[i].type;
    for (const Arm& arm : arms) {
      const Type& type = context.program.decisions[arm.decision].outputs[i].type;
      if (type != first.outputs[i].type && !type.is_error()) {
        ReportDifferent(context, decision, arm);
      }
    }
  }
}

}  // namespace

void AddOwnOutput(Context& context, Decision& decision, const std::string& name, const Type& type) {
  const bool taken = std::ranges::any_of(
      decision.outputs, [&](const DecisionOutput& output) { return output.name == name; });
  if (taken) {
    context
        .Report(Diag::kListedTwice, decision.span,
                {name, "the outputs of " + Backticked(decision.name)})
        .Hint("`" + name + "` is an output of its own here; rename the other one");
  }
  decision.outputs.push_back({name, type});
}

bool TakeOutputs(Context& context, Decision& decision) {
  const std::vector<Arm>& arms = decision.experiment.arms;
  UniteOffers(context, arms);
  const Decision& first = context.program.decisions[arms.front().decision];
  decision.outputs = first.outputs;
  bool lists = false;
  for (const Arm& arm : arms) {
    const Decision& other = context.program.decisions[arm.decision];
    if (!SameOutputs(first, other)) {
      ReportDifferent(context, decision, arm);
      return false;
    }
    for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
      decision.outputs[i].type.optional |= other.outputs[i].type.optional;
      decision.outputs[i].width = std::max(decision.outputs[i].width, other.outputs[i].width);
    }
    lists = lists || GivesLists(other);
  }
  for (const Arm& arm : arms) {
    if (lists) {
      TakeReasons(context.program.decisions[arm.decision], decision);
    }
  }
  return true;
}

void AddReasons(Context& context, Decision& decision) {
  const std::vector<std::string> codes = ReasonsOf(context, decision.experiment);
  if (!codes.empty() && !GivesLists(decision)) {
    const EnumId reasons = context.program.enums.InternAnonymous(codes);
    AddOwnOutput(context, decision, "reason", Type::Enum(reasons).as_optional());
  }
}

void CheckArms(Context& context, uint32_t index) {
  const std::vector<Arm> arms = context.program.decisions[index].experiment.arms;
  for (const Arm& arm : arms) {
    EnsureChecked(context, {RefKind::kDecision, arm.decision, 0}, arm.span);
  }
  if (!arms.empty()) {
    TakeWorths(context, context.program.decisions[index]);
  }
}

}  // namespace sextant::check
