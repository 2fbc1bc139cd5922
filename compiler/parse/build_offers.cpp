#include "compiler/parse/build.h"

namespace sextant::parse {

ast::PartnerDecl Builder::Build(Grammar::PartnerDeclContext* partner) {
  return {BuildName(partner->name(0)), BuildName(partner->name(1))};
}

ast::OffersDecl Builder::Build(Grammar::OffersDeclContext* offers) {
  ast::OffersDecl made;
  made.name = BuildName(offers->name());
  made.by_worth = offers->WORTH() != nullptr;
  if (offers->NUMBER() != nullptr) {
    made.keep = BuildCount(offers->NUMBER(), "the number of offers to keep", 1, kMostKept);
  }
  for (auto* offer : offers->offer()) {
    made.offers.push_back(Build(offer));
  }
  return made;
}

ast::OfferItem Builder::Build(Grammar::OfferContext* offer) {
  ast::OfferItem made;
  made.name = BuildName(offer->name());
  made.span = Span(offer);
  if (auto* handing = offer->handing()) {
    made.partner = BuildName(handing->name());
    made.handed = BuildNames(handing->nameSet());
  }
  for (auto* clause : offer->offerClause()) {
    AddClause(clause, made);
  }
  return made;
}

// Clauses stand in any order, each once; only of `unless` there may be several.
void Builder::AddClause(Grammar::OfferClauseContext* clause, ast::OfferItem& offer) {
  const auto once = [&](bool given, const char* what) {
    if (given) {
      ReportTwice(what, Span(clause));
    }
  };
  if (clause->UNLESS() != nullptr) {
    const ast::ExprId condition = BuildExpr(clause->expression());
    offer.unless.push_back({condition, BuildBecause(clause->because()), Span(clause)});
  } else if (clause->WHEN() != nullptr) {
    once(offer.says_when, "`when`");
    offer.says_when = true;
    offer.condition = BuildExpr(clause->expression());
  } else if (clause->WORTH() != nullptr) {
    once(offer.says_worth, "`worth`");
    offer.says_worth = true;
    offer.worth = BuildExpr(clause->expression());
  } else if (clause->CONSENT() != nullptr) {
    once(!offer.consents.empty(), "`needs consent`");
    for (auto* name : clause->name()) {
      offer.consents.push_back(BuildName(name));
    }
  } else {
    once(offer.because.has_value(), "`because`");
    offer.because = BuildBecause(clause->because());
  }
}

}  // namespace sextant::parse
