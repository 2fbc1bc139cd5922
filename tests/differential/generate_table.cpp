#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/generate_node.h"

// Decision tables of every policy.
namespace sextant::differential {

// A constant without the parentheses that a negative one has inside an expression.
NodePtr Generator::Bare(const NodePtr& constant) {
  if (!constant->text.starts_with('(')) {
    return constant;
  }
  auto bare = std::make_shared<Node>(*constant);
  bare->text = bare->text.substr(1, bare->text.size() - 2);
  return bare;
}

NodePtr Generator::TableInput() {
  if (random_.Chance(15)) {
    const NodePtr set =
        ReadNamed([](const Variable& variable) { return variable.type.kind == Kind::kSet; });
    if (set != nullptr) {
      return set;
    }
  }
  const NodePtr axis = random_.Chance(55) ? Axis(false) : nullptr;
  return axis != nullptr ? axis : Measured(random_.Int(0, 2));
}

// `a`, `a, b`, `not a, b`: of an enumeration or boolean.
NodePtr Generator::MembersCell(const NodePtr& input) {
  std::vector<std::string> members = AxisHeads(input);
  std::erase(members, "missing");
  Shuffle(members);
  members.resize(1 + random_.Below(std::min<std::size_t>(members.size(), 3)));
  if (input->type.optional && random_.Chance(20)) {
    members.push_back("missing");
  }
  const bool negated = random_.Chance(25);
  return Make(negated ? Construct::kCellNot : Construct::kCellMembers, Type::Error(),
              fmt::format("{}{}", negated ? "not " : "", fmt::join(members, ", ")));
}

// `has a`, `not has a, has b`: of a set.
NodePtr Generator::SetCell(const NodePtr& input) {
  std::vector<std::string> items;
  do {
    items.push_back("has " + Literal(Type::Enum(input->type.enumeration), {})->text);
  } while (random_.Chance(30));
  if (input->type.optional && random_.Chance(20)) {
    items.push_back("missing");
  }
  const bool negated = random_.Chance(25);
  return Make(negated ? Construct::kCellNot : Construct::kCellHas, Type::Error(),
              fmt::format("{}{}", negated ? "not " : "", fmt::join(items, ", ")));
}

// `< a`, `a..b`, `not a, > b`: of a measured value.
NodePtr Generator::RangesCell(const NodePtr& input) {
  static constexpr std::pair<Construct, const char*> kTests[] = {{Construct::kCellLess, "< @"},
                                                                 {Construct::kCellLess, "<= @"},
                                                                 {Construct::kCellGreater, "> @"},
                                                                 {Construct::kCellGreater, ">= @"},
                                                                 {Construct::kCellEqual, "@"}};
  std::vector<NodePtr> items;
  do {
    const OneSign both(*this);
    std::vector<NodePtr> cuts = DrawCuts(input, random_.Int(1, 3));
    for (NodePtr& cut : cuts) {
      cut = Bare(cut);
    }
    if (cuts.size() > 1 && random_.Chance(40)) {
      items.push_back(
          Make(Construct::kCellRange, Type::Error(), "@..@", {cuts.front(), cuts.back()}));
    } else {
      const auto& [construct, text] = kTests[random_.Below(5)];
      items.push_back(Make(construct, Type::Error(), text, {random_.Pick(cuts)}));
    }
  } while (random_.Chance(20));
  if (input->type.optional && random_.Chance(20)) {
    items.push_back(Make(Construct::kCellMissing, Type::Error(), "missing"));
  }
  const bool negated = random_.Chance(15);
  return Make(negated ? Construct::kCellNot : Construct::kCellRanges, Type::Error(),
              negated ? "not @" : "@", {List(", ", std::move(items))});
}

NodePtr Generator::TableCell(const NodePtr& input) {
  const bool members = input->type.kind == Kind::kEnum || input->type.kind == Kind::kBool;
  if (random_.Chance(30)) {
    return Make(Construct::kCellAny, Type::Error(), "-");
  }
  if (input->type.optional && random_.Chance(15)) {
    return Make(Construct::kCellMissing, Type::Error(),
                random_.Chance(70) ? "missing" : "not missing");
  }
  return members                          ? MembersCell(input)
         : input->type.kind == Kind::kSet ? SetCell(input)
                                          : RangesCell(input);
}

// A constant, a parameter, or `missing`.
NodePtr Generator::TableValue(const Variable& output) {
  const Type type = output.type.required();
  if (output.type.optional && random_.Chance(25)) {
    return Make(Construct::kMissing, output.type, "missing");
  }
  if (random_.Chance(15)) {
    const NodePtr param = ReadNamed([&](const Variable& variable) {
      return variable.construct == Construct::kNameParam && SameFamily(variable.type, type) &&
             variable.type.scale <= type.scale;
    });
    if (param != nullptr) {
      return param;
    }
  }
  Type drawn = type.kind == Kind::kFloat ? Type::Number(random_.Pick({0, 1, 2})) : type;
  if (type.is_exact()) {
    drawn = DrawScale(type);
    drawn = drawn.with_scale(std::min(drawn.scale, type.scale));
  }
  // At these scales a stored number has room for little more.
  const Estimate estimate = type.is_exact() && type.scale > 15 ? Estimate{-5, 5} : output.estimate;
  return Bare(LiteralOf(drawn, DrawWord(drawn, estimate)));
}

NodePtr Generator::TableRow(const std::vector<NodePtr>& cells, const std::vector<Variable>& outputs,
                            int because) {
  std::string text = "  |";
  std::vector<NodePtr> children = cells;
  for (const Variable& output : outputs) {
    children.push_back(TableValue(output));
  }
  if (cells.empty()) {
    text += " otherwise |";
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    text += " @ |";
  }
  if (because > 0) {
    const int code = random_.Int(0, 11);
    text += random_.Chance(because) ? fmt::format(" R{} \"reason {}\" |", code, code) : "  |";
  }
  return Item(cells.empty() ? Construct::kTableOtherwise : Construct::kTableRow, text, children);
}

// The policy as written; one that the outputs cannot have becomes `first match`.
std::string Generator::TablePolicy(const std::string& name, std::vector<Variable>& outputs,
                                   bool members) {
  const auto ordered = [](const Variable& output) {
    const Kind kind = output.type.kind;
    return output.type.is_exact() || kind == Kind::kFloat || kind == Kind::kDate;
  };
  const Variable& one = random_.Pick(outputs);
  const bool all_ordered = std::ranges::all_of(outputs, ordered);
  const bool all_exact = std::ranges::all_of(outputs, [](const Variable& output) {
    return output.type.is_exact() && !output.type.optional;
  });
  switch (random_.Below(9)) {
    default:
      return "first match";
    case 6:
      for (Variable& output : outputs) {  // a list has no holes
        output.type.optional = false;
      }
      return fmt::format("collect keep {}", random_.Int(1, 4));
    case 0:
      return members ? "unique" : "first match";
    case 1:
    case 2:
      if (ordered(one) && !one.type.optional) {
        return std::string(random_.Chance(50) ? "best by " : "best by lowest ") +
               (one.name.empty() ? name : one.name);
      }
      return "first match";
    case 3:
      return all_exact ? "collect sum" : "first match";
    case 4:
      return all_ordered ? random_.Chance(50) ? "collect smallest" : "collect largest"
                         : "first match";
    case 5:
      outputs = {{name, Type::Integer(), Construct::kNameOutput, {0, 4}}};
      return "collect count";
  }
}

// Under `unique` the first cells, of an enumeration, keep the rows apart.
std::vector<NodePtr> Generator::TableRows(const std::string& policy,
                                          const std::vector<NodePtr>& inputs,
                                          const std::vector<Variable>& outputs, int because) {
  std::vector<std::string> apart = AxisHeads(inputs.front());
  Shuffle(apart);
  const bool unique = policy == "unique";
  const std::size_t count = unique ? 1 + random_.Below(apart.size()) : random_.Int(1, 9);
  std::vector<NodePtr> rows;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<NodePtr> cells;
    for (const NodePtr& input : inputs) {
      cells.push_back(TableCell(input));
    }
    if (unique) {
      cells.front() = Make(Construct::kCellMembers, Type::Error(), apart[i]);
    }
    rows.push_back(TableRow(cells, outputs, because));
  }
  const bool open =
      policy == "collect sum" || policy == "collect count" || policy.starts_with("collect keep");
  if (!open || (policy != "collect count" && random_.Chance(50))) {
    rows.push_back(TableRow({}, outputs, because));
  }
  return rows;
}

