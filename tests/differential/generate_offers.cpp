#include <fmt/format.h>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

NodePtr Generator::ConsentsField() {
  const std::string name = NewName("f");
  consents_ = NewMembers(random_.Int(1, 4));
  scope_.variables.push_back(
      {name, Type::Set(AddEnum(consents_, false)), Construct::kNameField, {}});
  return Item(Construct::kConsents,
              fmt::format("  {} : consents of {{ {} }}", name, fmt::join(consents_, ", ")));
}

NodePtr Generator::PartnerDecl() {
  partners_.push_back({NewName("P"), random_.Pick(consents_)});
  return Item(Construct::kPartner, fmt::format("partner {} needs consent {}\n",
                                               partners_.back().name, partners_.back().consent));
}

NodePtr Generator::OfferDecl(const std::string& name, const Type& family, bool cents) {
  std::string head = "  offer " + name, consents = random_.Pick(consents_);
  if (!partners_.empty() && random_.Chance(40)) {
    const Partner& partner = random_.Pick(partners_);
    head += fmt::format(" to {} hands over {{ {} }}", partner.name, key_name_);
    consents = consents == partner.consent ? consents : consents + ", " + partner.consent;
  }
  const Scope outer = scope_;
  const std::string code = std::to_string(random_.Int(0, 11));
  const std::string because = "because R" + code + " \"reason " + code + "\"";
  std::vector<NodePtr> clauses{Item(Construct::kNeedsConsent, "needs consent " + consents),
                               Item(Construct::kBecause, because)};
  RuleFact fact;
  std::vector<std::string> known;
  while (random_.Chance(40)) {
    const NodePtr condition = RuleCondition(1, &fact);
    known.push_back(fact.known_below);
    clauses.push_back(Item(Construct::kUnless, "unless @ " + because, {condition}));
  }
  if (random_.Chance(75)) {
    const NodePtr condition = RuleCondition(random_.Int(1, 2), &fact);
    known.push_back(fact.known_inside);
    clauses.push_back(Item(Construct::kOfferWhen, "when @", {condition}));
  }
  for (const std::string& variable : known) {
    Narrow(variable);
  }
  NodePtr worth = Value(family, random_.Int(0, 2));
  if (worth->type.is_exact() && (cents || worth->type.scale > 6)) {
    worth = RoundedTo(worth, cents ? 2 : 4);
  }
  clauses.push_back(Item(Construct::kWorth, "worth @", {worth}));
  scope_ = outer;
  Shuffle(clauses);
  return Item(Construct::kOffer, head + " @", {List("\n    ", std::move(clauses))});
}

Type Generator::WorthFamily() {
  return random_.Pick({Type::Integer(), Type::Money(currencies_[0], 0), Type::Float()});
}

// Offers that stand for others, as versions or arms, have worths of 2 places as those have.
NodePtr Generator::OffersDecl(const std::string& name, const std::string& window,
                              const Type& family, bool cents) {
  const auto names = NewMembers(random_.Int(1, 6));
  std::vector<NodePtr> offers;
  for (const std::string& offer : names) {
    offers.push_back(OfferDecl(offer, family, cents));
  }
  const bool best = random_.Chance(75);
  std::string head = "offers " + name + window + (best ? " best by worth" : "");
  head += random_.Chance(60) ? fmt::format(" keep {}", random_.Int(1, 4)) : "";
  return Item(best ? Construct::kOffersBest : Construct::kOffers, head + " {\n@\n}\n",
              {List("\n", std::move(offers))});
}

NodePtr Generator::OffersDecl() {
  listable_.push_back(NewName("N"));
  return OffersDecl(listable_.back(), "", WorthFamily(), false);
}

}  // namespace sextant::differential
