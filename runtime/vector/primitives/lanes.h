// Included by each of the levels (see levels.h), once with each set of instructions: hence no guard
// against being included from several files, and nothing of the standard library that is not a
// template argument away from being inlined.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "runtime/vector/call.h"

// What the primitives are written with: rows 64 at a time, and words that hold a bit for each.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

#if defined(__AVX512BW__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

// The machine's own vector of T.
template <class T>
struct VectorOf {
  typedef T Type __attribute__((vector_size(kVectorBytes)));
};
template <class T>
using Vector = typename VectorOf<T>::Type;
template <class T>
constexpr int kLanes = kVectorBytes / static_cast<int>(sizeof(T));

template <class T>
inline Vector<T> Load(const T* from) {
  Vector<T> v;
  std::memcpy(&v, from, kVectorBytes);
  return v;
}
template <class T>
inline void Store(T* to, Vector<T> v) {
  std::memcpy(to, &v, kVectorBytes);
}

// The word whose bit j is byte j, which is 0 or 1.
inline uint64_t PackBytes(const uint8_t* bytes) {
#if defined(__AVX512BW__)
  const __m512i all = _mm512_loadu_si512(bytes);
  return _mm512_test_epi8_mask(all, all);
#elif defined(__AVX2__)
  const auto half = [](const uint8_t* from) {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_slli_epi16(v, 7)));
  };
  return half(bytes) | uint64_t{half(bytes + 32)} << 32;
#else
  // The product gathers the last bits of eight bytes in its highest byte.
  uint64_t word = 0;
  for (int i = 0; i < 8; ++i) {
    uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, sizeof eight);
    word |= (eight * 0x0102040810204080u >> 56) << (8 * i);
  }
  return word;
#endif
}

// The word whose bit j is test(j).
template <class Test>
inline __attribute__((always_inline)) uint64_t WordOf(const Test& test) {
  alignas(64) uint8_t bytes[kWordRows];
  for (int64_t j = 0; j < kWordRows; ++j) {
    bytes[j] = test(j);
  }
  return PackBytes(bytes);
}

// The lanes of vector number `part` whose bits in the word are set, as a vector of 0 and others.
template <class T>
inline Vector<T> LanesOf(uint64_t word, int part) {
  Vector<T> own{};
  if constexpr (kLanes<T> > 8 * static_cast<int>(sizeof(T))) {
    // More lanes than an element has bits: the pieces of the word as wide as an element are spread
    // over 16 bytes each, within which the machine shuffles.
    constexpr int kBits = 8 * static_cast<int>(sizeof(T)),
                  kWithin = 16 / static_cast<int>(sizeof(T));
    Vector<T> from{};
    for (int i = 0; i < kLanes<T>; ++i) {
      from[i] = static_cast<T>(i / kWithin * kWithin + (part * kLanes<T> + i) / kBits);
      own[i] = static_cast<T>(1u << (i % kBits));
    }
    return __builtin_shuffle((Vector<T>)(word - Vector<uint64_t>{}), from) & own;
  } else {
    for (int i = 0; i < kLanes<T>; ++i) {
      own[i] = static_cast<T>(T{1} << i);
    }
    return (static_cast<T>(word >> (part * kLanes<T>)) - Vector<T>{}) & own;
  }
}

// --- operands: a column, or one number in every row
template <class T>
struct Column {
  using Type = T;
  const T* values;
  static Column Of(Columns columns, uint32_t number, int64_t) {
    return {reinterpret_cast<const T*>(columns[number])};
  }
  T operator[](int64_t row) const { return values[row]; }
  Vector<T> Part(int64_t row) const { return Load(values + row); }
};

template <class T>
struct Constant {
  using Type = T;
  T value;
  static Constant Of(Columns, uint32_t, int64_t word) {
    if constexpr (std::is_same_v<T, double>) {
      return {__builtin_bit_cast(double, word)};
    } else {
      return {static_cast<T>(word)};
    }
  }
  T operator[](int64_t) const { return value; }
  Vector<T> Part(int64_t) const { return value - Vector<T>{}; }
};

template <class T>
inline T* To(Columns columns, uint32_t number) {
  return reinterpret_cast<T*>(columns[number]);
}
inline uint64_t* Words(Columns columns, uint32_t number) {
  return To<uint64_t>(columns, number);
}

// to[word] = the rows where test(row) holds
template <class Test>
inline __attribute__((always_inline)) void WriteBits(uint64_t* __restrict to, int64_t words,
                                                     const Test& test) {
  for (int64_t word = 0; word < words; ++word) {
    const int64_t first = word * kWordRows;
    to[word] = WordOf([&](int64_t j) { return test(first + j); });
  }
}

// The same where `test` gives a whole number that is 0 in almost every block: that is looked for
// first, which takes no bits.
template <class Test>
inline __attribute__((always_inline)) void WriteRareBits(uint64_t* __restrict to, int64_t words,
                                                         const Test& test) {
  decltype(test(0)) any = 0;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    any |= test(row);
  }
  if (any == 0) {
    std::memset(to, 0, static_cast<std::size_t>(words) * sizeof *to);
  } else {
    WriteBits(to, words, [&](int64_t row) { return test(row) != 0; });
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
