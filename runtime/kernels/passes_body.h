// The loops of passes.h, for the instruction set that the including file is compiled for. Included
// by passes_*.cpp alone, each time in a namespace of its own; loops and vectors of plain words, and
// nothing of the standard library that would be shared with other files.
#include <cstdint>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "runtime/kernels/passes.h"

#define SEXTANT_INLINE [[gnu::always_inline]] inline

namespace sextant::kernels {
namespace {

// The widest vectors that the machine works on in one piece.
#if defined(__AVX512F__)
inline constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
inline constexpr int kVectorBytes = 32;
#else
inline constexpr int kVectorBytes = 16;
#endif
template <class Word>
struct VectorOf;
template <>
struct VectorOf<int32_t> {
  static constexpr int kLanes = kVectorBytes / 4;
  using Type = int32_t __attribute__((vector_size(kVectorBytes)));
  using Intervals = Interval __attribute__((vector_size(kVectorBytes / 2)));
};
template <>
struct VectorOf<int64_t> {
  static constexpr int kLanes = kVectorBytes / 8;
  using Type = int64_t __attribute__((vector_size(kVectorBytes)));
  using Intervals = Interval __attribute__((vector_size(kVectorBytes / 4)));
};

template <class Vector>
SEXTANT_INLINE void Load(const void* from, Vector& vector) {
  std::memcpy(&vector, from, sizeof vector);
}
template <class Vector>
SEXTANT_INLINE void Store(const Vector& vector, void* to) {
  std::memcpy(to, &vector, sizeof vector);
}

// --- the words of a column

template <class Word>
SEXTANT_INLINE Word Brought(int64_t word) {
  if constexpr (sizeof(Word) == 4) {
    word = word < INT32_MIN ? INT32_MIN : word;
    word = word > INT32_MAX ? INT32_MAX : word;
  }
  return static_cast<Word>(word);
}

template <class Element, class Word>
SEXTANT_INLINE void ReadInts(const void* values, int64_t rows, Word* words) {
  const auto* elements = static_cast<const Element*>(values);
  for (int64_t i = 0; i < rows; ++i) {
    words[i] = Brought<Word>(elements[i]);
  }
}

// Doubles as whole numbers in their order, both zeros 0: OrderedWord for every bit pattern.
template <class Word>
SEXTANT_INLINE void ReadReals(const void* values, int64_t rows, Word* words) {
  const auto* elements = static_cast<const int64_t*>(values);
  for (int64_t i = 0; i < rows; ++i) {
    const int64_t sign = elements[i] >> 63;
    words[i] = Brought<Word>(((elements[i] & INT64_MAX) ^ sign) - sign);
  }
}

template <class Word>
SEXTANT_INLINE void ReadBits(const void* values, int64_t rows, Word* words) {
  const auto* bytes = static_cast<const uint8_t*>(values);
  for (int64_t i = 0; i < rows; i += 8) {
    for (int64_t k = 0; k < 8; ++k) {
      words[i + k] = bytes[i / 8] >> k & 1;
    }
  }
}

template <class Word>
SEXTANT_INLINE void ReadTexts(const void* values, int64_t rows, Word* words) {
  const auto* elements = static_cast<const int64_t*>(values);
  for (int64_t i = 0; i < rows; ++i) {
    words[i] = static_cast<Word>(elements[i] >> 32);
  }
}

template <class Word>
void Read(const void* values, abi::WordForm form, int64_t rows, Word* words) {
  switch (form) {
    case abi::WordForm::kInt8:
      return ReadInts<int8_t>(values, rows, words);
    case abi::WordForm::kInt16:
      return ReadInts<int16_t>(values, rows, words);
    case abi::WordForm::kInt32:
      return ReadInts<int32_t>(values, rows, words);
    case abi::WordForm::kInt64:
      return ReadInts<int64_t>(values, rows, words);
    case abi::WordForm::kFloat64:
      return ReadReals(values, rows, words);
    case abi::WordForm::kBits:
      return ReadBits(values, rows, words);
    case abi::WordForm::kText:
      return ReadTexts(values, rows, words);
  }
}

// --- intervals

// interval = 0;  for each cut:  interval += word >= cut
template <class Word>
SEXTANT_INLINE void Count(const Word* cuts, uint32_t count, const Word* words, int64_t rows,
                          Interval* intervals) {
  using Vector = typename VectorOf<Word>::Type;
  using Intervals = typename VectorOf<Word>::Intervals;
  constexpr int64_t kLanes = VectorOf<Word>::kLanes;
  for (int64_t i = 0; i < rows; i += 2 * kLanes) {
    Vector low, high, low_count{}, high_count{};
    Load(words + i, low);
    Load(words + i + kLanes, high);
    for (uint32_t k = 0; k < count; ++k) {
      low_count = low >= cuts[k] ? low_count + 1 : low_count;
      high_count = high >= cuts[k] ? high_count + 1 : high_count;
    }
    Store(__builtin_convertvector(low_count, Intervals), intervals + i);
    Store(__builtin_convertvector(high_count, Intervals), intervals + i + kLanes);
  }
}

// Where each word is looked up: (word brought to low..high) - low >> shift
template <class Word, class Unsigned>
SEXTANT_INLINE void Place(const CutView& cuts, const Word* words, int64_t rows, Interval* places) {
  const auto low = static_cast<Word>(cuts.low), high = static_cast<Word>(cuts.high);
  const unsigned shift = cuts.shift;
  for (int64_t i = 0; i < rows; ++i) {
    Word word = words[i] < low ? low : words[i];
    word = word > high ? high : word;
    places[i] =
        static_cast<Interval>((static_cast<Unsigned>(word) - static_cast<Unsigned>(low)) >> shift);
  }
}

SEXTANT_INLINE void LookUp(const Interval* intervals, int64_t rows, Interval* places) {
  for (int64_t i = 0; i < rows; i += 8) {
    for (int64_t k = 0; k < 8; ++k) {
      places[i + k] = intervals[places[i + k]];
    }
  }
}

// The first of 2^steps - 1 cuts after the bucket's first that the word has not reached. A word that
// has reached the cuts that fill up the list has reached all before.
template <unsigned kSteps, class Word>
SEXTANT_INLINE void Halve(const CutView& view, const Word* cuts, const Word* words, int64_t rows,
                          Interval* places) {
  const unsigned steps = kSteps == 0 ? view.steps : kSteps;
  for (int64_t i = 0; i < rows; ++i) {
    uint32_t reached = view.intervals[places[i]];
    for (uint32_t half = uint32_t{1} << (steps - 1); half > 0; half /= 2) {
      reached += words[i] >= cuts[reached + half - 1] ? half : 0;
    }
    places[i] = static_cast<Interval>(reached < view.count ? reached : view.count);
  }
}

template <class Word>
SEXTANT_INLINE void Search(const CutView& view, const Word* cuts, const Word* words, int64_t rows,
                           Interval* places) {
  switch (view.steps) {
    case 1:
      return Halve<1>(view, cuts, words, rows, places);
    case 2:
      return Halve<2>(view, cuts, words, rows, places);
    default:
      return Halve<0>(view, cuts, words, rows, places);
  }
}

template <class Word, class Unsigned>
void NumberWords(const CutView& view, const Word* cuts, const void* values, abi::WordForm form,
                 int64_t rows, Interval* intervals) {
  alignas(64) Word words[kPassRows];
  Read(values, form, rows, words);
  for (int64_t i = rows; i % 32 != 0; ++i) {
    words[i] = 0;
  }
  if (view.search == CutView::Search::kCount) {
    return Count(cuts, view.count, words, rows, intervals);
  }
  Place<Word, Unsigned>(view, words, rows, intervals);
  if (view.search == CutView::Search::kMap) {
    return LookUp(view.intervals, rows, intervals);
  }
  Search(view, cuts, words, rows, intervals);
}

void Number(const CutView& view, const void* values, abi::WordForm form, int64_t rows,
            Interval* intervals) {
  if (view.narrow) {
    NumberWords<int32_t, uint32_t>(view, view.narrow_cuts, values, form, rows, intervals);
  } else {
    NumberWords<int64_t, uint64_t>(view, view.wide_cuts, values, form, rows, intervals);
  }
}

void Miss(const uint8_t* validity, int64_t rows, Interval missing, Interval* intervals) {
  for (int64_t i = 0; i < rows; i += 8) {
    const unsigned bits = validity[i / 8];
    if (bits == 0xff) {
      continue;
    }
    for (int64_t k = 0; k < 8; ++k) {
      intervals[i + k] = (bits >> k & 1) != 0 ? intervals[i + k] : missing;
    }
  }
}

void Join(const Interval* intervals, int64_t rows, bool begin, uint32_t base, uint32_t stride,
          uint32_t* joined) {
  if (begin) {
    for (int64_t i = 0; i < rows; ++i) {
      joined[i] = base + intervals[i] * stride;
    }
  } else {
    for (int64_t i = 0; i < rows; ++i) {
      joined[i] += intervals[i] * stride;
    }
  }
}

// --- sets of rows

// A set of rows: one vector where the machine has it as wide, else two halves.
template <unsigned kWords>
struct RowSet {
  RowSet<kWords / 2> low, high;