NodePtr Generator::TableDecl() {
  const std::string name = NewName("T");
  const bool unnamed = random_.Chance(40);
  std::vector<Variable> outputs = DrawOutputs(name, unnamed, false);
  for (Variable& output : outputs) {  // a cell cannot write a set
    if (output.type.kind == Kind::kSet) {
      output.type = output.type.optional ? Type::Bool().as_optional() : Type::Bool();
    }
  }
  std::vector<NodePtr> inputs;
  for (int i = 0, count = random_.Int(1, 4); i < count; ++i) {
    inputs.push_back(TableInput());
  }
  const Kind kind = inputs.front()->type.kind;
  const std::string policy = TablePolicy(name, outputs, kind == Kind::kEnum || kind == Kind::kBool);
  const bool counts = policy == "collect count";
  const bool collects = policy.starts_with("collect");
  const bool keeps = policy.starts_with("collect keep");
  // Of those that are listed all rows have a reason or none.
  const int because = (collects && !keeps) || !random_.Chance(30) ? 0 : keeps ? 100 : 70;
  const bool single = unnamed || counts;

  std::string head = "  |";
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    head += " @ |";
  }
  std::vector<NodePtr> types;
  for (const Variable& output : outputs) {
    head += counts ? "" : " => " + output.name + " |";
    types.push_back(single
                        ? TypeNode(output.type)
                        : Item(Construct::kOutput, output.name + " : @", {TypeNode(output.type)}));
  }
  std::vector<NodePtr> lines = {
      Make(Construct::kTableHead, Type::Error(), head + (because > 0 ? " because |" : ""), inputs)};
  const auto rows = TableRows(policy, inputs, counts ? std::vector<Variable>{} : outputs, because);
  lines.insert(lines.end(), rows.begin(), rows.end());
  const bool remembered = !keeps && random_.Chance(15);
  for (const Variable& output : outputs) {
    if (remembered) {
      Remember(name + ".previous" + (single ? "" : "." + output.name), output.type);
    }
  }
  for (Variable& output : outputs) {
    output.name = single ? name : name + "." + output.name;
    if (!keeps) {
      scope_.variables.push_back(output);
    }
  }
  if (!collects && random_.Chance(60) &&
      std::ranges::none_of(outputs, [&](const Variable& o) { return o.name == name + ".row"; })) {
    scope_.variables.push_back({name + ".row",
                                Type::Integer(),
                                Construct::kNameRow,
                                {1, static_cast<double>(rows.size())}});
  }
  static constexpr std::pair<const char*, Construct> kPolicies[] = {
      {"first match", Construct::kTableFirstMatch}, {"unique", Construct::kTableUnique},
      {"best by", Construct::kTableBestBy},         {"collect sum", Construct::kTableSum},
      {"collect count", Construct::kTableCount},    {"collect keep", Construct::kTableKeep},
      {"collect", Construct::kTableExtreme}};
  const auto found = std::ranges::find_if(
      kPolicies, [&](const auto& entry) { return policy.starts_with(entry.first); });
  const std::string shape = single ? " -> @ " : " -> { @ } ";
  return Item(found->second,
              "table " + name + (remembered ? " remembered" : "") + shape + policy + " {\n@\n}\n",
              {List(", ", std::move(types)), List("\n", std::move(lines))});
}

}  // namespace sextant::differential
