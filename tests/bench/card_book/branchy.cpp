#include <algorithm>
#include <numeric>

#include "tests/bench/card_book/twins.h"

namespace sextant::bench::card_book {
namespace {

struct Record {
  int64_t limit, age, late[6], bill[6], paid[6];
};

Record Read(const Input& in, int64_t i) {
  Record r{in.credit_limit[i], in.age[i], {}, {}, {}};
  for (int m = 0; m < 6; ++m) {
    r.late[m] = in.late[m][i];
    r.bill[m] = in.bill[m][i];
    r.paid[m] = in.paid[m][i];
  }
  return r;
}

void SetBit(uint8_t* bits, int64_t i, bool on) {
  const int mask = 1 << (i & 7);
  bits[i >> 3] = static_cast<uint8_t>(on ? bits[i >> 3] | mask : bits[i >> 3] & ~mask);
}

bool Accept(const Record& r) {
  if (r.limit <= 0 || r.age < 18 || r.age > 100)
    return false;
  for (int m = 0; m < 6; ++m) {
    if (r.late[m] < -2 || r.late[m] > 9 || r.paid[m] < 0)
      return false;
  }
  return true;
}

Stage StageOf(const Record& r) {
  const int64_t all = std::accumulate(r.bill, r.bill + 6, int64_t{0});
  const int64_t last3 = std::accumulate(r.bill, r.bill + 3, int64_t{0});
  if (*std::max_element(r.bill, r.bill + 6) <= 0 && *std::max_element(r.paid, r.paid + 6) <= 0)
    return kChurned;
  if (r.late[0] >= 2 || (all > 0 && 10 * last3 < 3 * all))
    return kDeclining;
  if (std::count_if(r.bill, r.bill + 6, [](int64_t b) { return b > 0; }) >= 4 &&
      10 * r.bill[0] >= r.limit)
    return kMature;
  return r.bill[0] > 0 ? kGrowing : kAcquired;
}

Cell CellOf(const Record& r) {
  const bool high_risk = std::count_if(r.late, r.late + 6, [](int64_t l) { return l >= 1; }) >= 2;
  int64_t unpaid = 0;
  for (int m = 0; m < 6; ++m)
    unpaid += std::max<int64_t>(r.bill[m] - r.paid[m], 0);
  const bool high_return = 3 * unpaid >= 5 * r.limit;
  return high_return ? (high_risk ? kWatch : kStar) : (high_risk ? kExit : kBase);
}

int64_t LoyaltyOf(const Record& r, Stage stage) {
  int64_t points = 300;
  const int64_t use = r.bill[0];
  points += use < 0                  ? 0
            : 10 * use < r.limit     ? 10
            : 2 * use < r.limit      ? 40
            : 10 * use < 9 * r.limit ? 25
                                     : 5;
  points += r.age < 25 ? 5 : r.age < 35 ? 15 : r.age < 50 ? 30 : 20;
  return points + (stage == kMature ? 40 : stage == kGrowing ? 20 : 0);
}

void DecideLine(const Record& r, Stage stage, Cell cell, int64_t i, const Output& out) {
  constexpr int64_t kThousand = 100'000;
  const int64_t need3 = 4 * (r.paid[0] + r.paid[1] + r.paid[2]);  // times three
  const int64_t capacity = 6 * *std::max_element(r.paid, r.paid + 6);
  const int64_t ceiling = 2 * r.limit;
  out.binding[i] = 0;
  SetBit(out.binding_known, i, false);
  if (cell == kExit || (stage == kDeclining && r.late[0] >= 3)) {
    out.action[i] = kCut;
    out.line[i] = r.limit / 2 / kThousand * kThousand;
    out.line_reason[i] = kHighRisk;
    return;
  }
  const int64_t offer3 = std::min({need3, 3 * capacity, 3 * ceiling});
  const int64_t room = offer3 / (3 * kThousand) * kThousand;
  if (cell == kStar && (stage == kGrowing || stage == kMature) && r.late[0] <= 0 &&
      room > r.limit) {
    out.action[i] = kRaise;
    out.line[i] = room;
    out.line_reason[i] = kRoomToGrow;
    out.binding[i] = offer3 == need3 ? 0 : offer3 == 3 * capacity ? 1 : 2;
    SetBit(out.binding_known, i, true);
    return;
  }
  out.action[i] = kHold;
  out.line[i] = r.limit;
  out.line_reason[i] = kNoChange;
}

}  // namespace

void DecideBranchy(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; ++i) {
    const Record r = Read(in, i);
    const bool accepted = Accept(r);
    SetBit(out.rejected, i, !accepted);
    if (!accepted)
      continue;
    const Stage stage = StageOf(r);
    const Cell cell = CellOf(r);
    out.customer_id[i] = in.customer_id[i];
    out.education[i] = in.education[i];
    out.marriage[i] = in.marriage[i];
    out.stage[i] = stage;
    out.stage_reason[i] = stage;
    out.cell[i] = cell;
    DecideLine(r, stage, cell, i, out);
    out.loyalty[i] = LoyaltyOf(r, stage);
  }
}

}  // namespace sextant::bench::card_book