  SEXTANT_INLINE explicit RowSet(const uint64_t* words) : low(words), high(words + kWords / 2) {}
  SEXTANT_INLINE void KeepIn(const RowSet& other) {
    low.KeepIn(other.low);
    high.KeepIn(other.high);
  }
  SEXTANT_INLINE void StoreTo(uint64_t* words) const {
    low.StoreTo(words);
    high.StoreTo(words + kWords / 2);
  }
  // Bit i: word i is not 0.
  SEXTANT_INLINE unsigned WordsIn() const { return low.WordsIn() | high.WordsIn() << (kWords / 2); }
};
template <>
struct RowSet<1> {
  uint64_t set;

  SEXTANT_INLINE explicit RowSet(const uint64_t* words) : set(*words) {}
  SEXTANT_INLINE void KeepIn(const RowSet& other) { set &= other.set; }
  SEXTANT_INLINE void StoreTo(uint64_t* words) const { *words = set; }
  SEXTANT_INLINE unsigned WordsIn() const { return set != 0 ? 1 : 0; }
};
#if defined(__AVX2__)
template <>
struct RowSet<4> {
  __m256i set;

  SEXTANT_INLINE explicit RowSet(const uint64_t* words)
      : set(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words))) {}
  SEXTANT_INLINE void KeepIn(const RowSet& other) { set = _mm256_and_si256(set, other.set); }
  SEXTANT_INLINE void StoreTo(uint64_t* words) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(words), set);
  }
  SEXTANT_INLINE unsigned WordsIn() const {
    const __m256i empty = _mm256_cmpeq_epi64(set, _mm256_setzero_si256());
    return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(empty))) ^ 15u;
  }
};
#endif
#if defined(__AVX512F__)
template <>
struct RowSet<8> {
  __m512i set;

