// Compiled for AVX-512.
#include <immintrin.h>

#include "tests/bench/tables/index.h"

namespace sextant::bench::tables {
namespace {

// Where the six sets of a record begin.
struct Sets {
  const uint64_t* of[kColumns];
};

inline Sets SetsOf(const Part& part, const Block& block, int i) {
  const int words = part.words;
  const Records& in = block.in;
  return {{part.sets[0].data() + (in.age[i] - kDomains[0].first) * words,
           part.sets[1].data() + (in.score[i] - kDomains[1].first) * words,
           part.sets[2].data() + in.dpd[i] * words, part.sets[3].data() + in.segment[i] * words,
           part.sets[4].data() + part.local[4][block.income[i]] * words,
           part.sets[5].data() + part.local[5][block.balance[i]] * words}};
}

// The first row in all six sets, or something from 512 on.
inline int FirstOf512(const Sets& sets) {
  __m512i all = _mm512_load_si512(sets.of[0]);
  for (int column = 1; column < kColumns; ++column)
    all = _mm512_and_si512(all, _mm512_load_si512(sets.of[column]));
  const __mmask8 filled = _mm512_test_epi64_mask(all, all);
  const __m512i first = _mm512_maskz_compress_epi64(filled, all);
  const auto word = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm512_castsi512_si128(first)));
  return static_cast<int>(_tzcnt_u32(filled | 0x100u) * 64 + (_tzcnt_u64(word) & 63));
}
inline int FirstOf128(const Sets& sets) {
  uint64_t low = sets.of[0][0];
  uint64_t high = sets.of[0][1];
  for (int column = 1; column < kColumns; ++column) {
    low &= sets.of[column][0];
    high &= sets.of[column][1];
  }
  const int in_high = static_cast<int>(64 + _tzcnt_u64(high));
  return low != 0 ? static_cast<int>(_tzcnt_u64(low)) : in_high;
}

}  // namespace

void FindIntervals(const LookUp& look_up, const int64_t* values, int count, uint16_t* ids) {
  for (int i = 0; i < count; ++i)
    ids[i] = look_up.starts[values[i] >> look_up.shift];
  for (int step = 0; step < look_up.steps; ++step) {
    for (int i = 0; i < count; ++i)
      ids[i] = static_cast<uint16_t>(ids[i] + (values[i] >= look_up.cuts[ids[i]]));
  }
}

int DecidePart(const Part& part, const Block& block, uint16_t* open, int count, int32_t* out) {
  if (part.words == 2) {
    for (int i = 0; i < count; ++i)
      out[i] = FirstOf128(SetsOf(part, block, i));
    return 0;
  }
  int left = 0;
  for (int k = 0; k < count; ++k) {
    const int i = open[k];
    const int row = FirstOf512(SetsOf(part, block, i));
    out[i] = part.first_row + row;
    open[left] = static_cast<uint16_t>(i);
    left += row >= 512;
  }
  return left;
}

}  // namespace sextant::bench::tables
