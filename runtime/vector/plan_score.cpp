#include <cstdlib>

#include "compiler/support/int128.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

namespace {

// The points of a characteristic, or whatever else it says, by step or member; missing last.
std::vector<int64_t> Points(const ir::Characteristic& characteristic) {
  const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
  const auto* members = std::get_if<ir::MemberPoints>(&characteristic.points);
  std::vector<int64_t> points = steps != nullptr ? steps->results : members->points;
  const auto missing = steps != nullptr ? steps->missing_result : members->missing_points;
  points.push_back(missing.value_or(0));
  return points;
}

std::vector<int64_t> Reasons(const ir::Characteristic& characteristic) {
  std::vector<int64_t> reasons(characteristic.reasons.begin(), characteristic.reasons.end());
  reasons.push_back(characteristic.missing_reason);
  return reasons;
}

// Where there is no reason, nothing is lost.
std::vector<int64_t> Losses(const ir::Characteristic& characteristic) {
  const std::vector<int64_t> points = Points(characteristic), reasons = Reasons(characteristic);
  std::vector<int64_t> losses;
  for (std::size_t i = 0; i < points.size(); ++i) {
    losses.push_back(reasons[i] == ir::kNoReason ? 0 : ir::BestPoints(characteristic) - points[i]);
  }
  return losses;
}

// The most that base and points can add up to, either way.
Int128 MostPoints(const ir::Score& score) {
  Int128 most = std::abs(score.base);
  for (const ir::Characteristic& characteristic : score.characteristics) {
    int64_t greatest = 0;
    for (int64_t points : Points(characteristic)) {
      greatest = std::max(greatest, std::abs(points));
    }
    most += greatest;
  }
  return most;
}

Lanes PlanPlace(Planner& p, const ir::Characteristic& characteristic) {
  const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
  if (steps != nullptr) {
    return PlanStep(p, *steps);
  }
  const auto& members = std::get<ir::MemberPoints>(characteristic.points);
  return PlanMember(p, members.value, static_cast<int64_t>(members.points.size()));
}

// What the characteristics may report: the points lost, each in a register of its own, and why.
struct Lost {
  std::vector<Operand> losses, reasons;
};

// for each place:  the first loss of the most points;  then nothing is lost for its reason any more
void PlanReasons(Planner& p, Lost lost, uint32_t places, std::vector<Lanes>& answer) {
  Builder& b = p.builder();
  std::vector<Operand>& list = lost.losses;
  list.insert(list.end(), lost.reasons.begin(), lost.reasons.end());
  for (uint32_t place = 0; place < places; ++place) {
    if (list.empty()) {
      answer.push_back(
          {Operand::OfConstant(p.ReasonElement(), 0), Operand::None(), answer[0].rerun});
      continue;
    }
    const Operand reason = b.Make(p.primitives().take_reason, Element::kInt32, {});
    b.GiveList(list);
    const Operand given = b.AlsoMarks();
    answer.push_back({b.Convert(reason, p.ReasonElement()), given, answer[0].rerun});
  }
}

}  // namespace

// sum = base;  for each characteristic:  sum += points[place]
std::vector<Lanes> PlanScore(Planner& p, const ir::Decision& decision, const ir::Score& score) {
  Builder& b = p.builder();
  // A loss is the difference of two numbers of points.
  const Int128 most = MostPoints(score) * (decision.has_reasons ? 2 : 1);
  if (!FitsInt64(most)) {
    const std::size_t places = decision.has_reasons ? decision.reason_width : 0;
    std::vector<Lanes> answer(
        1 + places, {Operand::OfConstant(p.ReasonElement(), 0), Operand::None(), Operand::All()});
    answer[0] = {Operand::OfConstant(Element::kInt64, 0), Operand::All(), Operand::All()};
    return answer;
  }
  Lanes sum{b.Fresh(Operand::OfConstant(Element::kInt64, score.base))};
  Lost lost;
  for (const ir::Characteristic& characteristic : score.characteristics) {
    const Lanes place = PlanPlace(p, characteristic);
    const Operand index = b.AsColumn(b.Convert(place.value, Element::kInt32));
    b.MakeInto(p.primitives().add_looked_up, sum.value.column, {index});
    std::vector<int64_t> points = Points(characteristic);
    b.last().count = static_cast<uint32_t>(points.size());
    b.GiveData(std::move(points));
    sum.rerun = b.Or(sum.rerun, place.rerun);
    if (!characteristic.reasons.empty()) {
      const Operand losses = b.LookUp(index, Losses(characteristic), Element::kInt64);
      lost.losses.push_back(losses.is_constant() ? b.Fresh(losses) : losses);
      lost.reasons.push_back(b.AsColumn(b.LookUp(index, Reasons(characteristic), Element::kInt64)));
    }
  }
  std::vector<Lanes> answer{sum};
  if (decision.has_reasons) {
    PlanReasons(p, std::move(lost), decision.reason_width, answer);
  }
  return answer;
}

}  // namespace sextant::vector
