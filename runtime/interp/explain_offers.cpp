#include "runtime/interp/explain_offers.h"

#include <algorithm>

#include "runtime/interp/seen.h"
#include "runtime/interp/wording.h"

namespace sextant::interp {
namespace {

class OfferTeller {
 public:
  OfferTeller(Evaluator& evaluator, const source::Manager* sources, const ir::Decision& decision,
              const Answer& answer)
      : e_(evaluator), sources_(sources), decision_(decision), answer_(answer) {}

  RuleTrace Tell(const ir::Offer& offer, int32_t index) {
    RuleTrace told;
    told.name = offer.name;
    told.line = LineOf(sources_, offer.span);
    told.condition = SourceText(sources_, offer.condition_span);
    told.reached = index <= answer_.reached;
    if (!told.reached) {
      return told;
    }
    for (const ir::Offer::Unless& unless : offer.unless) {
      See(unless.condition, told);
    }
    if (offer.condition.valid()) {
      See(offer.condition, told);
    }
    if (answer_.fault < 0) {
      told.held = Place(offer) < answer_.lists[0].size();
      told.detail = Detail(offer);
    }
    return told;
  }

 private:
  void See(InstId condition, RuleTrace& told) {
    for (Seen& seen : SeenIn(e_, sources_, condition)) {
      const auto same = [&](const Seen& known) { return known.name == seen.name; };
      if (std::ranges::none_of(told.seen, same)) {
        told.seen.push_back(std::move(seen));
      }
    }
  }

  bool Holds(InstId condition) {
    Value value;
    return e_.Eval(condition, value) && value.word != 0;
  }

  // Where the offer stands among those that are made; their number when it is not.
  std::size_t Place(const ir::Offer& offer) const {
    const List& made = answer_.lists[0];
    const auto found = std::ranges::find(made, Int128{offer.code}, &Value::word);
    return static_cast<std::size_t>(found - made.begin());
  }

  std::string Detail(const ir::Offer& offer) {
    if (!Holds(offer.consent)) {
      return "no consent to " + offer.consents;
    }
    const std::string consent = "consent to " + offer.consents;
    for (const ir::Offer::Unless& unless : offer.unless) {
      if (Holds(unless.condition)) {
        return consent + "; suppressed" + Because(unless.reason);
      }
    }
    if (offer.condition.valid() && !Holds(offer.condition)) {
      return consent + "; its condition does not hold";
    }
    const std::size_t place = Place(offer);
    const bool made = place < answer_.lists[0].size();
    return consent + "; worth " + Worth(offer) +
           (made ? "; offered as number " + std::to_string(place + 1) + Handed(offer)
                 : "; not among the " + std::to_string(decision_.outputs[0].width) + " kept");
  }

  std::string Worth(const ir::Offer& offer) {
    Value worth;
    e_.Eval(offer.worth, worth);
    return ValueText(e_, decision_.outputs[1].type, worth);
  }

  std::string Because(int32_t reason) const {
    if (reason == ir::kNoReason) {
      return "";
    }
    const ir::Reason& because = e_.module().reasons[static_cast<std::size_t>(reason)];
    return " because " + because.code + " \"" + because.text + "\"";
  }

  std::string Handed(const ir::Offer& offer) const {
    std::string fields;
    for (uint32_t field : offer.handed) {
      fields += (fields.empty() ? "" : ", ") + e_.module().fields[field].name;
    }
    return offer.partner.empty() ? "" : "; hands over " + fields + " to " + offer.partner;
  }

  Evaluator& e_;
  const source::Manager* sources_;
  const ir::Decision& decision_;
  const Answer& answer_;
};

}  // namespace

std::vector<RuleTrace> TellOffers(Evaluator& evaluator, const source::Manager* sources,
                                  const ir::Decision& decision, const ir::Offers& offers,
                                  const Answer& answer) {
  OfferTeller teller(evaluator, sources, decision, answer);
  std::vector<RuleTrace> told;
  for (std::size_t i = 0; i < offers.offers.size(); ++i) {
    told.push_back(teller.Tell(offers.offers[i], static_cast<int32_t>(i)));
  }
  return told;
}

}  // namespace sextant::interp