  SEXTANT_INLINE explicit RowSet(const uint64_t* words) : set(_mm512_loadu_si512(words)) {}
  SEXTANT_INLINE void KeepIn(const RowSet& other) { set = _mm512_and_si512(set, other.set); }
  SEXTANT_INLINE void StoreTo(uint64_t* words) const { _mm512_storeu_si512(words, set); }
  SEXTANT_INLINE unsigned WordsIn() const { return _mm512_test_epi64_mask(set, set); }
};
#endif

// The position of the lowest bit; kNoRow when there is none.
template <unsigned kWords>
SEXTANT_INLINE uint32_t LowestBit(const RowSet<kWords>& set) {
  const unsigned some = set.WordsIn();
  uint64_t words[kWords];
  set.StoreTo(words);
  const auto word = static_cast<uint32_t>(__builtin_ctz(some | 1u << (kWords - 1)));
  const auto bit = static_cast<uint32_t>(__builtin_ctzll(words[word] | uint64_t{1} << 63));
  return some == 0 ? kNoRow : word * 64 + bit;
}

// set[places[0]] & set[places[1]] & …
template <unsigned kWords, bool kPlaced>
SEXTANT_INLINE RowSet<kWords> RowsOf(const SetView& view, GroupIntervals intervals) {
  const auto set = [&](uint32_t interval) {
    return RowSet<kWords>(view.sets +
                          std::size_t{kPlaced ? view.places[interval] : interval} * kWords);
  };
  RowSet<kWords> rows = set(*intervals);
  for (unsigned group = 1; group < view.groups; ++group) {
    intervals += kPassRows;
    rows.KeepIn(set(*intervals));
  }
  return rows;
}

