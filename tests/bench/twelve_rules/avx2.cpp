// Compiled for AVX2, whatever the machine.
#include <immintrin.h>

#include <initializer_list>

#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench::twelve_rules {
namespace {

inline __m256i Set64(int64_t value) {
  return _mm256_set1_epi64x(value);
}
inline __m256i Set32(int32_t value) {
  return _mm256_set1_epi32(value);
}
inline __m256i Load(const void* from) {
  return _mm256_load_si256(static_cast<const __m256i*>(from));
}
// Past the cache: what is written is not read again, and no line is fetched to be overwritten.
inline void Stream(void* to, __m256i value) {
  _mm256_stream_si256(static_cast<__m256i*>(to), value);
}
inline __m256i Pick(__m256i mask, __m256i yes, __m256i no) {
  return _mm256_blendv_epi8(no, yes, mask);
}
inline __m256i Min64(__m256i a, __m256i b) {
  return Pick(_mm256_cmpgt_epi64(a, b), b, a);
}
inline __m256i Max64(__m256i a, __m256i b) {
  return Pick(_mm256_cmpgt_epi64(a, b), a, b);
}
inline __m256i NotLess(const double* column, double than) {
  return _mm256_castpd_si256(
      _mm256_cmp_pd(_mm256_load_pd(column), _mm256_set1_pd(than), _CMP_GE_OQ));
}

// Masks of four and four records as one of eight, and back.
inline __m256i Join(__m256i low, __m256i high) {
  const __m256 halves =
      _mm256_shuffle_ps(_mm256_castsi256_ps(low), _mm256_castsi256_ps(high), 0x88);
  return _mm256_permute4x64_epi64(_mm256_castps_si256(halves), 0xd8);
}
inline __m256i Half(__m256i mask, int half) {
  return _mm256_cvtepi32_epi64(half == 0 ? _mm256_castsi256_si128(mask)
                                         : _mm256_extracti128_si256(mask, 1));
}

// Rounds down to 100,000, exactly for 0 <= x < 2^49; see avx512.cpp. Whole numbers become doubles
// and back by way of 2^52, whose last place is 1.
inline __m256i DownToThousand(__m256i x) {
  const __m256d shift = _mm256_set1_pd(0x1p52);
  const __m256d real =
      _mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(x, _mm256_castpd_si256(shift))), shift);
  const __m256d whole = _mm256_floor_pd(_mm256_mul_pd(real, _mm256_set1_pd(0x1.4f8b588e368f8p-17)));
  const __m256d down = _mm256_mul_pd(whole, _mm256_set1_pd(100'000));
  return _mm256_xor_si256(_mm256_castpd_si256(_mm256_add_pd(down, shift)),
                          _mm256_castpd_si256(shift));
}

// The rules whose conditions hold, apart from the comparison of the new line with the old one.
struct Rules {
  __m256i cut_to_need, halve, raise, raise_new;
};

// The line of four records; gives those that rule 3 or 4 raises.
inline __m256i DecideLine(const Input& in, const Output& out, int64_t i, const Rules& rules,
                          __m256i spend3, __m256i spend6, __m256i risky, __m256i rewarding) {
  const __m256i limit = Load(in.credit_limit + i);
  const __m256i need = Max64(_mm256_add_epi64(spend3, spend3), spend6);
  const __m256i ceiling = Pick(risky, Pick(rewarding, Set64(1'500'000), Set64(500'000)),
                               Pick(rewarding, Set64(6'000'000), Set64(3'000'000)));
  // Unknown counts as 0, which raises nobody.
  const __m256i bits = _mm256_setr_epi64x(1, 2, 4, 8);
  const __m256i known =
      _mm256_cmpeq_epi64(_mm256_and_si256(Set64(in.income_known[i / 8] >> (i & 4)), bits), bits);
  const __m256i earned = _mm256_and_si256(Load(in.monthly_income + i), known);
  const __m256i capacity = _mm256_add_epi64(_mm256_slli_epi64(earned, 2), earned);
  const __m256i bounded = Min64(need, ceiling);
  const __m256i target = Min64(bounded, capacity);
  const __m256i quarter_more = _mm256_add_epi64(limit, _mm256_srli_epi64(limit, 2));
  __m256i amount = Pick(rules.raise_new, Min64(target, quarter_more), target);
  amount = Pick(rules.halve, _mm256_srli_epi64(limit, 1), amount);
  amount = Pick(rules.cut_to_need, Min64(bounded, limit), amount);
  const __m256i rounded = DownToThousand(amount);
  const __m256i raised = _mm256_and_si256(_mm256_or_si256(rules.raise, rules.raise_new),
                                          _mm256_cmpgt_epi64(rounded, limit));
  const __m256i changed = _mm256_or_si256(raised, _mm256_or_si256(rules.cut_to_need, rules.halve));
  Stream(out.line + i, Pick(changed, rounded, limit));
  return raised;
}

struct Codes {
  __m256i stage, cell, action;  // 32 bits a record
};

inline Codes DecideEight(const Input& in, const Output& out, int64_t i) {
  const __m256i tenure = Load(in.tenure_months + i);
  const __m256i late = Load(in.days_past_due + i);
  const __m256i idle = Load(in.months_inactive + i);
  __m256i spend3[2], spend6[2], risky[2], rewarding[2], falling[2], unsteady[2];
  for (int half = 0; half < 2; ++half) {
    const int64_t at = i + 4 * half;
    spend3[half] = Load(in.spend3 + at);
    spend6[half] = Load(in.spend6 + at);
    const __m256i four = _mm256_slli_epi64(spend3[half], 2);
    const __m256i five = _mm256_add_epi64(four, spend3[half]);
    const __m256i three =
        _mm256_add_epi64(_mm256_add_epi64(spend6[half], spend6[half]), spend6[half]);
    falling[half] = _mm256_cmpgt_epi64(spend6[half], four);
    unsteady[half] = _mm256_cmpgt_epi64(three, five);
    risky[half] = NotLess(in.pd + at, 0.0234375);
    rewarding[half] = NotLess(in.annual_margin + at, 250);
  }
  const __m256i all_risky = Join(risky[0], risky[1]);
  const __m256i all_rewarding = Join(rewarding[0], rewarding[1]);
  const auto used = [&in, i](double at) {
    return Join(NotLess(in.utilisation + i, at), NotLess(in.utilisation + i + 4, at));
  };

  const __m256i lost =
      _mm256_or_si256(_mm256_cmpgt_epi32(idle, Set32(5)), _mm256_cmpgt_epi32(late, Set32(90)));
  const __m256i decline = _mm256_or_si256(_mm256_or_si256(_mm256_cmpgt_epi32(idle, Set32(2)), lost),
                                          Join(falling[0], falling[1]));
  const __m256i fresh = _mm256_cmpgt_epi32(Set32(6), tenure);
  const __m256i growth =
      _mm256_andnot_si256(Join(unsteady[0], unsteady[1]), _mm256_cmpgt_epi32(Set32(24), tenure));
  __m256i stage = Pick(growth, Set32(kGrowth), Set32(kMature));
  stage = Pick(fresh, Set32(kNew), stage);
  stage = Pick(decline, Set32(kDecline), stage);
  stage = Pick(lost, Set32(kLost), stage);
  const __m256i cell = _mm256_or_si256(_mm256_and_si256(all_risky, Set32(kBet)),
                                       _mm256_andnot_si256(all_rewarding, Set32(kSafe)));

  const __m256i cut_to_need = _mm256_or_si256(_mm256_cmpgt_epi32(late, Set32(60)), lost);
  const __m256i dropped = _mm256_andnot_si256(all_rewarding, all_risky);
  const __m256i halve = _mm256_andnot_si256(_mm256_or_si256(cut_to_need, used(0.25)), dropped);
  const __m256i on_time = _mm256_andnot_si256(_mm256_or_si256(all_risky, decline),
                                              _mm256_cmpeq_epi32(late, _mm256_setzero_si256()));
  const __m256i raise = _mm256_andnot_si256(fresh, _mm256_and_si256(on_time, used(0.75)));
  const __m256i starting = _mm256_and_si256(fresh, _mm256_cmpgt_epi32(tenure, Set32(2)));
  const __m256i raise_new = _mm256_and_si256(_mm256_and_si256(on_time, starting),
                                             _mm256_and_si256(all_rewarding, used(0.5)));

  __m256i raised[2];
  for (int half = 0; half < 2; ++half) {
    const Rules rules = {Half(cut_to_need, half), Half(halve, half), Half(raise, half),
                         Half(raise_new, half)};
    raised[half] = DecideLine(in, out, i + 4 * half, rules, spend3[half], spend6[half], risky[half],
                              rewarding[half]);
  }
  const __m256i cut = _mm256_and_si256(_mm256_or_si256(cut_to_need, halve), Set32(kCut));
  return {stage, cell, Pick(Join(raised[0], raised[1]), Set32(kRaise), cut)};
}

// Thirty-two codes of 32 bits as bytes, in order.
inline void Store(int8_t* to, __m256i a, __m256i b, __m256i c, __m256i d) {
  const __m256i bytes = _mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  Stream(to, _mm256_permutevar8x32_epi32(bytes, order));
}

}  // namespace

// Whole lines of the cache are written at once, as what leaves half filled costs several times
// more.
void DecideAvx2(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    Codes codes[8];
    for (int step = 0; step < 8; ++step)
      codes[step] = DecideEight(in, out, i + 8 * step);
    for (int half = 0; half < 2; ++half)
      Store(out.stage + i + 32 * half, codes[4 * half].stage, codes[4 * half + 1].stage,
            codes[4 * half + 2].stage, codes[4 * half + 3].stage);
    for (int half = 0; half < 2; ++half)
      Store(out.cell + i + 32 * half, codes[4 * half].cell, codes[4 * half + 1].cell,
            codes[4 * half + 2].cell, codes[4 * half + 3].cell);
    for (int half = 0; half < 2; ++half)
      Store(out.action + i + 32 * half, codes[4 * half].action, codes[4 * half + 1].action,
            codes[4 * half + 2].action, codes[4 * half + 3].action);
  }
  _mm_sfence();
}

void RoofAvx2(const Input& in, const Output& out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 64) {
    __m256i narrow = Set64(*reinterpret_cast<const int64_t*>(in.income_known + i / 8));
    for (int64_t at = i; at < i + 64; at += 8) {
      for (const int32_t* column : {in.tenure_months, in.days_past_due, in.months_inactive})
        narrow = _mm256_xor_si256(narrow, Load(column + at));
    }
    for (int64_t at = i; at < i + 64; at += 4) {
      __m256i wide = narrow;
      for (const double* column : {in.utilisation, in.pd, in.annual_margin})
        wide = _mm256_xor_si256(wide, Load(column + at));
      for (const int64_t* column : {in.credit_limit, in.spend3, in.spend6, in.monthly_income})
        wide = _mm256_xor_si256(wide, Load(column + at));
      Stream(out.line + at, wide);
    }
    for (int8_t* codes : {out.stage, out.cell, out.action}) {
      Stream(codes + i, narrow);
      Stream(codes + i + 32, narrow);
    }
  }
  _mm_sfence();
}

}  // namespace sextant::bench::twelve_rules
