#include <fmt/format.h>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

// A value of few cases: an enumeration or a boolean, perhaps missing.
NodePtr Generator::Axis(bool quadrant) {
  return ReadNamed([&](const Variable& variable) {
    const Type& type = variable.type;
    const bool is_enum = type.kind == Kind::kEnum;
    const std::size_t cases = is_enum ? enums_[type.enumeration.index()].members.size() : 2;
    return type.series == 0 && (is_enum || type.kind == Kind::kBool) &&
           (!quadrant || (cases == 2 && !type.optional));
  });
}

std::vector<std::string> Generator::AxisHeads(const NodePtr& axis) const {
  std::vector<std::string> heads = {"true", "false"};
  if (axis->type.kind == Kind::kEnum) {
    heads = enums_[axis->type.enumeration.index()].members;
  }
  if (axis->type.optional) {
    heads.push_back("missing");
  }
  return heads;
}

// Every combination once, rows and columns in any order.
NodePtr Generator::MatrixDecl(bool quadrant) {
  const NodePtr down = Axis(quadrant), across = Axis(quadrant);
  if (down == nullptr || across == nullptr) {
    return nullptr;
  }
  const NodePtr outer = !quadrant && random_.Chance(25) ? Axis(false) : nullptr;
  const std::string name = NewName("M");
  auto rows = AxisHeads(down), columns = AxisHeads(across);
  if (outer != nullptr) {
    std::vector<std::string> pairs;
    for (const std::string& first : AxisHeads(outer)) {
      for (const std::string& second : rows) {
        pairs.push_back(first + ", " + second);
      }
    }
    rows = std::move(pairs);
  }
  Shuffle(rows);
  Shuffle(columns);
  const auto members = NewMembers(random_.Int(1, 6));
  std::vector<std::string> used;
  std::vector<NodePtr> lines = {
      Make(Construct::kMatrixHead, Type::Error(),
           fmt::format("  | {}@ / @ | {} |", outer ? "@, " : "", fmt::join(columns, " | ")),
           outer ? std::vector<NodePtr>{outer, down, across} : std::vector<NodePtr>{down, across})};
  for (const std::string& head : rows) {
    std::string line = "  | " + head + " |";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& member = random_.Pick(members);
      if (std::find(used.begin(), used.end(), member) == used.end()) {
        used.push_back(member);
      }
      line += " " + member + " |";
    }
    lines.push_back(Make(head == "missing" ? Construct::kMatrixRowMissing : Construct::kMatrixRow,
                         Type::Error(), line));
  }
  const Type type = Type::Enum(AddEnum(used, true));
  scope_.variables.push_back({name, type, Construct::kNameMatrix, {}});
  const std::string remembered = MaybeRemembered(name, type);
  const NodePtr made = Item(quadrant ? Construct::kQuadrant : Construct::kMatrix,
                            (quadrant ? "quadrant " : "matrix ") + name + remembered + " {\n@\n}\n",
                            {List("\n", lines)});
  return remembered.empty() ? made : With(made, {Construct::kRemembered});
}

}  // namespace sextant::differential
