#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

// The condition of a rule or stage, unlike those above it. `x is missing` proves x known below,
// `x is known and …` where it holds.
NodePtr Generator::RuleCondition(int depth, RuleFact* fact) {
  fact->known_inside = fact->known_below = "";
  const auto optional = Named(
      [](const Variable& variable) { return variable.type.optional && variable.type.series == 0; });
  NodePtr condition;
  if (!optional.empty() && random_.Chance(25)) {
    const Variable variable = *random_.Pick(optional);
    if (random_.Chance(50)) {
      fact->known_below = variable.name;
      condition = Make(Construct::kRuleMissing, Type::Bool(), "(@ is missing)", {Read(variable)});
    } else {
      fact->known_inside = variable.name;
      condition = Make(Construct::kRuleKnown, Type::Bool(), "(@ is known and @)",
                       {Read(variable), Condition(depth - 1)});
    }
  } else {
    condition = Condition(depth);
  }
  while (std::ranges::find(fact->texts, Print(condition)) != fact->texts.end()) {
    condition = SplitFloat();
    fact->known_inside = fact->known_below = "";
  }
  fact->texts.push_back(Print(condition));
  return condition;
}

std::vector<Variable> Generator::DrawOutputs(const std::string& strategy, bool unnamed,
                                             bool collects) {
  std::vector<Variable> outputs;
  for (int i = 0, count = unnamed ? 1 : random_.Int(1, 4); i < count; ++i) {
    Type type = DrawScalar();
    type = collects && type.kind == Kind::kSet ? Type::Bool() : type;
    type.optional = !collects && random_.Chance(unnamed ? 15 : 35);
    outputs.push_back({unnamed ? strategy : NewName("o"),
                       type,
                       type.optional ? Construct::kNameOptionalOutput : Construct::kNameOutput,
                       {-1000, 1000}});
  }
  return outputs;
}

NodePtr Generator::OutputValue(const Variable& output) {
  const Type required = output.type.required();
  const int depth = random_.Int(0, 2);
  if (output.type.optional && random_.Chance(20)) {
    return Make(Construct::kMissing, output.type, "missing");
  }
  if (output.type.optional && random_.Chance(40)) {
    const NodePtr value = Optional(Family(required), depth);
    const bool fits = !value->type.is_exact() || value->type.scale <= output.type.scale;
    return fits ? value : RoundedTo(Value(Family(required), depth), output.type.scale);
  }
  if (required.kind == Kind::kBool && random_.Chance(20)) {
    return Literal(required, {});
  }
  if (required.kind == Kind::kFloat && random_.Chance(20)) {
    return Exact(Type::Integer(), depth);
  }
  return Fit(Value(Family(required), depth), required);
}

// What one rule assigns: every output, except that an optional one may be left out.
NodePtr Generator::Outcome(const std::vector<Variable>& outputs, bool unnamed) {
  if (unnamed) {
    return OutputValue(outputs.front());
  }
  std::vector<NodePtr> assignments;
  for (const Variable& output : outputs) {
    const bool last = &output == &outputs.back() && assignments.empty();
    if (!last && output.type.optional && random_.Chance(35)) {
      continue;
    }
    const NodePtr value = OutputValue(output);
    assignments.push_back(Item(Construct::kAssignment, output.name + " = @", {value}));
  }
  return List(", ", std::move(assignments));
}

}  // namespace sextant::differential
