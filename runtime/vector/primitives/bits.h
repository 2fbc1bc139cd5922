#pragma once

#include "runtime/vector/primitives/lanes.h"

// Booleans and masks: one bit a row.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

struct And {
  uint64_t operator()(uint64_t a, uint64_t b) const { return a & b; }
};
struct Or {
  uint64_t operator()(uint64_t a, uint64_t b) const { return a | b; }
};
struct Xor {
  uint64_t operator()(uint64_t a, uint64_t b) const { return a ^ b; }
};
struct AndNot {
  uint64_t operator()(uint64_t a, uint64_t b) const { return a & ~b; }
};
struct OrNot {
  uint64_t operator()(uint64_t a, uint64_t b) const { return a | ~b; }
};

// to = a op b
template <class Operation>
void Combine(const Call& call, Columns columns, int64_t words) {
  const uint64_t* const a = Words(columns, call.a);
  const uint64_t* const b = Words(columns, call.b);
  uint64_t* __restrict const to = Words(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    to[word] = Operation()(a[word], b[word]);
  }
}

// to = ~a
inline void Invert(const Call& call, Columns columns, int64_t words) {
  const uint64_t* const a = Words(columns, call.a);
  uint64_t* __restrict const to = Words(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    to[word] = ~a[word];
  }
}

// to |= a
inline void Include(const Call& call, Columns columns, int64_t words) {
  const uint64_t* const a = Words(columns, call.a);
  uint64_t* __restrict const to = Words(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    to[word] |= a[word];
  }
}

// to = c ? a : b
inline void ChooseBits(const Call& call, Columns columns, int64_t words) {
  const uint64_t* const a = Words(columns, call.a);
  const uint64_t* const b = Words(columns, call.b);
  const uint64_t* const chosen = Words(columns, call.c);
  uint64_t* __restrict const to = Words(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    to[word] = (chosen[word] & a[word]) | (~chosen[word] & b[word]);
  }
}

// Bits of memory that need not lie at a word:  to = a
inline void CopyBits(const Call& call, Columns columns, int64_t words) {
  std::memcpy(columns[call.to], columns[call.a], static_cast<std::size_t>(words) * 8);
}

// to = x, 0 or -1
inline void FillBits(const Call& call, Columns columns, int64_t words) {
  std::memset(columns[call.to], static_cast<int>(call.x), static_cast<std::size_t>(words) * 8);
}

// to = how many of the columns of the list hold
inline void CountBits(const Call& call, Columns columns, int64_t words) {
  auto* const to = To<int64_t>(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    int32_t counts[kWordRows] = {};
    for (uint32_t i = 0; i < call.count; ++i) {
      const uint64_t holds = Words(columns, call.list[i])[word];
      for (int part = 0; part < kWordRows / kLanes<int32_t>; ++part) {
        int32_t* const at = counts + part * kLanes<int32_t>;
        // A lane that holds compares as -1.
        Store(at, Load(at) - (LanesOf<int32_t>(holds, part) != 0));
      }
    }
    for (int64_t j = 0; j < kWordRows; ++j) {
      to[word * kWordRows + j] = counts[j];
    }
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
