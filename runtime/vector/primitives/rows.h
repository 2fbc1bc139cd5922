#pragma once

#include "runtime/vector/primitives/lanes.h"

// What rows have to be, and which reasons a score has.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

inline bool IsOutside(int8_t a, int8_t low, int8_t high) {
  return static_cast<uint8_t>(a - low) > static_cast<uint8_t>(high - low);
}
inline bool IsOutside(int16_t a, int16_t low, int16_t high) {
  return static_cast<uint16_t>(a - low) > static_cast<uint16_t>(high - low);
}
inline bool IsOutside(int32_t a, int32_t low, int32_t high) {
  return static_cast<uint32_t>(a) - static_cast<uint32_t>(low) >
         static_cast<uint32_t>(high) - static_cast<uint32_t>(low);
}
inline bool IsOutside(int64_t a, int64_t low, int64_t high) {
  return static_cast<uint64_t>(a) - static_cast<uint64_t>(low) >
         static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
}
// No number is outside, too.
inline bool IsOutside(double a, double low, double high) {
  return !((a >= low) & (a <= high));
}

// The bounds of an input, where it is not missing. Almost no block has a row beyond them.
//   to |= c & (a < x | y < a)
template <class T>
void RequireRange(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<T>::Of(columns, call.a, 0);
  const T low = Constant<T>::Of(columns, 0, call.x).value;
  const T high = Constant<T>::Of(columns, 0, call.y).value;
  bool any = false;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    any |= IsOutside(a[row], low, high);
  }
  const uint64_t* const present = Words(columns, call.c);
  uint64_t* const to = Words(columns, call.to);
  for (int64_t word = 0; any && word < words; ++word) {
    to[word] |= present[word] &
                WordOf([&](int64_t j) { return IsOutside(a[word * kWordRows + j], low, high); });
  }
}

// The reason for which most was lost, the first of equal ones, which is then no loss any more.
// list: the columns of losses, then those of their reasons
//   to = reason, 0 when nothing was lost;  also = something was
inline void TakeReason(const Call& call, Columns columns, int64_t words) {
  int32_t* const to = To<int32_t>(columns, call.to);
  const uint32_t count = call.count / 2;
  for (int64_t word = 0; word < words; ++word) {
    const int64_t first = word * kWordRows;
    int64_t most[kWordRows] = {};
    int64_t taken[kWordRows] = {};
    for (uint32_t i = 0; i < count; ++i) {
      const int64_t* const losses = To<int64_t>(columns, call.list[i]) + first;
      const int64_t* const reasons = To<int64_t>(columns, call.list[count + i]) + first;
      for (int64_t j = 0; j < kWordRows; ++j) {
        taken[j] = losses[j] > most[j] ? reasons[j] : taken[j];
        most[j] = losses[j] > most[j] ? losses[j] : most[j];
      }
    }
    for (uint32_t i = 0; i < count; ++i) {
      int64_t* const losses = To<int64_t>(columns, call.list[i]) + first;
      const int64_t* const reasons = To<int64_t>(columns, call.list[count + i]) + first;
      for (int64_t j = 0; j < kWordRows; ++j) {
        losses[j] = reasons[j] == taken[j] ? 0 : losses[j];
      }
    }
    for (int64_t j = 0; j < kWordRows; ++j) {
      to[first + j] = static_cast<int32_t>(taken[j]);
    }
    Words(columns, call.also)[word] = WordOf([&](int64_t j) { return most[j] > 0; });
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
