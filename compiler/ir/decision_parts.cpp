#include <algorithm>

#include "compiler/ir/module.h"

namespace sextant::ir {

const std::vector<Rule>* RulesOf(const Decision& decision) {
  if (const auto* list = std::get_if<FirstMatch>(&decision.body)) {
    return &list->rules;
  }
  if (const auto* machine = std::get_if<Machine>(&decision.body)) {
    return &machine->stages.rules;
  }
  if (const auto* list = std::get_if<AllMatches>(&decision.body)) {
    return &list->rules;
  }
  return nullptr;
}

std::vector<int32_t> ReasonsOf(const Decision& decision) {
  std::vector<int32_t> reasons;
  const auto add = [&](int32_t reason) {
    if (reason != kNoReason && std::ranges::find(reasons, reason) == reasons.end()) {
      reasons.push_back(reason);
    }
  };
  if (const auto* table = std::get_if<Table>(&decision.body)) {
    std::ranges::for_each(table->reasons, add);
  } else if (const std::vector<Rule>* rules = RulesOf(decision)) {
    for (const Rule& rule : *rules) {
      add(rule.reason);
    }
  } else if (const auto* score = std::get_if<Score>(&decision.body)) {
    for (const Characteristic& characteristic : score->characteristics) {
      std::ranges::for_each(characteristic.reasons, add);
      add(characteristic.missing_reason);
    }
  } else if (const auto* offers = std::get_if<Offers>(&decision.body)) {
    for (const Offer& offer : offers->offers) {
      add(offer.reason);
    }
  }
  return reasons;
}

int64_t BestPoints(const Characteristic& characteristic) {
  const auto* steps = std::get_if<Steps>(&characteristic.points);
  const auto* members = std::get_if<MemberPoints>(&characteristic.points);
  const std::vector<int64_t>& points = steps != nullptr ? steps->results : members->points;
  const int64_t best = *std::ranges::max_element(points);
  const auto missing = steps != nullptr ? steps->missing_result : members->missing_points;
  return std::max(best, missing.value_or(best));
}

}  // namespace sextant::ir
