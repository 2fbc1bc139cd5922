#pragma once

#include "runtime/vector/primitives/lanes.h"

// What arithmetic needs beside its own operation: whole numbers that wrap, and their way to doubles
// and back. Nothing here depends on what a row holds for not being undefined.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

inline int64_t Wrap(uint64_t value) {
  return static_cast<int64_t>(value);
}
inline int64_t Plus(int64_t a, int64_t b) {
  return Wrap(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}
inline int64_t Minus(int64_t a, int64_t b) {
  return Wrap(static_cast<uint64_t>(a) - static_cast<uint64_t>(b));
}
inline int64_t Times(int64_t a, int64_t b) {
  return Wrap(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}

// Whether low <= a <= high does not hold, as 0 or 1.
inline int64_t OutOf(int64_t a, int64_t low, int64_t high) {
  const uint64_t above = static_cast<uint64_t>(a) - static_cast<uint64_t>(low);
  return above > static_cast<uint64_t>(high) - static_cast<uint64_t>(low) ? 1 : 0;
}

inline double Magnitude(double real) {
  return __builtin_fabs(real);
}

// 1.5 * 2^52. A double near it counts in ones, so that its last bits are a whole number.
constexpr double kMagic = 6755399441055744.0;
constexpr int64_t kMagicBits = __builtin_bit_cast(int64_t, kMagic);

// The nearest whole number, half-even, as real and as integer; right for magnitudes to 2^51.
struct Nearest {
  double real;
  int64_t integer;
};
inline Nearest RoundToInteger(double real) {
  const double shifted = real + kMagic;
  return {shifted - kMagic, Minus(__builtin_bit_cast(int64_t, shifted), kMagicBits)};
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
