#include "tests/differential/generate_node.h"

namespace sextant::differential {

// Lists some lets, fields and decisions; without it every decision is an output.
NodePtr Generator::OutputDecl() {
  std::vector<NodePtr> items;
  for (const std::string& name : listable_) {
    if (random_.Chance(60)) {
      items.push_back(Item(Construct::kOutputItem, name));
    }
  }
  if (items.empty()) {
    items.push_back(Item(Construct::kOutputItem, key_name_));
  }
  Shuffle(items);
  return Item(Construct::kOutputDecl, "output { @ }\n", {List(", ", std::move(items))});
}

NodePtr Generator::Definition() {
  const std::size_t before = scope_.variables.size();
  NodePtr made;
  switch (random_.Below(18)) {
    default:
      made = LetDecl(false);
      break;
    case 0:
    case 1:
      made = BandDecl();
      break;
    case 2:
      made = LifecycleDecl();
      break;
    case 3:
      made = MatrixDecl(random_.Chance(30));
      break;
    case 11:
      made = CollectDecl();
      break;
    case 9:
    case 10:
      made = TableDecl();
      break;
    case 4:
    case 5:
      made = ScorecardDecl();
      break;
    case 12:
      made = consents_.empty() ? LetDecl(false) : OffersDecl();
      break;
    case 6:
    case 7:
    case 8:
      made = random_.Chance(80)   ? StrategyDecl()
             : random_.Chance(50) ? VersionsDecl()
                                  : ExperimentDecl();
      break;
  }
  if (scope_.variables.size() > before && scope_.variables[before].type.series == 0) {
    const std::string& name = scope_.variables[before].name;
    listable_.push_back(name.substr(0, name.find('.')));
  }
  return made;
}

NodePtr Generator::Program() {
  static constexpr const char* kCurrencies[] = {"CNY", "USD", "JPY", "KWD", "CLF"};
  while (currencies_.size() < 2) {
    currencies_.push_back(
        types::Currency::FromText(random_.Pick(std::span<const char* const>(kCurrencies))));
  }
  std::vector<NodePtr> enums;
  while (random_.Chance(35)) {
    enums.push_back(EnumDecl());
  }
  lengths_ = {random_.Int(1, 4), random_.Int(2, 6), random_.Chance(10) ? 13 : 3};
  const NodePtr fields = Record();
  for (const Variable& field : scope_.variables) {
    if (field.type.series == 0) {
      listable_.push_back(field.name);
    }
  }
  scope_.variables.push_back({"as_of", Type::Date(), Construct::kNameAsOf, {5000, 22'000}});

  std::vector<NodePtr> declarations = std::move(enums), checks;
  for (int i = 0, count = random_.Int(0, 4); i < count; ++i) {
    declarations.push_back(ParamDecl());
  }
  while (random_.Chance(20)) {
    checks.push_back(Check());
  }
  while (!consents_.empty() && random_.Chance(40)) {
    declarations.push_back(PartnerDecl());
  }
  for (int i = 0, count = random_.Int(3, 12); i < count; ++i) {
    if (const NodePtr made = Definition()) {
      declarations.push_back(made);
    }
  }
  if (random_.Chance(7)) {  // a check may read what is defined below it
    checks.push_back(Check());
  }
  while (random_.Chance(15)) {
    declarations.push_back(Guarantee());
  }
  declarations.push_back(Item(Construct::kRecord,
                              "record " + record_name_ + " key " + key_name_ + " {\n@\n@\n}\n",
                              {fields, List("\n", std::move(checks))}));
  declarations.insert(declarations.begin(), row_records_.begin(), row_records_.end());
  if (random_.Chance(70)) {
    declarations.push_back(OutputDecl());
  }
  if (random_.Chance(40)) {
    Shuffle(declarations);
  } else {
    std::rotate(declarations.begin(), declarations.end() - 1, declarations.end());
  }
  return List("\n", std::move(declarations));
}

}  // namespace sextant::differential
