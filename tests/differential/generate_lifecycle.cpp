#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

// Life cycles, and what is carried from one period to the next.
namespace sextant::differential {

// The value of the period before.
void Generator::Remember(const std::string& name, const Type& type) {
  scope_.variables.push_back({name, type.as_optional(), Construct::kNamePrevious, {-1000, 1000}});
}

// Sometimes ` remembered` for the declaration of that name.
std::string Generator::MaybeRemembered(const std::string& name, const Type& type) {
  if (!random_.Chance(20)) {
    return "";
  }
  Remember(name + ".previous", type);
  return " remembered";
}

NodePtr Generator::StageItem(const std::string& name, RuleFact* fact, bool keep) {
  NodePtr stage = Item(Construct::kStage, "  stage " + name + " when @",
                       {RuleCondition(random_.Int(1, 3), fact)});
  Narrow(fact->known_below);
  auto changed = std::make_shared<Node>(*stage);
  if (keep && random_.Chance(50)) {
    changed->text += " keep while @";
    changed->children.push_back(Condition(random_.Int(0, 2)));
    changed->also.push_back(Construct::kKeepWhile);
  }
  stage = Because(changed);
  if (keep && random_.Chance(10)) {
    changed = std::make_shared<Node>(*stage);
    changed->text += " formerly \"was " + name + "\"";
    changed->also.push_back(Construct::kFormerly);
    stage = changed;
  }
  return stage;
}

// Moves from any stage to some, then from each stage to some of the others.
std::vector<NodePtr> Generator::DrawMoves(const std::vector<std::string>& stages) {
  std::vector<std::string> from_any, others;
  for (const std::string& stage : stages) {
    (random_.Chance(30) ? from_any : others).push_back(stage);
  }
  std::vector<NodePtr> moves;
  if (!from_any.empty()) {
    moves.push_back(
        Item(Construct::kMoveAny, fmt::format("  moves any -> {}", fmt::join(from_any, ", "))));
  }
  for (const std::string& from : stages) {
    std::vector<std::string> to;
    for (const std::string& stage : others) {
      if (stage != from && random_.Chance(45)) {
        to.push_back(stage);
      }
    }
    if (!to.empty()) {
      moves.push_back(
          Item(Construct::kMove, fmt::format("  moves {} -> {}", from, fmt::join(to, ", "))));
    }
  }
  if (moves.empty()) {
    moves.push_back(
        Item(Construct::kMove, fmt::format("  moves {} -> {}", stages.front(), stages.back())));
  }
  return moves;
}

std::vector<NodePtr> Generator::DrawStays(const std::vector<std::string>& stages) {
  std::vector<NodePtr> stays;
  for (const std::string& stage : stages) {
    if (!random_.Chance(35)) {
      continue;
    }
    const bool months = random_.Chance(60);
    std::string text = fmt::format("  {} stays at least {} {}", stage, random_.Int(1, 40),
                                   months ? "months" : "days");
    std::vector<std::string> except;
    for (const std::string& other : stages) {
      if (other != stage && random_.Chance(20)) {
        except.push_back(other);
      }
    }
    text += except.empty() ? "" : fmt::format(" except to {}", fmt::join(except, ", "));
    stays.push_back(
        Item(except.empty() ? Construct::kMinimumStay : Construct::kMinimumStayExcept, text));
  }
  return stays;
}

NodePtr Generator::LifecycleDecl() {
  const std::string name = NewName("L");
  const int count = random_.Int(1, 5);
  const auto members = NewMembers(count + 1);
  const Type type = Type::Enum(AddEnum(members, true));
  const bool moves = random_.Chance(60);
  const std::string remembered = moves ? "" : MaybeRemembered(name, type);
  if (moves) {
    Remember(name + ".previous", type);
  }
  const Scope outer = scope_;
  std::vector<NodePtr> parts;
  RuleFact fact;
  for (int i = 0; i < count; ++i) {
    parts.push_back(StageItem(members[static_cast<std::size_t>(i)], &fact, moves));
  }
  parts.push_back(
      Because(Item(Construct::kStageOtherwise, "  stage " + members.back() + " otherwise")));
  scope_ = outer;
  scope_.variables.push_back({name, type, Construct::kNameLifecycle, {}});
  if (moves) {
    for (NodePtr& move : DrawMoves(members)) {
      parts.push_back(std::move(move));
    }
    const bool stay = random_.Chance(75);
    parts.push_back(Make(stay ? Construct::kOtherMovesStay : Construct::kOtherMovesFault,
                         Type::Error(), stay ? "  other moves stay" : "  other moves fault"));
    for (NodePtr& stay_item : DrawStays(members)) {
      parts.push_back(std::move(stay_item));
    }
    const Type held = Type::Enum(AddEnum({"undeclared_move", "minimum_stay"}, false));
    scope_.variables.push_back(
        {name + ".since", Type::Date(), Construct::kNameSince, {5000, 22'000}});
    scope_.variables.push_back({name + ".computed", type, Construct::kNameComputed, {}});
    scope_.variables.push_back({name + ".held_by", held.as_optional(), Construct::kNameHeldBy, {}});
  }
  const NodePtr made = Item(moves ? Construct::kLifecycleMoves : Construct::kLifecycle,
                            "lifecycle " + name + remembered + " first match {\n@\n}\n",
                            {List("\n", std::move(parts))});
  return remembered.empty() ? made : With(made, {Construct::kRemembered});
}

}  // namespace sextant::differential
