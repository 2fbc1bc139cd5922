#include <cstddef>
#include <cstring>

#include "tests/bench/card_book/twins.h"

namespace sextant::bench::card_book {
namespace {

constexpr int kBlock = 1024;
constexpr int64_t kThousand = 100'000;

inline int64_t Max(int64_t a, int64_t b) {
  return a > b ? a : b;
}
inline int64_t Min(int64_t a, int64_t b) {
  return a < b ? a : b;
}
inline int64_t Pick(bool c, int64_t a, int64_t b) {
  return c ? a : b;
}

// a / b rounded down for 0 <= a < 2^52 without an integer division, which no vector unit has.
inline int64_t FloorDivide(int64_t a, int64_t b) {
  auto q = static_cast<int64_t>(static_cast<double>(a) / static_cast<double>(b));
  q -= (q * b > a);
  return q + ((q + 1) * b <= a);
}

// All the answers of one block, a record a lane.
void Block(const int64_t* __restrict limit, const int64_t* __restrict age,
           const int64_t* __restrict l0, const int64_t* __restrict l1, const int64_t* __restrict l2,
           const int64_t* __restrict l3, const int64_t* __restrict l4, const int64_t* __restrict l5,
           const int64_t* __restrict b0, const int64_t* __restrict b1, const int64_t* __restrict b2,
           const int64_t* __restrict b3, const int64_t* __restrict b4, const int64_t* __restrict b5,
           const int64_t* __restrict p0, const int64_t* __restrict p1, const int64_t* __restrict p2,
           const int64_t* __restrict p3, const int64_t* __restrict p4, const int64_t* __restrict p5,
           int count, int64_t* __restrict line, int64_t* __restrict loyalty,
           int64_t* __restrict packed) {
  for (int i = 0; i < count; ++i) {
    const int64_t limits = limit[i];
    const int64_t bad = (limits <= 0) | (age[i] < 18) | (age[i] > 100) |
                        (Min(Min(Min(l0[i], l1[i]), Min(l2[i], l3[i])), Min(l4[i], l5[i])) < -2) |
                        (Max(Max(Max(l0[i], l1[i]), Max(l2[i], l3[i])), Max(l4[i], l5[i])) > 9) |
                        (Min(Min(Min(p0[i], p1[i]), Min(p2[i], p3[i])), Min(p4[i], p5[i])) < 0);
    const int64_t last3 = b0[i] + b1[i] + b2[i];
    const int64_t all = last3 + b3[i] + b4[i] + b5[i];
    const int64_t active =
        (b0[i] > 0) + (b1[i] > 0) + (b2[i] > 0) + (b3[i] > 0) + (b4[i] > 0) + (b5[i] > 0);
    const int64_t most_paid = Max(Max(Max(p0[i], p1[i]), Max(p2[i], p3[i])), Max(p4[i], p5[i]));
    const int64_t churned = (active == 0) & (most_paid <= 0);
    const int64_t declining = (l0[i] >= 2) | ((all > 0) & (10 * last3 < 3 * all));
    const int64_t mature = (active >= 4) & (10 * b0[i] >= limits);
    const int64_t stage = Pick(
        churned, kChurned,
        Pick(declining, kDeclining, Pick(mature, kMature, Pick(b0[i] > 0, kGrowing, kAcquired))));
    const int64_t behind =
        (l0[i] >= 1) + (l1[i] >= 1) + (l2[i] >= 1) + (l3[i] >= 1) + (l4[i] >= 1) + (l5[i] >= 1);
    const int64_t unpaid = Max(b0[i] - p0[i], 0) + Max(b1[i] - p1[i], 0) + Max(b2[i] - p2[i], 0) +
                           Max(b3[i] - p3[i], 0) + Max(b4[i] - p4[i], 0) + Max(b5[i] - p5[i], 0);
    const int64_t high_risk = behind >= 2;
    const int64_t high_return = 3 * unpaid >= 5 * limits;
    const int64_t cell = Pick(high_return, kStar, kBase) + high_risk;
    const int64_t need3 = 4 * (p0[i] + p1[i] + p2[i]);
    const int64_t capacity3 = 18 * most_paid;
    const int64_t offer3 = Min(Min(need3, capacity3), 6 * limits);
    const int64_t room = FloorDivide(offer3, 3 * kThousand) * kThousand;
    const int64_t half = FloorDivide(limits, 2 * kThousand) * kThousand;
    const int64_t cut = (cell == kExit) | ((stage == kDeclining) & (l0[i] >= 3));
    const int64_t raise = (1 - cut) & (cell == kStar) & ((stage == kGrowing) | (stage == kMature)) &
                          (l0[i] <= 0) & (room > limits);
    const int64_t action = Pick(cut, kCut, Pick(raise, kRaise, kHold));
    const int64_t binding = Pick(offer3 == need3, 0, Pick(offer3 == capacity3, 1, 2));
    line[i] = Pick(cut, half, Pick(raise, room, limits));
    const int64_t use = b0[i];
    loyalty[i] = 300 +
                 Pick(use < 0, 0,
                      Pick(10 * use < limits, 10,
                           Pick(2 * use < limits, 40, Pick(10 * use < 9 * limits, 25, 5)))) +
                 Pick(age[i] < 25, 5, Pick(age[i] < 35, 15, Pick(age[i] < 50, 30, 20))) +
                 Pick(stage == kMature, 40, Pick(stage == kGrowing, 20, 0));
    packed[i] = stage | cell << 8 | action << 16 | Pick(raise, binding, 0) << 24 |
                Pick(raise, 1, 0) << 32 | Pick(bad, 1, 0) << 40;
  }
}

void Unpack(const int64_t* __restrict packed, int n, int64_t at, const Output& out) {
  int8_t* __restrict stage = out.stage + at;
  int8_t* __restrict stage_reason = out.stage_reason + at;
  int8_t* __restrict cell = out.cell + at;
  int8_t* __restrict action = out.action + at;
  int8_t* __restrict binding = out.binding + at;
  int8_t* __restrict reason = out.line_reason + at;
  for (int i = 0; i < n; ++i) {
    const auto p = static_cast<uint64_t>(packed[i]);
    stage[i] = static_cast<int8_t>(p & 0xff);
    stage_reason[i] = static_cast<int8_t>(p & 0xff);
    cell[i] = static_cast<int8_t>(p >> 8 & 0xff);
    const auto act = static_cast<int8_t>(p >> 16 & 0xff);
    action[i] = act;
    binding[i] = static_cast<int8_t>(p >> 24 & 0xff);
    reason[i] = act == kHold ? kNoChange : act == kRaise ? kRoomToGrow : kHighRisk;
  }
  for (int i = 0; i < n; i += 8) {
    int known = 0, bad = 0;
    for (int bit = 0; bit < 8; ++bit) {
      known |= static_cast<int>(packed[i + bit] >> 32 & 1) << bit;
      bad |= static_cast<int>(packed[i + bit] >> 40 & 1) << bit;
    }
    out.binding_known[(at + i) / 8] = static_cast<uint8_t>(known);
    out.rejected[(at + i) / 8] = static_cast<uint8_t>(bad);
  }
}

void PassThrough(const Input& in, int n, int64_t at, const Output& out) {
  const auto count = static_cast<std::size_t>(n);
  std::memcpy(out.customer_id + at, in.customer_id + at, 8 * count);
  std::memcpy(out.education + at, in.education + at, count);
  std::memcpy(out.marriage + at, in.marriage + at, count);
}

}  // namespace

void DecidePredicated(const Input& in, const Output& out, int64_t first, int64_t count) {
  int64_t packed[kBlock] = {};
  for (int64_t at = first; at < first + count; at += kBlock) {
    const int n = static_cast<int>(Min(kBlock, first + count - at));
    Block(in.credit_limit + at, in.age + at, in.late[0] + at, in.late[1] + at, in.late[2] + at,
          in.late[3] + at, in.late[4] + at, in.late[5] + at, in.bill[0] + at, in.bill[1] + at,
          in.bill[2] + at, in.bill[3] + at, in.bill[4] + at, in.bill[5] + at, in.paid[0] + at,
          in.paid[1] + at, in.paid[2] + at, in.paid[3] + at, in.paid[4] + at, in.paid[5] + at, n,
          out.line + at, out.loyalty + at, packed);
    Unpack(packed, n, at, out);
    PassThrough(in, n, at, out);
  }
}

}  // namespace sextant::bench::card_book
