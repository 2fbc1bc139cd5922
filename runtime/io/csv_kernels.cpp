#include "runtime/io/csv_kernels.h"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sextant::io {
namespace {

void ClassifyPlain(const char* text, std::size_t words, char separator, CsvMasks& masks) {
  for (std::size_t i = 0; i < words; ++i, text += 64) {
    uint64_t lines = 0, separators = 0, quotes = 0;
    for (int at = 0; at < 64; ++at) {
      const char c = text[at];
      const bool line = c == '\n' || (c == '\r' && text[at + 1] != '\n');
      lines |= static_cast<uint64_t>(line) << at;
      separators |= static_cast<uint64_t>(c == separator) << at;
      quotes |= static_cast<uint64_t>(c == '"') << at;
    }
    masks.ends[i] = lines | separators;
    masks.lines[i] = lines;
    masks.quotes[i] = quotes;
  }
}

uint32_t* PlacesPlain(const uint64_t* mask, std::size_t words, uint32_t first, uint32_t* to) {
  for (std::size_t i = 0; i < words; ++i, first += 64) {
    for (uint64_t bits = mask[i]; bits != 0; bits &= bits - 1) {
      *to++ = first + static_cast<uint32_t>(std::countr_zero(bits));
    }
  }
  return to;
}

constexpr CsvKernels kPlain{"plain", ClassifyPlain, PlacesPlain};

#if defined(__x86_64__)

__attribute__((target("avx2"))) uint64_t Equal(__m256i low, __m256i high, __m256i value) {
  const auto bits = [](__m256i half) __attribute__((target("avx2"))) {
    return static_cast<uint32_t>(_mm256_movemask_epi8(half));
  };
  return bits(_mm256_cmpeq_epi8(low, value)) |
         static_cast<uint64_t>(bits(_mm256_cmpeq_epi8(high, value))) << 32;
}

__attribute__((target("avx2"))) void ClassifyAvx2(const char* text, std::size_t words,
                                                  char separator, CsvMasks& masks) {
  for (std::size_t i = 0; i < words; ++i, text += 64) {
    const auto* const at = reinterpret_cast<const __m256i*>(text);
    const __m256i low = _mm256_loadu_si256(at);
    const __m256i high = _mm256_loadu_si256(at + 1);
    const uint64_t newlines = Equal(low, high, _mm256_set1_epi8('\n'));
    uint64_t returns = Equal(low, high, _mm256_set1_epi8('\r'));
    if (returns != 0) {
      returns &= ~(newlines >> 1 | static_cast<uint64_t>(text[64] == '\n') << 63);
    }
    masks.lines[i] = newlines | returns;
    masks.ends[i] = newlines | returns | Equal(low, high, _mm256_set1_epi8(separator));
    masks.quotes[i] = Equal(low, high, _mm256_set1_epi8('"'));
  }
}

// Eight at a time, so that the inner loop has no end to be guessed.
__attribute__((target("bmi,popcnt"))) uint32_t* PlacesBmi(const uint64_t* mask, std::size_t words,
                                                          uint32_t first, uint32_t* to) {
  for (std::size_t i = 0; i < words; ++i, first += 64) {
    uint64_t bits = mask[i];
    uint32_t* const end = to + _mm_popcnt_u64(bits);
    for (; bits != 0; to += 8) {
      for (int k = 0; k < 8; ++k) {
        to[k] = first + static_cast<uint32_t>(_tzcnt_u64(bits));
        bits = _blsr_u64(bits);
      }
    }
    to = end;
  }
  return to;
}

constexpr CsvKernels kAvx2{"avx2", ClassifyAvx2, PlacesBmi};

__attribute__((target("avx512f,avx512bw"))) void ClassifyAvx512(const char* text, std::size_t words,
                                                                char separator, CsvMasks& masks) {
  for (std::size_t i = 0; i < words; ++i, text += 64) {
    const __m512i bytes = _mm512_loadu_si512(text);
    const uint64_t newlines = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    uint64_t returns = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
    if (returns != 0) {
      returns &= ~(newlines >> 1 | static_cast<uint64_t>(text[64] == '\n') << 63);
    }
    masks.lines[i] = newlines | returns;
    masks.ends[i] = newlines | returns | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(separator));
    masks.quotes[i] = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
  }
}

alignas(64) constexpr uint8_t kNumbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

#define SEXTANT_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt")))

SEXTANT_AVX512 inline void StorePlaces(__m128i numbers, __m512i base, uint32_t* to) {
  _mm512_storeu_si512(to, _mm512_add_epi32(_mm512_maskz_cvtepu8_epi32(0xffff, numbers), base));
}

// The numbers 0 to 63, of which those at set bits are moved together, and 16 at a time widened.
SEXTANT_AVX512 uint32_t* PlacesAvx512(const uint64_t* mask, std::size_t words, uint32_t first,
                                      uint32_t* to) {
  const __m512i numbers = _mm512_load_si512(kNumbers);
  for (std::size_t i = 0; i < words; ++i, first += 64) {
    const int64_t count = _mm_popcnt_u64(mask[i]);
    const __m512i packed = _mm512_maskz_compress_epi8(mask[i], numbers);
    const __m512i base = _mm512_set1_epi32(static_cast<int>(first));
    StorePlaces(_mm512_castsi512_si128(packed), base, to);
    if (count > 16) {
      StorePlaces(_mm512_maskz_extracti32x4_epi32(0xf, packed, 1), base, to + 16);
    }
    if (count > 32) [[unlikely]] {
      StorePlaces(_mm512_maskz_extracti32x4_epi32(0xf, packed, 2), base, to + 32);
      StorePlaces(_mm512_maskz_extracti32x4_epi32(0xf, packed, 3), base, to + 48);
    }
    to += count;
  }
  return to;
}

#undef SEXTANT_AVX512

constexpr CsvKernels kAvx512{"avx512", ClassifyAvx512, PlacesAvx512};

bool HasAvx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("popcnt");
}

bool HasAvx512() {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("popcnt");
}

#endif  // x86-64

}  // namespace

std::vector<const CsvKernels*> AllCsvKernels() {
  std::vector<const CsvKernels*> kernels{&kPlain};
#if defined(__x86_64__)
  if (HasAvx2()) {
    kernels.push_back(&kAvx2);
  }
  if (HasAvx512()) {
    kernels.push_back(&kAvx512);
  }
#endif
  return kernels;
}

const CsvKernels& BestCsvKernels() {
  return *AllCsvKernels().back();
}

}  // namespace sextant::io
