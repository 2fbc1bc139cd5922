#pragma once

#include "runtime/vector/primitives/numbers.h"

// Exact arithmetic in 64 bits, and floats. With `Checked`, `also` are the rows in which the result
// does not fit 64 bits, or is not finite; without, ranges say that there are none.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

struct Sum {
  int64_t operator()(int64_t a, int64_t b) const { return Plus(a, b); }
  double operator()(double a, double b) const { return a + b; }
  // Not 0 where it overflows: the result has the sign of neither operand.
  static int64_t Overflows(int64_t a, int64_t b, int64_t sum) {
    return static_cast<uint64_t>((a ^ sum) & (b ^ sum)) >> 63;
  }
};
struct Difference {
  int64_t operator()(int64_t a, int64_t b) const { return Minus(a, b); }
  double operator()(double a, double b) const { return a - b; }
  static int64_t Overflows(int64_t a, int64_t b, int64_t difference) {
    return static_cast<uint64_t>((a ^ b) & (a ^ difference)) >> 63;
  }
};
struct Product {
  int64_t operator()(int64_t a, int64_t b) const { return Times(a, b); }
  double operator()(double a, double b) const { return a * b; }
  // Where it may overflow: the product of the doubles is near 2^63 or beyond.
  static int64_t Overflows(int64_t a, int64_t b, int64_t) {
    const double product = static_cast<double>(a) * static_cast<double>(b);
    return Magnitude(product) >= 0x1p63 - 0x1p12 ? 1 : 0;
  }
};
struct Quotient {
  double operator()(double a, double b) const { return a / b; }
};

// to = a op b;  also = overflow, or !(|to| < infinity), which a zero divisor also meets
template <class Operation, bool kChecked, class A, class B>
void Calculate(const Call& call, Columns columns, int64_t words) {
  using T = typename A::Type;
  const A a = A::Of(columns, call.a, call.x);
  const B b = B::Of(columns, call.b, call.y);
  T* __restrict const to = To<T>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = Operation()(a[row], b[row]);
  }
  if constexpr (kChecked && std::is_same_v<T, double>) {
    WriteRareBits(Words(columns, call.also), words, [&](int64_t row) -> int64_t {
      return Magnitude(to[row]) < __builtin_inf() ? 0 : 1;
    });
  } else if constexpr (kChecked) {
    WriteRareBits(Words(columns, call.also), words,
                  [&](int64_t row) { return Operation::Overflows(a[row], b[row], to[row]); });
  }
}

struct Union {
  int64_t operator()(int64_t a, int64_t b) const { return a | b; }
};

struct NegatedReal {
  double operator()(double a) const { return -a; }
};
struct AbsoluteReal {
  double operator()(double a) const { return Magnitude(a); }
};
struct Absolute {
  int64_t operator()(int64_t a) const { return a < 0 ? Minus(0, a) : a; }
};
struct SizeOfSet {
  int64_t operator()(int64_t a) const { return __builtin_popcountll(static_cast<uint64_t>(a)); }
};

// to = op(a)
template <class Operation, class T>
void Change(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<T>::Of(columns, call.a, 0);
  T* __restrict const to = To<T>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = Operation()(a[row]);
  }
}

// Rows in which an exact number is not one of an interval:  to = a < x | y < a
inline void Outside(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  WriteRareBits(Words(columns, call.to), words,
                [&](int64_t row) { return OutOf(a[row], call.x, call.y); });
}

// to = (double)a / (double)x
inline void ToReal(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  double* __restrict const to = To<double>(columns, call.to);
  const auto divisor = static_cast<double>(call.x);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = static_cast<double>(a[row]) / divisor;
  }
}

// to = a >> (b & 63) & 1
template <class B>
void Has(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int64_t>::Of(columns, call.a, 0);
  const B b = B::Of(columns, call.b, call.y);
  WriteBits(Words(columns, call.to), words, [&](int64_t row) -> bool {
    return static_cast<uint64_t>(a[row]) >> (static_cast<uint64_t>(b[row]) & 63) & 1;
  });
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
