#pragma once

#include "runtime/vector/primitives/lanes.h"

// Values in other elements.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

// to = (To)a, which fits
template <class From, class Target>
void Convert(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<From>::Of(columns, call.a, 0);
  Target* __restrict const to = To<Target>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = static_cast<Target>(a[row]);
  }
}

// Booleans of memory as bits:  to = a != 0
inline void BitsOfBytes(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<uint8_t>::Of(columns, call.a, 0);
  WriteBits(Words(columns, call.to), words, [&](int64_t row) { return a[row] != 0; });
}

// to = a ? 1 : 0
inline void BytesOfBits(const Call& call, Columns columns, int64_t words) {
  const uint64_t* const a = Words(columns, call.a);
  auto* const to = To<int8_t>(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    for (int part = 0; part < kWordRows / kLanes<int8_t>; ++part) {
      Store(to + word * kWordRows + part * kLanes<int8_t>,
            (LanesOf<int8_t>(a[word], part) != 0) & 1);
    }
  }
}

// A text slot's numbers above where the text stands:  to = (int64_t)a << 32 | x
inline void TextOfNumbers(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  auto* __restrict const to = To<int64_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const auto number = static_cast<uint64_t>(static_cast<uint32_t>(a[row]));
    to[row] = static_cast<int64_t>(number << 32 | static_cast<uint64_t>(call.x));
  }
}

// to = data[min(a, count - 1)]; an index beyond the last is arbitrary, but never outside
template <class Index, class Target>
void LookUp(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<Index>::Of(columns, call.a, 0);
  Target* __restrict const to = To<Target>(columns, call.to);
  const uint32_t last = call.count - 1;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const auto index = static_cast<uint32_t>(a[row]);
    to[row] = static_cast<Target>(call.data[index < last ? index : last]);
  }
}

// to += data[min(a, count - 1)]
inline void AddLookedUp(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  auto* __restrict const to = To<uint64_t>(columns, call.to);
  const uint32_t last = call.count - 1;
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const auto index = static_cast<uint32_t>(a[row]);
    to[row] += static_cast<uint64_t>(call.data[index < last ? index : last]);
  }
}

// The cell of a matrix:  to = a * x + b
inline void CellOf(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int32_t>::Of(columns, call.b, 0);
  auto* __restrict const to = To<int32_t>(columns, call.to);
  const auto size = static_cast<uint32_t>(call.x);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const uint32_t cell = static_cast<uint32_t>(a[row]) * size + static_cast<uint32_t>(b[row]);
    to[row] = static_cast<int32_t>(cell);
  }
}

// Steps: how many cuts a value has passed. data: cut, and 1 where the cut itself passes it.
//   to = 0;  for each cut:  to += a >= cut, or a > cut
template <class T>
void StepOf(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<T>::Of(columns, call.a, 0);
  auto* __restrict const to = To<int32_t>(columns, call.to);
  std::memset(to, 0, static_cast<std::size_t>(words * kWordRows) * sizeof *to);
  for (uint32_t i = 0; i < call.count; ++i) {
    const T cut = Constant<T>::Of(columns, 0, call.data[2 * i]).value;
    if (call.data[2 * i + 1] != 0) {
      for (int64_t row = 0; row < words * kWordRows; ++row) {
        to[row] += a[row] >= cut ? 1 : 0;
      }
    } else {
      for (int64_t row = 0; row < words * kWordRows; ++row) {
        to[row] += a[row] > cut ? 1 : 0;
      }
    }
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
