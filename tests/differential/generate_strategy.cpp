#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

bool IsOrdered(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
}

}  // namespace

// By what is compared must be there and have an order; without such an output the first rule wins.
Generator::Policy Generator::DrawPolicy(const std::vector<Variable>& outputs,
                                        const std::string& strategy) {
  if (random_.Chance(12)) {
    return {Construct::kStrategyUnique, "unique", false, false};
  }
  if (!random_.Chance(25)) {
    return {};
  }
  for (const Variable& output : outputs) {
    if (!output.type.optional && IsOrdered(output.type)) {
      const bool lowest = random_.Chance(50);
      const std::string& name = output.name.empty() ? strategy : output.name;
      return {lowest ? Construct::kStrategyLowest : Construct::kStrategyBest,
              std::string("best by ") + (lowest ? "lowest " : "") + name, false, false};
    }
  }
  return {};
}

// The reasons of `collect` are all given or none.
std::vector<NodePtr> Generator::Rules(const Policy& policy, const std::vector<Variable>& outputs,
                                      bool unnamed) {
  const int because = policy.collects ? random_.Pick({0, 100}) : 60;
  std::vector<NodePtr> rules;
  RuleFact fact;
  for (int i = 0, count = random_.Int(policy.collects ? 1 : 0, 5); i < count; ++i) {
    const NodePtr condition = RuleCondition(random_.Int(1, 3), &fact);
    const Scope above = scope_;
    Narrow(fact.known_inside);
    rules.push_back(Because(Item(Construct::kRule, fmt::format("  rule r{} when @\n    then @", i),
                                 {condition, Outcome(outputs, unnamed)}),
                            because));
    scope_ = above;
    if (policy.narrows_below) {
      Narrow(fact.known_below);
    }
  }
  if (!policy.collects || random_.Chance(30)) {
    rules.push_back(
        Because(Item(Construct::kRuleOtherwise, "  otherwise then @", {Outcome(outputs, unnamed)}),
                because));
  }
  return rules;
}

// With outputs of its own, or with those of another strategy. One of several versions gives no
// lists.
NodePtr Generator::StrategyDecl(const std::string& name, const std::string& window,
                                const Strategy* like) {
  const bool unnamed = like == nullptr ? random_.Chance(35) : like->unnamed;
  const bool collects = like == nullptr && window.empty() && random_.Chance(18);
  std::vector<Variable> outputs =
      like == nullptr ? DrawOutputs(name, unnamed, collects) : like->outputs;
  if (unnamed) {
    outputs.front().name = name;
  }
  if (!collects) {
    strategies_.push_back({name, outputs, unnamed});
  }
  const Policy policy = collects ? Policy{Construct::kStrategyCollect, "collect", true, false}
                                 : DrawPolicy(outputs, name);
  std::vector<NodePtr> items;
  for (const Variable& output : outputs) {
    items.push_back(unnamed
                        ? TypeNode(output.type)
                        : Item(Construct::kOutput, output.name + " : @", {TypeNode(output.type)}));
  }
  const bool has_set = std::any_of(outputs.begin(), outputs.end(), [](const Variable& output) {
    return output.type.kind == Kind::kSet;
  });
  const bool remembered =
      !collects && !has_set && like == nullptr && window.empty() && random_.Chance(20);
  for (const Variable& output : outputs) {
    if (remembered) {
      Remember(unnamed ? name + ".previous" : name + ".previous." + output.name, output.type);
    }
  }
  const Scope outer = scope_;
  std::vector<NodePtr> lets;
  for (int i = 0, count = random_.Int(0, 3); i < count; ++i) {
    lets.push_back(LetDecl(true));
  }
  std::vector<NodePtr> rules = Rules(policy, outputs, unnamed);
  scope_ = outer;
  const bool declared = like != nullptr && like->name == name;  // another version of it
  for (Variable& output : outputs) {
    output.name = unnamed ? name : name + "." + output.name;
    if (!collects && !declared) {
      scope_.variables.push_back(output);
    }
  }
  if (collects) {
    listable_.push_back(name);  // nothing else reads a list
  }
  const std::string shape = std::string(unnamed ? " -> @ " : " -> { @ } ") + policy.text;
  NodePtr made =
      Item(unnamed ? Construct::kStrategyUnnamed : Construct::kStrategy,
           "strategy " + name + window + (remembered ? " remembered" : "") + shape + " {\n@@\n}\n",
           {List(", ", std::move(items)), List("", std::move(lets)), List("\n", std::move(rules))});
  if (remembered) {
    made = With(made, {Construct::kRemembered});
  }
  return policy.construct == Construct::kStrategy ? made : With(made, {policy.construct});
}

// A code of its own for every rule.
NodePtr Generator::CollectDecl() {
  const std::string name = NewName("W");
  const Scope outer = scope_;
  std::vector<NodePtr> rules;
  std::vector<std::string> codes;
  RuleFact fact;
  for (int i = 0, count = random_.Int(1, 6); i < count; ++i) {
    codes.push_back("R" + std::to_string(i));
    rules.push_back(Item(Construct::kReasonRule,
                         fmt::format("  rule r{} when @ because R{} \"reason {}\"", i, i, i),
                         {RuleCondition(random_.Int(1, 3), &fact)}));
  }
  scope_ = outer;
  scope_.variables.push_back({name, Type::Set(AddEnum(codes, true)), Construct::kNameCollect, {}});
  return Item(Construct::kDecisionCollect, "decision " + name + " collect {\n@\n}\n",
              {List("\n", std::move(rules))});
}

}  // namespace sextant::differential
