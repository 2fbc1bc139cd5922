#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

// `let NAME = VALUE`, whose name joins the scope.
NodePtr Generator::LetDecl(bool local) {
  const std::string name = NewName("x");
  const int depth = random_.Int(1, local ? 3 : 4);
  const std::string head = (local ? "  let " : "let ") + name;
  const Construct named = local ? Construct::kNameLocalLet : Construct::kNameLet;
  if (random_.Chance(12)) {
    if (const NodePtr pick = BoundByLet(name, head)) {
      return pick;
    }
  }
  const NodePtr value = LetValue(depth);
  const Type type = value->type;
  const bool enumerated = type.kind == Kind::kEnum || type.kind == Kind::kSet;
  const bool can_be_written = !enumerated || !enums_[type.enumeration.index()].named ||
                              !enums_[type.enumeration.index()].name.empty();
  const bool typed = can_be_written && random_.Chance(35);
  const Construct construct = type.series > 0 ? Construct::kLetSeries
                              : type.optional ? Construct::kLetOptional
                              : typed         ? Construct::kLetTyped
                              : local         ? Construct::kLetLocal
                                              : Construct::kLet;
  if (!typed) {
    scope_.variables.push_back({name, type, named, value->estimate});
    return Item(construct, head + " = @\n", {value});
  }
  Type written = type;
  if (type.kind == Kind::kNumber || type.kind == Kind::kMoney) {
    written = type.with_scale(random_.Pick({0, 2, 4, static_cast<int>(type.scale)}));
  }
  const NodePtr stored = FitOptional(value, written);
  scope_.variables.push_back({name, written, named, value->estimate});
  return With(Item(construct, head + " : @ = @\n", {TypeNode(written), stored}),
              {Construct::kLetTyped});
}

// Rounding needs a value that is there.
NodePtr Generator::FitOptional(const NodePtr& value, Type& written) {
  if (value->type.optional && written.scale < value->type.scale) {
    written.scale = value->type.scale;
    return value;
  }
  return Fit(value, written);
}

NodePtr Generator::LetValue(int depth) {
  if (const NodePtr member = random_.Chance(5) ? RowMember(depth) : nullptr) {
    return member;
  }
  if (random_.Chance(20)) {
    const auto found = Named([](const Variable& variable) {
      return variable.type.series > 0 && !variable.type.optional;
    });
    if (!found.empty()) {
      return AnySeries(Family(random_.Pick(found)->type), depth);
    }
  }
  if (random_.Chance(15)) {
    const Type family = DrawComparable();
    return Optional(family, depth);
  }
  if (random_.Chance(15)) {
    return Condition(depth);
  }
  if (random_.Chance(8)) {
    if (const NodePtr value = ReadNamed([](const Variable& variable) {
          return variable.type.kind == Kind::kEnum && variable.type.series == 0;
        })) {
      return value;
    }
  }
  return Value(DrawComparable(), depth);
}

// `let x = smallest of { a, b }`, rounded or not, which also declares `x.bound_by`.
NodePtr Generator::BoundByLet(const std::string& name, const std::string& head) {
  const Type family = DrawComparable();
  auto found = Named([&](const Variable& variable) {
    return SameFamily(variable.type, family) && !variable.type.optional &&
           variable.type.series == 0 && variable.name.find('.') == std::string::npos &&
           variable.construct != Construct::kNameAsOf;
  });
  if (found.size() < 2) {
    return nullptr;
  }
  std::vector<NodePtr> items;
  std::vector<std::string> members;
  Type type = family;
  for (int i = 0; i < 4 && !found.empty(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(random_.Below(found.size()));
    items.push_back(Read(*found[at]));
    members.push_back(found[at]->name);
    type.scale = std::max(type.scale, found[at]->type.scale);
    found.erase(found.begin() + at);
  }
  const bool smallest = random_.Chance(50);
  Estimate estimate = items.front()->estimate;
  for (const NodePtr& item : items) {
    estimate = Picked(smallest, estimate, item->estimate);
  }
  NodePtr value =
      Make(smallest ? Construct::kSmallestOf : Construct::kLargestOf, type,
           smallest ? "smallest of { @ }" : "largest of { @ }", {List(", ", items)}, estimate);
  const bool rounds = type.kind == Kind::kNumber || type.kind == Kind::kMoney;
  value = rounds && random_.Chance(40) ? Rounded(value) : value;
  scope_.variables.push_back({name, value->type, Construct::kNameLet, estimate});
  const EnumId bound_by = AddEnum(std::move(members), false);
  scope_.variables.push_back(
      {name + ".bound_by", Type::Enum(bound_by), Construct::kNameBoundBy, {}});
  return Item(Construct::kLetBoundBy, head + " = @\n", {value});
}

}  // namespace sextant::differential
