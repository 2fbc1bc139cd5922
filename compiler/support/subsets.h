#pragma once

#include <cstdint>
#include <vector>

#include "compiler/support/axis.h"

// Sets of which only few members are asked for, as whole numbers: bit i stands for the i-th of
// them.
namespace sextant {

inline constexpr std::size_t kMostAsked = 10;

// The numbers of the sets that have any of the members in `mask`; `count` members are asked for.
inline std::vector<WordRange> NumbersWithAny(uint32_t mask, std::size_t count) {
  std::vector<WordRange> ranges;
  for (uint32_t number = 0; number < uint32_t{1} << count; ++number) {
    if ((number & mask) == 0) {
      continue;
    }
    if (!ranges.empty() && ranges.back().high + 1 == number) {
      ranges.back().high = number;
    } else {
      ranges.push_back({number, number});
    }
  }
  return ranges;
}

// The set of such a number, without members that are not asked for.
inline uint64_t SetOfNumber(uint32_t number, const std::vector<int32_t>& asked) {
  uint64_t set = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    set |= uint64_t{number >> i & 1} << asked[i];
  }
  return set;
}

}  // namespace sextant
