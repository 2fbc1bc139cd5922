#include <algorithm>

#include "runtime/interp/evaluator.h"

namespace sextant::interp {

// Every condition is evaluated, whether the others leave the offer open or not.
bool Evaluator::MayOffer(const ir::Offer& offer, bool& may) {
  Value value;
  if (!Eval(offer.consent, value)) {
    return false;
  }
  may = value.word != 0;
  for (const ir::Offer::Unless& unless : offer.unless) {
    if (!Eval(unless.condition, value)) {
      return false;
    }
    may = may && value.word == 0;
  }
  if (offer.condition.valid()) {
    if (!Eval(offer.condition, value)) {
      return false;
    }
    may = may && value.word != 0;
  }
  return true;
}

bool Evaluator::DecideBody(const ir::Offers& body, Answer& answer) {
  const ir::Decision& decision = module_.decisions[static_cast<std::size_t>(context_.decision)];
  struct Open {
    uint32_t offer;
    Value worth;
  };
  std::vector<Open> open;
  for (uint32_t i = 0; i < body.offers.size(); ++i) {
    context_.rule = answer.reached = static_cast<int32_t>(i);
    bool may = false;
    if (!MayOffer(body.offers[i], may)) {
      return false;
    }
    if (may) {
      open.push_back({i, {}});
    }
  }
  for (Open& one : open) {
    context_.rule = static_cast<int32_t>(one.offer);
    if (!Eval(body.offers[one.offer].worth, one.worth)) {
      return false;
    }
  }
  context_.rule = -1;
  if (body.by_worth) {
    std::ranges::stable_sort(open, [&](const Open& a, const Open& b) {
      return Compare(decision.outputs[1].type, a.worth, b.worth) > 0;
    });
  }
  open.resize(std::min<std::size_t>(open.size(), decision.outputs[0].width));
  for (const Open& one : open) {
    answer.held.push_back(static_cast<int32_t>(one.offer));
    answer.lists[0].push_back(Value::OfWord(body.offers[one.offer].code));
    answer.lists[1].push_back(one.worth);
    answer.reasons.push_back(Value::OfWord(body.offers[one.offer].reason));
  }
  return true;
}

}  // namespace sextant::interp
