#include <algorithm>

#include "compiler/check/consents.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

// Whether all of the consents are given.
InstId LowerConsents(Context& context, const check::Offer& offer, Span span) {
  const auto field = check::ConsentsField(context.program);
  SEXTANT_CHECK(field && !offer.consents.empty(), "an offer needs a consent");
  const Type& set = context.program.fields[*field].type;
  const uint32_t slot = context.module.fields[*field].first_slot;
  const InstId given = context.Add(Op::kSlot, context.module.slots[slot].type, {}, span, slot);
  InstId all;
  for (int32_t code : offer.consents) {
    const InstId member = context.Const(Type::Enum(set.enumeration), code);
    const InstId has = context.Add(Op::kHas, Type::Bool(), {given, member}, span);
    all = all.valid() ? context.Add(Op::kAnd, Type::Bool(), {all, has}, span) : has;
  }
  return all;
}

int32_t CodeOf(Context& context, const check::Decision& decision, const ast::Name& offer) {
  const auto& members =
      context.program.enums.get(decision.outputs.front().type.enumeration).members;
  return static_cast<int32_t>(std::ranges::find(members, offer.text) - members.begin());
}

std::string ConsentsText(const ast::OfferItem& offer) {
  std::string text;
  for (const ast::Name& consent : offer.consents) {
    text += (text.empty() ? "" : ", ") + consent.text;
  }
  return text;
}

}  // namespace

ir::Offers LowerBody(Context& context, const check::Decision& decision,
                     const ast::OffersDecl& decl) {
  ir::Offers offers;
  offers.by_worth = decl.by_worth;
  for (std::size_t i = 0; i < decl.offers.size(); ++i) {
    const ast::OfferItem& offer = decl.offers[i];
    ir::Offer& lowered = offers.offers.emplace_back();
    lowered.name = offer.name.text;
    lowered.code = CodeOf(context, decision, offer.name);
    lowered.consents = ConsentsText(offer);
    lowered.consent = LowerConsents(context, decision.offers[i], offer.name.span);
    for (const ast::Unless& unless : offer.unless) {
      lowered.unless.push_back({LowerSingle(context, unless.condition),
                                ReasonIndex(context, unless.because), unless.span});
    }
    if (offer.condition.valid()) {
      lowered.condition = LowerSingle(context, offer.condition);
      lowered.condition_span = context.span(offer.condition);
    }
    lowered.worth = LowerStored(context, offer.worth, decision.outputs[1].type);
    lowered.reason = ReasonIndex(context, offer.because);
    lowered.partner = decision.offers[i].partner;
    lowered.handed = decision.offers[i].handed;
    lowered.span = offer.span;
  }
  return offers;
}

}  // namespace sextant::lower
