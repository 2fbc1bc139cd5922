#include <algorithm>

#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench::twelve_rules {
namespace {

constexpr int64_t kThousand = 100'000;  // 1,000 units in cents

int64_t DownToThousand(int64_t cents) {
  return cents / kThousand * kThousand;
}

Stage StageOf(const Input& in, int64_t i) {
  if (in.months_inactive[i] >= 6 || in.days_past_due[i] > 90)
    return kLost;
  if (in.months_inactive[i] >= 3 || 4 * in.spend3[i] < in.spend6[i])
    return kDecline;
  if (in.tenure_months[i] < 6)
    return kNew;
  if (in.tenure_months[i] < 24 && 5 * in.spend3[i] >= 3 * in.spend6[i])
    return kGrowth;
  return kMature;
}

Cell CellOf(const Input& in, int64_t i) {
  if (in.pd[i] >= 0.0234375)
    return in.annual_margin[i] >= 250 ? kBet : kDrop;
  return in.annual_margin[i] >= 250 ? kStar : kSafe;
}

int64_t CeilingOf(Cell cell) {
  switch (cell) {
    case kStar:
      return 60 * kThousand;
    case kSafe:
      return 30 * kThousand;
    case kBet:
      return 15 * kThousand;
    case kDrop:
      return 5 * kThousand;
  }
  return 0;
}

void DecideLine(const Input& in, int64_t i, Stage stage, Cell cell, Action& action, int64_t& line) {
  const int64_t limit = in.credit_limit[i];
  const int64_t need = std::max(2 * in.spend3[i], in.spend6[i]);
  const int64_t ceiling = CeilingOf(cell);
  const int64_t late = in.days_past_due[i];
  if (late > 60 || stage == kLost) {
    action = kCut;
    line = DownToThousand(std::min({limit, need, ceiling}));
    return;
  }
  if (cell == kDrop && in.utilisation[i] < 0.25) {
    action = kCut;
    line = DownToThousand(limit / 2);
    return;
  }
  action = kHold;
  line = limit;
  if (late != 0 || !(in.income_known[i >> 3] >> (i & 7) & 1))
    return;
  const int64_t target = std::min({need, 5 * in.monthly_income[i], ceiling});
  int64_t raised = limit;
  if (in.utilisation[i] >= 0.75 && (stage == kGrowth || stage == kMature) &&
      (cell == kStar || cell == kSafe)) {
    raised = DownToThousand(target);
  } else if (in.utilisation[i] >= 0.5 && stage == kNew && in.tenure_months[i] >= 3 &&
             cell == kStar) {
    raised = DownToThousand(std::min(target, limit * 5 / 4));
  }
  if (raised > limit) {
    action = kRaise;
    line = raised;
  }
}

}  // namespace

void DecideBranchy(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; ++i) {
    const Stage stage = StageOf(in, i);
    const Cell cell = CellOf(in, i);
    Action action{};
    DecideLine(in, i, stage, cell, action, out.line[i]);
    out.stage[i] = stage;
    out.cell[i] = cell;
    out.action[i] = action;
  }
}

}  // namespace sextant::bench::twelve_rules
