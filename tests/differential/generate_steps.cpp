#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

double Real(const Type& type, int64_t word) {
  return static_cast<double>(word) / static_cast<double>(PowerOfTen(type.scale));
}

}  // namespace

// A value that can be cut into steps, perhaps missing.
NodePtr Generator::Measured(int depth) {
  const Type type = DrawComparable();
  return random_.Chance(30) ? Optional(type, depth) : Value(type, depth);
}

// Cut-offs in ascending order: constants near the value, and at times a parameter among them.
std::vector<NodePtr> Generator::DrawCuts(const NodePtr& value, int count) {
  const Type& type = value->type;
  std::vector<std::pair<double, NodePtr>> cuts;
  std::vector<Param> params;
  for (const Param& param : params_) {
    const auto declared =
        Named([&](const Variable& variable) { return variable.name == param.name; });
    if (SameFamily(declared.front()->type, type)) {
      params.push_back(param);
    }
  }
  if (!params.empty() && random_.Chance(50)) {
    const Param& param = random_.Pick(params);
    const auto named =
        ReadNamed([&](const Variable& variable) { return variable.name == param.name; });
    cuts.emplace_back(Real(param.type, param.default_word), named);
  }
  const bool is_float = type.kind == Kind::kFloat;
  const int places = random_.Pick({0, 0, 1, 2, 4});
  const Type literal = is_float ? Type::Number(places)
                       : type.is_exact() && type.kind != Kind::kDuration
                           ? type.required().with_scale(std::min<int>(type.scale, places))
                           : type.required();
  for (int i = 0; i < count; ++i) {
    const int64_t word = DrawWord(literal, value->estimate);
    const double real = Real(literal, word);
    const double stored =
        std::abs(real) * (is_float ? 1 : static_cast<double>(PowerOfTen(type.scale)));
    if (stored > 9e18) {
      continue;  // a cut-off is stored like the value
    }
    if (std::ranges::find(cuts, real, [](const auto& cut) { return cut.first; }) == cuts.end()) {
      cuts.emplace_back(real, LiteralOf(literal, word));
    }
  }
  if (cuts.empty()) {
    cuts.emplace_back(0, LiteralOf(type.is_exact() ? type.required() : literal, 0));
  }
  std::ranges::sort(cuts, {}, [](const auto& cut) { return cut.first; });
  std::vector<NodePtr> sorted;
  for (const auto& [real, node] : cuts) {
    sorted.push_back(node);
  }
  return sorted;
}

// The edges in the order they are written: below and up to ascend, from and above descend. The same
// constant may stand twice, which leaves one step for just that value.
std::vector<Generator::Edge> Generator::DrawEdges(const NodePtr& value, int count) {
  std::vector<NodePtr> cuts = DrawCuts(value, count);
  const bool ascending = random_.Chance(60);
  if (!ascending) {
    std::ranges::reverse(cuts);
  }
  std::vector<Edge> edges;
  for (const NodePtr& cut : cuts) {
    const Edge exclusive = ascending ? Edge{Construct::kEdgeBelow, "below", cut}
                                     : Edge{Construct::kEdgeAbove, "above", cut};
    const Edge inclusive = ascending ? Edge{Construct::kEdgeUpTo, "up to", cut}
                                     : Edge{Construct::kEdgeFrom, "from", cut};
    if (random_.Chance(8)) {
      edges.push_back(exclusive);
      edges.push_back(inclusive);
    } else {
      edges.push_back(random_.Chance(60) == ascending ? exclusive : inclusive);
    }
  }
  return edges;
}

NodePtr Generator::BandDecl() {
  const NodePtr value = Measured(random_.Int(0, 3));
  const std::vector<Edge> edges = DrawEdges(value, random_.Int(1, 5));
  const std::string name = NewName("B");
  auto names = NewMembers(static_cast<int>(edges.size()) + (value->type.optional ? 2 : 1));
  const auto written = names;
  std::vector<NodePtr> members;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    NodePtr member =
        Item(edges[i].construct, fmt::format("  {} {} @", names[i], edges[i].text), {edges[i].cut});
    const bool param = edges[i].cut->construct == Construct::kNameParam;
    members.push_back(param ? With(member, {Construct::kEdgeParam}) : member);
  }
  members.push_back(Item(Construct::kEdgeOtherwise, "  " + names[edges.size()] + " otherwise"));
  if (value->type.optional) {
    members.push_back(Item(Construct::kEdgeMissing, "  " + names.back() + " when missing"));
  }
  const EnumId id = AddEnum(written, true);
  enums_[id.index()].ordered = !value->type.optional;
  scope_.variables.push_back({name, Type::Enum(id), Construct::kNameBand, {}});
  const std::string remembered = MaybeRemembered(name, Type::Enum(id));
  return Item(Construct::kBand, "band " + name + remembered + " = @ {\n@\n}\n",
              {value, List(random_.Chance(50) ? ";\n" : "\n", std::move(members))});
}

