#include <fmt/format.h>

#include <utility>

#include "compiler/support/int128.h"
#include "tests/differential/generate_node.h"

// Decisions that choose among others: experiments and versions.
namespace sextant::differential {

// Versions of offers give lists.
NodePtr Generator::OfferVersions() {
  const std::string name = NewName("N");
  const Type family = WorthFamily();
  listable_.push_back(name);
  return With(List("\n", {OffersDecl(name, " effective 0001-01-01..2004-02-29", family, true),
                          OffersDecl(name, " effective 2004-03-01..9999-12-31", family, true)}),
              {Construct::kVersion, Construct::kVersionOffers});
}

// Two versions of a strategy.
NodePtr Generator::VersionsDecl() {
  if (!consents_.empty() && random_.Chance(45)) {
    return OfferVersions();
  }
  const std::string name = NewName("S");
  const Scope before = scope_;
  std::vector<NodePtr> versions = {
      StrategyDecl(name, " effective 0001-01-01..2004-02-29", nullptr)};
  const Strategy first = strategies_.back();
  const Scope after = std::exchange(scope_, before);  // neither reads the other
  versions.push_back(StrategyDecl(name, " effective 2004-03-01..9999-12-31", &first));
  scope_ = after;
  strategies_.resize(strategies_.size() - 2);
  if (random_.Chance(50)) {
    std::swap(versions[0], versions[1]);
  }
  return With(List("\n", std::move(versions)), {Construct::kVersion});
}

// Over a strategy, and mostly another one with the same outputs.
NodePtr Generator::ExperimentDecl() {
  if (strategies_.empty() || scope_.variables.front().type.kind == Kind::kDate) {
    return nullptr;
  }
  std::vector<NodePtr> made;
  const Strategy first = random_.Pick(strategies_);
  std::vector<std::string> arms = {first.name};
  if (random_.Chance(75)) {
    made.push_back(StrategyDecl(NewName("S"), "", &first));
    arms.push_back(strategies_.back().name);
  }
  const std::string name = NewName("T");
  if (!made.empty()) {
    listable_.push_back(name);
  }
  std::vector<NodePtr> items;
  int left = 10'000;
  const auto members = NewMembers(static_cast<int>(arms.size()));
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const int share = i + 1 == arms.size() ? left : random_.Pick({5000, 1, 0, 9000, 3333});
    left -= share;
    items.push_back(
        Make(Construct::kExperimentArm, Type::Error(),
             fmt::format("  {} {}% : {}", members[i], FormatDecimal(share, 2, true), arms[i])));
  }
  for (Variable output : first.outputs) {
    output.name = first.unnamed ? name : name + "." + output.name;
    scope_.variables.push_back(output);
  }
  scope_.variables.push_back(
      {name + ".arm", Type::Enum(AddEnum(members, false)), Construct::kNameArm, {}});
  made.push_back(Item(Construct::kExperiment,
                      fmt::format("experiment {} by {} salt \"s{}\" {{\n@\n}}\n", name, key_name_,
                                  random_.Int(0, 99)),
                      {List("\n", std::move(items))}));
  return List("\n", std::move(made));
}

}  // namespace sextant::differential
