// Compiled for AVX-512 (F, BW, DQ, VL), whatever the machine.
#include <immintrin.h>

#include <cstring>
#include <initializer_list>

#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench::twelve_rules {
namespace {

inline __m512i Set64(int64_t value) {
  return _mm512_set1_epi64(value);
}
inline __m512i Load(const void* from) {
  return _mm512_load_si512(from);
}
// Past the cache: what is written is not read again, and no line is fetched to be overwritten.
inline void Stream(void* to, __m512i value) {
  _mm512_stream_si512(static_cast<__m512i*>(to), value);
}

// One bit for each of 64 records, written by eights or sixteens through memory: cheaper than
// joining masks in mask registers, of which there are too few.
class Bits {
 public:
  void Set8(int step, __mmask8 mask) { bytes_[step] = mask; }
  void Set16(int step, __mmask16 mask) { std::memcpy(bytes_ + 2 * step, &mask, 2); }
  __mmask8 At8(int step) const { return bytes_[step]; }
  __mmask64 all() const {
    __mmask64 all;
    std::memcpy(&all, bytes_, 8);
    return all;
  }
  void SetAll(__mmask64 all) { std::memcpy(bytes_, &all, 8); }

 private:
  uint8_t bytes_[8];
};

// Loops over steps stay loops: unrolled, their masks would not fit the registers.
#define BENCH_STEPS _Pragma("clang loop unroll(disable)")

struct Compared {
  Bits falling, steady, risky, rewarding, used25, used50, used75;  // of 64-bit columns
  Bits lost, idle, late60, on_time, under6, under24, from3;        // of 32-bit columns
};

inline __mmask8 AtLeast(__m512d values, double than) {
  return _mm512_cmp_pd_mask(values, _mm512_set1_pd(than), _CMP_GE_OQ);
}

inline void CompareWide(const Input& in, int64_t first, Compared& to) {
  BENCH_STEPS
  for (int step = 0; step < 8; ++step) {
    const int64_t i = first + 8 * step;
    const __m512i spend3 = Load(in.spend3 + i);
    const __m512i spend6 = Load(in.spend6 + i);
    const __m512i four = _mm512_slli_epi64(spend3, 2);
    const __m512i five = _mm512_add_epi64(four, spend3);
    const __m512i three = _mm512_add_epi64(_mm512_add_epi64(spend6, spend6), spend6);
    const __m512d use = _mm512_load_pd(in.utilisation + i);
    to.falling.Set8(step, _mm512_cmplt_epi64_mask(four, spend6));
    to.steady.Set8(step, _mm512_cmpge_epi64_mask(five, three));
    to.risky.Set8(step, AtLeast(_mm512_load_pd(in.pd + i), 0.0234375));
    to.rewarding.Set8(step, AtLeast(_mm512_load_pd(in.annual_margin + i), 250));
    to.used25.Set8(step, AtLeast(use, 0.25));
    to.used50.Set8(step, AtLeast(use, 0.5));
    to.used75.Set8(step, AtLeast(use, 0.75));
  }
}

inline void CompareNarrow(const Input& in, int64_t first, Compared& to) {
  BENCH_STEPS
  for (int step = 0; step < 4; ++step) {
    const int64_t i = first + 16 * step;
    const __m512i tenure = Load(in.tenure_months + i);
    const __m512i late = Load(in.days_past_due + i);
    const __m512i idle = Load(in.months_inactive + i);
    to.lost.Set16(step, _mm512_cmpge_epi32_mask(idle, _mm512_set1_epi32(6)) |
                            _mm512_cmpgt_epi32_mask(late, _mm512_set1_epi32(90)));
    to.idle.Set16(step, _mm512_cmpge_epi32_mask(idle, _mm512_set1_epi32(3)));
    to.late60.Set16(step, _mm512_cmpgt_epi32_mask(late, _mm512_set1_epi32(60)));
    to.on_time.Set16(step, _mm512_testn_epi32_mask(late, late));
    to.under6.Set16(step, _mm512_cmplt_epi32_mask(tenure, _mm512_set1_epi32(6)));
    to.under24.Set16(step, _mm512_cmplt_epi32_mask(tenure, _mm512_set1_epi32(24)));
    to.from3.Set16(step, _mm512_cmpge_epi32_mask(tenure, _mm512_set1_epi32(3)));
  }
}

struct Stages {
  __mmask64 lost, decline, fresh, growth;  // earlier ones win
};

inline Stages StagesOf(const Compared& is) {
  const __mmask64 lost = is.lost.all();
  const __mmask64 decline = is.idle.all() | is.falling.all() | lost;
  return {lost, decline, is.under6.all() & ~decline, is.steady.all() & is.under24.all()};
}

// What the line needs of each record, and the rules whose conditions hold, apart from the
// comparison of the new line with the old one.
struct Rules {
  Bits risky, rewarding, known;
  Bits cut_to_need, halve, raise_new, raise_any, cut_any;
};

inline Rules RulesOf(const Compared& is, const Stages& stages, const uint8_t* known) {
  const __mmask64 risky = is.risky.all();
  const __mmask64 rewarding = is.rewarding.all();
  const __mmask64 cut_to_need = is.late60.all() | stages.lost;
  const __mmask64 halve = ~cut_to_need & risky & ~rewarding & ~is.used25.all();
  const __mmask64 may_raise = is.on_time.all() & ~risky & ~stages.decline;
  const __mmask64 raise = may_raise & ~stages.fresh & is.used75.all();
  const __mmask64 raise_new =
      may_raise & stages.fresh & rewarding & is.used50.all() & is.from3.all();
  __mmask64 incomes;
  std::memcpy(&incomes, known, 8);
  Rules rules;
  rules.risky.SetAll(risky);
  rules.rewarding.SetAll(rewarding);
  rules.known.SetAll(incomes);
  rules.cut_to_need.SetAll(cut_to_need);
  rules.halve.SetAll(halve);
  rules.raise_new.SetAll(raise_new);
  rules.raise_any.SetAll(raise | raise_new);
  rules.cut_any.SetAll(cut_to_need | halve);
  return rules;
}

// x / 100,000 rounded down, times 100,000, for 0 <= x < 2^36: after a division by 32 by way of a
// multiplication with 2^43 / 3,125 rounded up, which is exact for what is below 2^31.
inline __m512i DownToThousand(__m512i x) {
  const __m512i parts = _mm512_mul_epu32(_mm512_srli_epi64(x, 5), Set64(2'814'749'768));
  return _mm512_mul_epu32(_mm512_srli_epi64(parts, 43), Set64(100'000));
}

// The lines of 64 records into memory; gives those that rule 3 or 4 raises.
inline __mmask64 DecideLines(const Input& in, const Output& out, int64_t first,
                             const Rules& rules) {
  Bits raised;
  BENCH_STEPS
  for (int step = 0; step < 8; ++step) {
    const int64_t i = first + 8 * step;
    const __m512i limit = Load(in.credit_limit + i);
    const __m512i spend3 = Load(in.spend3 + i);
    const __m512i need = _mm512_max_epi64(_mm512_add_epi64(spend3, spend3), Load(in.spend6 + i));
    const __mmask8 rewarding = rules.rewarding.At8(step);
    const __m512i safe = _mm512_mask_blend_epi64(rewarding, Set64(3'000'000), Set64(6'000'000));
    const __m512i risk = _mm512_mask_blend_epi64(rewarding, Set64(500'000), Set64(1'500'000));
    const __m512i ceiling = _mm512_mask_blend_epi64(rules.risky.At8(step), safe, risk);
    // Unknown counts as 0, which raises nobody.
    const __m512i earned = _mm512_maskz_load_epi64(rules.known.At8(step), in.monthly_income + i);
    const __m512i capacity = _mm512_add_epi64(_mm512_slli_epi64(earned, 2), earned);
    const __m512i bounded = _mm512_min_epi64(need, ceiling);
    const __m512i target = _mm512_min_epi64(bounded, capacity);
    const __m512i quarter_more = _mm512_add_epi64(limit, _mm512_srli_epi64(limit, 2));
    // At most one of them holds but for cut_to_need, which comes first; so one rounding will do.
    __m512i amount = _mm512_mask_min_epi64(target, rules.raise_new.At8(step), target, quarter_more);
    amount = _mm512_mask_srli_epi64(amount, rules.halve.At8(step), limit, 1);
    amount = _mm512_mask_min_epi64(amount, rules.cut_to_need.At8(step), bounded, limit);
    const __m512i rounded = DownToThousand(amount);
    const __mmask8 raise = _mm512_mask_cmpgt_epi64_mask(rules.raise_any.At8(step), rounded, limit);
    raised.Set8(step, raise);
    Stream(out.line + i, _mm512_mask_mov_epi64(limit, raise | rules.cut_any.At8(step), rounded));
  }
  return raised.all();
}

inline __m512i Code(int8_t code) {
  return _mm512_set1_epi8(code);
}

}  // namespace

void DecideAvx512(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    Compared compared;
    CompareWide(in, i, compared);
    CompareNarrow(in, i, compared);
    const Stages stages = StagesOf(compared);
    const Rules rules = RulesOf(compared, stages, in.income_known + i / 8);
    const __mmask64 raised = DecideLines(in, out, i, rules);

    __m512i stage = _mm512_mask_mov_epi8(Code(kMature), stages.growth, Code(kGrowth));
    stage = _mm512_mask_mov_epi8(stage, stages.fresh, Code(kNew));
    stage = _mm512_mask_mov_epi8(stage, stages.decline, Code(kDecline));
    Stream(out.stage + i, _mm512_mask_mov_epi8(stage, stages.lost, Code(kLost)));
    Stream(out.cell + i,
           _mm512_or_si512(_mm512_maskz_mov_epi8(rules.risky.all(), Code(kBet)),
                           _mm512_maskz_mov_epi8(~rules.rewarding.all(), Code(kSafe))));
    Stream(out.action + i,
           _mm512_mask_mov_epi8(_mm512_maskz_mov_epi8(rules.cut_any.all(), Code(kCut)), raised,
                                Code(kRaise)));
  }
  _mm_sfence();
}

void RoofAvx512(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    __m512i narrow = Set64(*reinterpret_cast<const int64_t*>(in.income_known + i / 8));
    for (int64_t at = i; at < i + 64; at += 16) {
      narrow ^=
          Load(in.tenure_months + at) ^ Load(in.days_past_due + at) ^ Load(in.months_inactive + at);
    }
    for (int64_t at = i; at < i + 64; at += 8) {
      __m512i wide = narrow;
      for (const double* column : {in.utilisation, in.pd, in.annual_margin})
        wide ^= Load(column + at);
      for (const int64_t* column : {in.credit_limit, in.spend3, in.spend6, in.monthly_income})
        wide ^= Load(column + at);
      Stream(out.line + at, wide);
    }
    Stream(out.stage + i, narrow);
    Stream(out.cell + i, narrow);
    Stream(out.action + i, narrow);
  }
  _mm_sfence();
}

}  // namespace sextant::bench::twelve_rules