// `view` is copied, lest each store might change it.
template <unsigned kWords, bool kPlaced>
uint32_t FirstOf(const SetView view, GroupIntervals intervals, uint16_t* records, uint32_t count,
                 uint32_t base, uint32_t* found) {
  if (records == nullptr) {
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t lowest = LowestBit(RowsOf<kWords, kPlaced>(view, intervals + i));
      found[i] = lowest == kNoRow ? kNoRow : base + lowest;
    }
    return 0;
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const uint16_t record = records[i];
    const uint32_t lowest = LowestBit(RowsOf<kWords, kPlaced>(view, intervals + record));
    found[record] = lowest == kNoRow ? kNoRow : base + lowest;
    records[kept] = record;
    kept += lowest == kNoRow ? 1 : 0;
  }
  return kept;
}

template <unsigned kWords, bool kPlaced>
void AllOf(const SetView view, GroupIntervals intervals, const uint16_t* records, uint32_t count,
           uint64_t* rows) {
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t record = records == nullptr ? i : records[i];
    RowsOf<kWords, kPlaced>(view, intervals + record).StoreTo(rows + std::size_t{i} * kWords);
  }
}

template <bool kPlaced>
SEXTANT_INLINE uint32_t FirstOf(const SetView& view, GroupIntervals intervals, uint16_t* records,
                                uint32_t count, uint32_t base, uint32_t* found) {
  switch (view.words) {
    case 1:
      return FirstOf<1, kPlaced>(view, intervals, records, count, base, found);
    case 2:
      return FirstOf<2, kPlaced>(view, intervals, records, count, base, found);
    case 4:
      return FirstOf<4, kPlaced>(view, intervals, records, count, base, found);
    default:
      return FirstOf<8, kPlaced>(view, intervals, records, count, base, found);
  }
}

uint32_t First(const SetView& view, GroupIntervals intervals, uint16_t* records, uint32_t count,
               uint32_t base, uint32_t* found) {
  return view.places == nullptr ? FirstOf<false>(view, intervals, records, count, base, found)
                                : FirstOf<true>(view, intervals, records, count, base, found);
}

template <bool kPlaced>
SEXTANT_INLINE void AllOf(const SetView& view, GroupIntervals intervals, const uint16_t* records,
                          uint32_t count, uint64_t* rows) {
  switch (view.words) {
    case 1:
      return AllOf<1, kPlaced>(view, intervals, records, count, rows);
    case 2:
      return AllOf<2, kPlaced>(view, intervals, records, count, rows);
    case 4:
      return AllOf<4, kPlaced>(view, intervals, records, count, rows);
    default:
      return AllOf<8, kPlaced>(view, intervals, records, count, rows);
  }
}

void All(const SetView& view, GroupIntervals intervals, const uint16_t* records, uint32_t count,
         uint64_t* rows) {
  if (view.places == nullptr) {
    AllOf<false>(view, intervals, records, count, rows);
  } else {
    AllOf<true>(view, intervals, records, count, rows);
  }
}

constexpr Passes kPasses{Number, Miss, Join, First, All};

}  // namespace
}  // namespace sextant::kernels
