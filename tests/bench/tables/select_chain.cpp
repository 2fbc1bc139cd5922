// Compiled for AVX-512 once a table: BENCH_CHAIN is its file chain.inc, BENCH_NAME the function.
#include <immintrin.h>

#include "tests/bench/tables/twins.h"

namespace sextant::bench::tables {
namespace {

// A column of sixteen records, and the cells that may stand in it.
struct Sixteen {
  __m512i values;

  __mmask16 Below(int32_t high) const {
    return _mm512_cmplt_epi32_mask(values, _mm512_set1_epi32(high));
  }
  __mmask16 From(int32_t low) const {
    return _mm512_cmpge_epi32_mask(values, _mm512_set1_epi32(low));
  }
  __mmask16 Within(int32_t low, int32_t high) const {
    return _mm512_cmplt_epu32_mask(_mm512_sub_epi32(values, _mm512_set1_epi32(low)),
                                   _mm512_set1_epi32(high - low));
  }
  // Of members as bits.
  __mmask16 In(int32_t members) const {
    return _mm512_test_epi32_mask(values, _mm512_set1_epi32(members));
  }
};

// The declared ranges of the amounts fit 32 bits.
inline Sixteen Narrow(const int64_t* column) {
  const __m256i low = _mm512_cvtepi64_epi32(_mm512_load_si512(column));
  const __m256i high = _mm512_cvtepi64_epi32(_mm512_load_si512(column + 8));
  return {_mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1)};
}

}  // namespace

void BENCH_NAME(const Records& in, int32_t* out, int64_t first, int64_t count) {
  for (int64_t i = first; i < first + count; i += 16) {
    const Sixteen age{_mm512_load_si512(in.age + i)};
    const Sixteen score{_mm512_load_si512(in.score + i)};
    const Sixteen dpd{_mm512_load_si512(in.dpd + i)};
    const Sixteen segment{
        _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_load_si512(in.segment + i))};
    const Sixteen income = Narrow(in.income + i);
    const Sixteen balance = Narrow(in.balance + i);
    __m512i hit = _mm512_set1_epi32(BENCH_ROWS - 1);
    // From the last row to the first, so that the first one that matches has the last word.
#define ROW(number, cells) hit = _mm512_mask_mov_epi32(hit, cells, _mm512_set1_epi32(number));
#include BENCH_CHAIN
#undef ROW
    _mm512_store_si512(out + i, hit);
  }
}

}  // namespace sextant::bench::tables
