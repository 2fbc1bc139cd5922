// Compiled for AVX-512 (F, BW, DQ, VL), whatever the machine.
#include <immintrin.h>

#include "tests/bench/card_book/twins.h"

namespace sextant::bench::card_book {
namespace {

inline __m512i Set64(int64_t value) {
  return _mm512_set1_epi64(value);
}
inline __m512i Load(const int64_t* from) {
  return _mm512_load_si512(from);
}
// Past the cache: what is written is not read again, and no line is fetched to be overwritten.
inline void Stream(void* to, __m512i value) {
  _mm512_stream_si512(static_cast<__m512i*>(to), value);
}
inline __m512i Times(__m512i x, int64_t factor) {
  switch (factor) {
    case 3:
      return _mm512_add_epi64(_mm512_add_epi64(x, x), x);
    case 5:
      return _mm512_add_epi64(_mm512_slli_epi64(x, 2), x);
    case 9:
      return _mm512_add_epi64(_mm512_slli_epi64(x, 3), x);
    default:
      return Times(_mm512_add_epi64(x, x), factor / 2);
  }
}
inline __mmask8 Less(__m512i a, __m512i b) {
  return _mm512_cmplt_epi64_mask(a, b);
}
inline __m512i Choose(__mmask8 mask, __m512i yes, __m512i no) {
  return _mm512_mask_mov_epi64(no, mask, yes);
}

// x * factor rounded down, where the factor is a little more than 1/n: exactly x / n for 0 <= x <
// 2^48, as a multiple of n never falls short, and the gap to the next one below is wider than that.
inline __m512d Quotients(__m512i x, double factor) {
  return _mm512_roundscale_pd(_mm512_mul_pd(_mm512_cvtepi64_pd(x), _mm512_set1_pd(factor)),
                              _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
inline __m512i Thousands(__m512d count) {
  return _mm512_cvttpd_epi64(_mm512_mul_pd(count, _mm512_set1_pd(100'000)));
}
constexpr double kSlack = 1 + 0x1p-49;
constexpr double kThird = kSlack / 300'000;  // of a thousand
constexpr double kHalf = kSlack / 200'000;

struct Months {
  __m512i of[6];
  explicit Months(const int64_t* const (&columns)[6], int64_t i) {
    for (int m = 0; m < 6; ++m)
      of[m] = Load(columns[m] + i);
  }
  __m512i Most() const {
    return _mm512_max_epi64(_mm512_max_epi64(_mm512_max_epi64(of[0], of[1]), of[2]),
                            _mm512_max_epi64(_mm512_max_epi64(of[3], of[4]), of[5]));
  }
  __m512i Least() const {
    return _mm512_min_epi64(_mm512_min_epi64(_mm512_min_epi64(of[0], of[1]), of[2]),
                            _mm512_min_epi64(_mm512_min_epi64(of[3], of[4]), of[5]));
  }
  __m512i SumOf3() const { return _mm512_add_epi64(_mm512_add_epi64(of[0], of[1]), of[2]); }
  __m512i Sum() const {
    return _mm512_add_epi64(SumOf3(), _mm512_add_epi64(_mm512_add_epi64(of[3], of[4]), of[5]));
  }
  // In how many months it is above 0.
  __m512i Positive() const {
    __m512i count = _mm512_setzero_si512();
    for (const __m512i& month : of)
      count = _mm512_mask_add_epi64(count, _mm512_cmpgt_epi64_mask(month, _mm512_setzero_si512()),
                                    count, Set64(1));
    return count;
  }
};

// Eight records: codes in 64 bits, bits as masks, amounts in memory.
struct Codes {
  __m128i stage, cell, action, binding, reason;
  __mmask8 known, bad;
};

inline __m512i LoyaltyOf(__m512i bill, __m512i limit, __m512i age, __mmask8 mature,
                         __mmask8 growing) {
  __m512i use = Choose(Less(Times(bill, 10), Times(limit, 9)), Set64(25), Set64(5));
  use = Choose(Less(_mm512_add_epi64(bill, bill), limit), Set64(40), use);
  use = Choose(Less(Times(bill, 10), limit), Set64(10), use);
  use = Choose(_mm512_movepi64_mask(bill), Set64(0), use);
  __m512i years = Choose(Less(age, Set64(50)), Set64(330), Set64(320));  // with the base
  years = Choose(Less(age, Set64(35)), Set64(315), years);
  years = Choose(Less(age, Set64(25)), Set64(305), years);
  const __m512i points = _mm512_add_epi64(use, years);
  const __m512i grown = _mm512_mask_add_epi64(points, growing, points, Set64(20));
  return _mm512_mask_add_epi64(grown, mature, grown, Set64(40));
}

inline Codes DecideEight(const Input& in, const Output& out, int64_t i) {
  const __m512i limit = Load(in.credit_limit + i);
  const __m512i age = Load(in.age + i);
  const Months late(in.late, i), bill(in.bill, i), paid(in.paid, i);

  const __m512i outside = _mm512_or_si512(limit, paid.Least());
  const __mmask8 bad = _mm512_movepi64_mask(outside) | Less(late.Least(), Set64(-2)) |
                       Less(Set64(9), late.Most()) | _mm512_testn_epi64_mask(limit, limit) |
                       _mm512_cmpgt_epu64_mask(_mm512_sub_epi64(age, Set64(18)), Set64(82));

  const __m512i all = bill.Sum();
  const __m512i active = bill.Positive();
  const __m512i most_paid = paid.Most();
  const __mmask8 churned = _mm512_testn_epi64_mask(active, active) & ~Less(Set64(0), most_paid);
  const __mmask8 declining =
      (~Less(late.of[0], Set64(2)) |
       (Less(Set64(0), all) & Less(Times(bill.SumOf3(), 10), Times(all, 3)))) &
      ~churned;
  const __mmask8 mature =
      Less(Set64(3), active) & ~Less(Times(bill.of[0], 10), limit) & ~(churned | declining);
  const __mmask8 growing = Less(Set64(0), bill.of[0]) & ~(churned | declining | mature);
  __m128i stage = _mm_set1_epi16(kAcquired);
  stage = _mm_mask_mov_epi16(stage, growing, _mm_set1_epi16(kGrowing));
  stage = _mm_mask_mov_epi16(stage, mature, _mm_set1_epi16(kMature));
  stage = _mm_mask_mov_epi16(stage, declining, _mm_set1_epi16(kDeclining));
  stage = _mm_maskz_mov_epi16(static_cast<__mmask8>(~churned), stage);

  __m512i unpaid = _mm512_setzero_si512();
  for (int m = 0; m < 6; ++m)
    unpaid = _mm512_add_epi64(
        unpaid, _mm512_max_epi64(_mm512_sub_epi64(bill.of[m], paid.of[m]), _mm512_setzero_si512()));
  const __mmask8 risky = Less(Set64(1), late.Positive());
  const __mmask8 rewarding = ~Less(Times(unpaid, 3), Times(limit, 5));
  const __m128i cell = _mm_or_si128(_mm_maskz_set1_epi16(risky, kWatch),
                                    _mm_maskz_set1_epi16(static_cast<__mmask8>(~rewarding), kBase));

  // Times three, as the need is four thirds of a sum.
  const __m512i need = _mm512_slli_epi64(paid.SumOf3(), 2);
  const __m512i capacity = Times(most_paid, 18);
  const __m512i offer = _mm512_min_epi64(_mm512_min_epi64(need, capacity), Times(limit, 6));
  const __m512i room = Thousands(Quotients(offer, kThird));
  const __mmask8 cut = (risky & ~rewarding) | (declining & ~Less(late.of[0], Set64(3)));
  const __mmask8 raise = ~cut & ~risky & rewarding & (growing | mature) &
                         ~Less(Set64(0), late.of[0]) & Less(limit, room);
  const __m512i half = Thousands(Quotients(limit, kHalf));
  Stream(out.line + i, Choose(cut, half, Choose(raise, room, limit)));
  Stream(out.loyalty + i, LoyaltyOf(bill.of[0], limit, age, mature, growing));
  Stream(out.customer_id + i, Load(in.customer_id + i));

  const __mmask8 not_need = _mm512_cmpneq_epi64_mask(offer, need) & raise;
  const __mmask8 ceiling = not_need & _mm512_cmpneq_epi64_mask(offer, capacity);
  const __m128i binding =
      _mm_mask_mov_epi16(_mm_maskz_set1_epi16(not_need, 1), ceiling, _mm_set1_epi16(2));
  __m128i action = _mm_mask_mov_epi16(_mm_set1_epi16(kHold), cut, _mm_set1_epi16(kCut));
  action = _mm_maskz_mov_epi16(static_cast<__mmask8>(~raise), action);
  const __m128i reason =
      _mm_mask_mov_epi16(_mm_maskz_set1_epi16(cut, kHighRisk), raise, _mm_set1_epi16(kRoomToGrow));
  return {stage, cell, action, binding, reason, raise, bad};
}

// Sixty-four codes of 16 bits, as eight registers, to bytes in order.
inline void StreamBytes(int8_t* to, const __m128i (&codes)[8]) {
  alignas(64) __m128i bytes[4];
  for (int i = 0; i < 4; ++i)
    bytes[i] = _mm_packs_epi16(codes[2 * i], codes[2 * i + 1]);
  Stream(to, _mm512_load_si512(bytes));
}

}  // namespace

void DecideAvx512(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    __m128i stage[8], cell[8], action[8], binding[8], reason[8];
    for (int step = 0; step < 8; ++step) {
      const Codes codes = DecideEight(in, out, i + 8 * step);
      stage[step] = codes.stage;
      cell[step] = codes.cell;
      action[step] = codes.action;
      binding[step] = codes.binding;
      reason[step] = codes.reason;
      out.binding_known[i / 8 + step] = codes.known;
      out.rejected[i / 8 + step] = codes.bad;
    }
    StreamBytes(out.stage + i, stage);
    StreamBytes(out.stage_reason + i, stage);
    StreamBytes(out.cell + i, cell);
    StreamBytes(out.action + i, action);
    StreamBytes(out.binding + i, binding);
    StreamBytes(out.line_reason + i, reason);
    Stream(out.education + i, _mm512_load_si512(in.education + i));
    Stream(out.marriage + i, _mm512_load_si512(in.marriage + i));
  }
  _mm_sfence();
}

void RoofAvx512(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    __m512i sum = _mm512_setzero_si512();
    for (int64_t at = i; at < i + 64; at += 8) {
      sum ^= Load(in.credit_limit + at) ^ Load(in.age + at);
      for (int m = 0; m < 6; ++m)
        sum ^= Load(in.late[m] + at) ^ Load(in.bill[m] + at) ^ Load(in.paid[m] + at);
      Stream(out.line + at, sum);
      Stream(out.loyalty + at, sum);
      Stream(out.customer_id + at, Load(in.customer_id + at) ^ sum);
    }
    int8_t* const codes[] = {out.stage,  out.stage_reason, out.cell,
                             out.action, out.binding,      out.line_reason};
    for (int8_t* column : codes)
      Stream(column + i, sum);
    Stream(out.education + i, _mm512_load_si512(in.education + i) ^ sum);
    Stream(out.marriage + i, _mm512_load_si512(in.marriage + i) ^ sum);
    const __m128i bits = _mm512_castsi512_si128(sum);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out.binding_known + i / 8), bits);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out.rejected + i / 8), bits);
  }
  _mm_sfence();
}

}  // namespace sextant::bench::card_book
