#include "tests/bench/twins.h"

namespace sextant::bench {
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
#pragma GCC ivdep
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

}  // namespace

void DecidePredicated(const CardBook& book, int64_t first, int64_t count, CardAnswers& out) {
  int64_t packed[kBlock];
  for (int64_t at = first; at < first + count; at += kBlock) {
    const int n = static_cast<int>(Min(kBlock, first + count - at));
    Block(book.credit_limit() + at, book.age() + at, book.months_late(0) + at,
          book.months_late(1) + at, book.months_late(2) + at, book.months_late(3) + at,
          book.months_late(4) + at, book.months_late(5) + at, book.bill(0) + at, book.bill(1) + at,
          book.bill(2) + at, book.bill(3) + at, book.bill(4) + at, book.bill(5) + at,
          book.paid(0) + at, book.paid(1) + at, book.paid(2) + at, book.paid(3) + at,
          book.paid(4) + at, book.paid(5) + at, n, out.line.data() + at, out.loyalty.data() + at,
          packed);
    int32_t* __restrict stage = out.stage.data() + at;
    int32_t* __restrict stage_reason = out.stage_reason.data() + at;
    int32_t* __restrict cell = out.cell.data() + at;
    int32_t* __restrict action = out.action.data() + at;
    int32_t* __restrict binding = out.binding.data() + at;
    int32_t* __restrict reason = out.line_reason.data() + at;
    int64_t* __restrict id = out.customer_id.data() + at;
    int32_t* __restrict education = out.education.data() + at;
    int32_t* __restrict marriage = out.marriage.data() + at;
    const int64_t* __restrict id_in = book.customer_id() + at;
    const int32_t* __restrict education_in = book.education() + at;
    const int32_t* __restrict marriage_in = book.marriage() + at;
    uint8_t* __restrict known = out.binding_known.data() + at;
    uint8_t* __restrict rejected = out.rejected.data() + at;
    for (int i = 0; i < n; ++i) {
      const auto p = static_cast<uint64_t>(packed[i]);
      stage[i] = static_cast<int32_t>(p & 0xff);
      stage_reason[i] = static_cast<int32_t>(p & 0xff);
      cell[i] = static_cast<int32_t>(p >> 8 & 0xff);
      const auto act = static_cast<int32_t>(p >> 16 & 0xff);
      action[i] = act;
      binding[i] = static_cast<int32_t>(p >> 24 & 0xff);
      reason[i] = act == kHold ? 0 : act == kRaise ? 1 : 2;
    }
    for (int i = 0; i < n; ++i) {
      known[i] = static_cast<uint8_t>(packed[i] >> 32 & 1);
      rejected[i] = static_cast<uint8_t>(packed[i] >> 40 & 1);
      id[i] = id_in[i];
      education[i] = education_in[i];
      marriage[i] = marriage_in[i];
    }
  }
}

namespace {

void XorInto(int64_t* __restrict sum, const int64_t* __restrict column, int count) {
  for (int i = 0; i < count; ++i)
    sum[i] ^= column[i];
}

template <class T>
void Write(T* __restrict out, const int64_t* __restrict sum, int count) {
  for (int i = 0; i < count; ++i)
    out[i] = static_cast<T>(sum[i]);
}

void XorCodes(int32_t* __restrict out, const int32_t* __restrict in, int count) {
  for (int i = 0; i < count; ++i)
    out[i] = in[i] ^ 1;
}

}  // namespace

void ReadAndWrite(const CardBook& book, int64_t first, int64_t count, CardAnswers& out) {
  for (int64_t at = first; at < first + count; at += kBlock) {
    const int n = static_cast<int>(Min(kBlock, first + count - at));
    int64_t sum[kBlock] = {};
    XorInto(sum, book.credit_limit() + at, n);
    XorInto(sum, book.age() + at, n);
    for (int m = 0; m < 6; ++m) {
      XorInto(sum, book.months_late(m) + at, n);
      XorInto(sum, book.bill(m) + at, n);
      XorInto(sum, book.paid(m) + at, n);
    }
    Write(out.line.data() + at, sum, n);
    Write(out.loyalty.data() + at, sum, n);
    Write(out.customer_id.data() + at, book.customer_id() + at, n);
    XorCodes(out.education.data() + at, book.education() + at, n);
    XorCodes(out.marriage.data() + at, book.marriage() + at, n);
    for (auto* codes :
         {&out.stage, &out.stage_reason, &out.cell, &out.action, &out.binding, &out.line_reason}) {
      Write(codes->data() + at, sum, n);
    }
    Write(out.binding_known.data() + at, sum, n);
    Write(out.rejected.data() + at, sum, n);
  }
}

}  // namespace sextant::bench
