#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

NodePtr Generator::Make(Construct construct, const Type& type, std::string text,
                        std::vector<NodePtr> children, Estimate estimate) {
  auto node = std::make_shared<Node>();
  node->construct = construct;
  node->type = type;
  node->text = std::move(text);
  node->children = std::move(children);
  node->estimate = {std::min(estimate.low, estimate.high), std::max(estimate.low, estimate.high)};
  return node;
}

NodePtr Generator::List(std::string separator, std::vector<NodePtr> items) {
  auto node = std::make_shared<Node>();
  node->construct = Construct::kList;
  node->text = std::move(separator);
  node->children = std::move(items);
  node->list = true;
  return node;
}

NodePtr Generator::Item(Construct construct, std::string text, std::vector<NodePtr> children) {
  auto node = std::make_shared<Node>();
  node->construct = construct;
  node->text = std::move(text);
  node->children = std::move(children);
  node->removable = true;
  return node;
}

NodePtr Generator::With(NodePtr node, std::vector<Construct> also) {
  auto copy = std::make_shared<Node>(*node);
  copy->also.insert(copy->also.end(), also.begin(), also.end());
  return copy;
}

NodePtr Generator::Read(const Variable& variable) {
  auto node = std::make_shared<Node>();
  node->construct = variable.construct;
  node->type = variable.type;
  node->text = variable.name;
  node->estimate = variable.estimate;
  node->named = true;
  return node;
}

std::string Generator::NewName(const char* prefix) {
  static constexpr const char* kOdd[] = {"`when`", "余额", "stage", "base", "`in`", "places",
                                         "rule",   "ÀB",   "low",   "key",  "first"};
  const int number = ++names_;
  const bool odd = number < 12 && random_.Chance(4);
  return odd ? kOdd[number - 1] : prefix + std::to_string(number);
}

// The node, often followed by a reason. The codes are few, so that rules share them.
NodePtr Generator::Because(NodePtr node, int chance) {
  if (!random_.Chance(chance)) {
    return node;
  }
  const int code = random_.Int(0, 11);
  auto reason = Item(Construct::kBecause, "because R" + std::to_string(code) + " \"reason " +
                                              std::to_string(code) + "\"");
  auto optional = List("", {reason});
  auto copy = std::make_shared<Node>(*node);
  copy->text += " @";
  copy->children.push_back(std::move(optional));
  return copy;
}

EnumId Generator::AddEnum(std::vector<std::string> members, bool named) {
  for (std::size_t i = 0; !named && i < enums_.size(); ++i) {
    if (!enums_[i].named && enums_[i].members == members) {
      return EnumId(i);
    }
  }
  enums_.push_back({std::move(members), "", named, false});
  return EnumId(enums_.size() - 1);
}

// Distinct members from a pool so small that enumerations share some.
std::vector<std::string> Generator::NewMembers(int count) {
  static const std::vector<std::string> kPool = {"red",   "blue", "green", "star",
                                                 "watch", "exit", "hold",  "raise",
                                                 "cut",   "gold", "basic", "none_yet"};
  std::vector<std::string> pool = kPool, members;
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::ptrdiff_t>(random_.Below(pool.size()));
    members.push_back(pool[at]);
    pool.erase(pool.begin() + at);
  }
  return members;
}

}  // namespace sextant::differential