// Constant points: whole, negative or with a fraction.
NodePtr Generator::Points(Score* score) {
  const int scale = random_.Pick({0, 0, 0, 1, 2});
  const int64_t word = random_.Between(-40, 90);
  score->scale = std::max<int>(score->scale, WithoutZeros(Type::Number(scale), word).scale);
  score->estimate.high += Real(Type::Number(scale), word) / 2;
  const std::string text = FormatDecimal(word, scale, true);
  const Construct construct = word < 0    ? Construct::kPointsNegative
                              : scale > 0 ? Construct::kPointsFraction
                                          : Construct::kPoints;
  return Make(construct, Type::Number(scale), text);
}

NodePtr Generator::Bin(Construct construct, const std::string& condition,
                       std::vector<NodePtr> children, Score* score) {
  children.push_back(Points(score));
  return Because(Item(construct, "    " + condition + ": @", std::move(children)),
                 score->because / 2);
}

std::vector<NodePtr> Generator::StepBins(const NodePtr& value, Score* score) {
  std::vector<NodePtr> bins;
  for (const Edge& edge : DrawEdges(value, random_.Int(1, 4))) {
    bins.push_back(Bin(edge.construct, std::string(edge.text) + " @", {edge.cut}, score));
  }
  return bins;
}

// Some members, alone or several to a bin; the rest is left to `otherwise`.
std::vector<NodePtr> Generator::MemberBins(const NodePtr& value, Score* score) {
  const bool is_enum = value->type.kind == Kind::kEnum;
  std::vector<std::string> members = is_enum ? enums_[value->type.enumeration.index()].members
                                             : std::vector<std::string>{"true", "false"};
  Shuffle(members);
  std::vector<NodePtr> bins;
  for (std::size_t i = 0; i + 1 < members.size() && random_.Chance(85);) {
    std::string names = members[i++];
    while (i + 1 < members.size() && random_.Chance(30)) {
      names += ", " + members[i++];
    }
    bins.push_back(
        Bin(is_enum ? Construct::kBinMembers : Construct::kBinBoolean, names, {}, score));
  }
  return bins;
}

NodePtr Generator::Characteristic(Score* score) {
  NodePtr value = random_.Chance(35) ? ReadNamed([](const Variable& variable) {
    const Kind kind = variable.type.kind;
    return (kind == Kind::kEnum || kind == Kind::kBool) && variable.type.series == 0;
  })
                                     : nullptr;
  const bool by_members = value != nullptr;
  value = by_members ? value : Measured(random_.Int(0, 3));
  std::vector<NodePtr> bins = by_members ? MemberBins(value, score) : StepBins(value, score);
  if (value->type.optional) {
    bins.insert(bins.begin(), Bin(Construct::kBinMissing, "missing", {}, score));
  }
  bins.push_back(Bin(Construct::kBinOtherwise, "otherwise", {}, score));
  return Because(Item(Construct::kCharacteristic, "  @ {\n@\n  }",
                      {value, List(random_.Chance(50) ? ";\n" : "\n", std::move(bins))}),
                 score->because);
}

NodePtr Generator::ScorecardDecl() {
  const std::string name = NewName("C");
  Score score;
  const NodePtr base = Points(&score);
  std::vector<NodePtr> characteristics;
  // For a number of them every characteristic has a reason.
  const int top = random_.Chance(25) ? random_.Int(1, 3) : 0;
  score.because = top > 0 ? 100 : random_.Pick({0, 50});
  for (int i = 0, count = random_.Int(std::max(1, top), 4); i < count; ++i) {
    characteristics.push_back(Characteristic(&score));
  }
  scope_.variables.push_back({name,
                              Type::Number(score.scale),
                              Construct::kNameScorecard,
                              {-20, score.estimate.high + 40}});
  std::vector<NodePtr> reasons;
  if (top > 0) {
    reasons.push_back(Item(Construct::kTopReasons, " top " + std::to_string(top) + " reasons"));
  }
  const std::string remembered = MaybeRemembered(name, Type::Number(score.scale));
  return Item(Construct::kScorecard, "scorecard " + name + remembered + " base @@ {\n@\n}\n",
              {base, List("", std::move(reasons)), List("\n", std::move(characteristics))});
}

}  // namespace sextant::differential
