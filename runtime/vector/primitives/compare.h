#pragma once

#include "runtime/vector/primitives/lanes.h"

// Comparisons, and choices by what they say.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

struct Equal {
  template <class T>
  bool operator()(T a, T b) const {
    return a == b;
  }
};
struct Unequal {
  template <class T>
  bool operator()(T a, T b) const {
    return a != b;
  }
};
struct Less {
  template <class T>
  bool operator()(T a, T b) const {
    return a < b;
  }
};
struct LessOrEqual {
  template <class T>
  bool operator()(T a, T b) const {
    return a <= b;
  }
};
struct Greater {
  template <class T>
  bool operator()(T a, T b) const {
    return a > b;
  }
};
struct GreaterOrEqual {
  template <class T>
  bool operator()(T a, T b) const {
    return a >= b;
  }
};

// to = a op b
template <class Relation, class A, class B>
void Compare(const Call& call, Columns columns, int64_t words) {
  const A a = A::Of(columns, call.a, call.x);
  const B b = B::Of(columns, call.b, call.y);
  WriteBits(Words(columns, call.to), words,
            [&](int64_t row) { return Relation()(a[row], b[row]); });
}

// Texts as numbers above references:  to = (a ^ b) >> 32 == 0
template <class B>
void SameText(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  const B b = B::Of(columns, call.b, call.y);
  WriteBits(Words(columns, call.to), words,
            [&](int64_t row) { return static_cast<uint64_t>(a[row] ^ b[row]) >> 32 == 0; });
}

// to = c ? a : b
template <class A, class B>
void Choose(const Call& call, Columns columns, int64_t words) {
  using T = typename A::Type;
  const A a = A::Of(columns, call.a, call.x);
  const B b = B::Of(columns, call.b, call.y);
  const uint64_t* const chosen = Words(columns, call.c);
  T* const to = To<T>(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    const uint64_t bits = chosen[word];
    for (int part = 0; part < kWordRows / kLanes<T>; ++part) {
      const int64_t row = word * kWordRows + part * kLanes<T>;
      Store(to + row, LanesOf<T>(bits, part) != 0 ? a.Part(row) : b.Part(row));
    }
  }
}

// if (c) to = a.  Words without a row of c cost nothing: rules that hold for few change few.
template <class A>
void Overwrite(const Call& call, Columns columns, int64_t words) {
  using T = typename A::Type;
  const A a = A::Of(columns, call.a, call.x);
  const uint64_t* const chosen = Words(columns, call.c);
  T* const to = To<T>(columns, call.to);
  for (int64_t word = 0; word < words; ++word) {
    const uint64_t bits = chosen[word];
    for (int part = 0; bits != 0 && part < kWordRows / kLanes<T>; ++part) {
      const int64_t row = word * kWordRows + part * kLanes<T>;
      Store(to + row, LanesOf<T>(bits, part) != 0 ? a.Part(row) : Load(to + row));
    }
  }
}

// to = a
template <class A>
void Copy(const Call& call, Columns columns, int64_t words) {
  const A a = A::Of(columns, call.a, call.x);
  auto* __restrict const to = To<typename A::Type>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = a[row];
  }
}

// to = b beats a ? b : a, so that a tie keeps a
template <class Relation, class A, class B>
void Extreme(const Call& call, Columns columns, int64_t words) {
  const A a = A::Of(columns, call.a, call.x);
  const B b = B::Of(columns, call.b, call.y);
  auto* __restrict const to = To<typename A::Type>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = Relation()(b[row], a[row]) ? b[row] : a[row];
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
