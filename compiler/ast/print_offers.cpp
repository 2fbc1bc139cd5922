#include <fmt/format.h>

#include "compiler/ast/print.h"

namespace sextant::ast {

void Printer::PrintDecl(const PartnerDecl& partner, source::Span span) {
  const Scope scope = Line(
      fmt::format("Partner {} needs consent {}", partner.name.text, partner.consent.text), span);
}

void Printer::PrintDecl(const OffersDecl& offers, source::Span span) {
  const std::string order = offers.by_worth ? " best by worth" : "";
  const std::string keep = offers.keep > 0 ? fmt::format(" keep {}", offers.keep) : "";
  const Scope scope = Line("Offers " + offers.name.text + order + keep, span);
  for (const OfferItem& offer : offers.offers) {
    PrintOffer(offer);
  }
}

void Printer::PrintOffer(const OfferItem& offer) {
  const Scope scope = Line("Offer " + offer.name.text, offer.span);
  if (!offer.partner.text.empty()) {
    Plain(fmt::format("to {} hands over {}", offer.partner.text, Joined(offer.handed)));
  }
  for (const Unless& unless : offer.unless) {
    Part("unless", unless.condition);
    PrintBecause(unless.because);
  }
  Part("when", offer.condition);
  Part("worth", offer.worth);
  if (!offer.consents.empty()) {
    Plain("needs consent " + Joined(offer.consents));
  }
  PrintBecause(offer.because);
}

}  // namespace sextant::ast
