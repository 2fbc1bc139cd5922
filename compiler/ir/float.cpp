#include "compiler/ir/float.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace sextant::ir {
namespace {

constexpr int kMantissaBits = 53;

Uint128 Magnitude(Int128 value) {
  return value < 0 ? -static_cast<Uint128>(value) : static_cast<Uint128>(value);
}

int BitLength(Uint128 value) {
  int bits = 0;
  for (; value != 0; value >>= 1) {
    ++bits;
  }
  return bits;
}

// `quotient`, of at least 55 bits, and a little more when `more`, as the nearest multiple of a
// power of two that leaves 53 bits.
double RoundToMantissa(Uint128 quotient, bool more, int exponent) {
  const int drop = BitLength(quotient) - kMantissaBits;
  const Uint128 half = Uint128{1} << (drop - 1);
  const Uint128 rest = quotient & ((half << 1) - 1);
  auto mantissa = static_cast<uint64_t>(quotient >> drop);
  const bool tie = rest == half && !more;
  if (rest > half || (rest == half && more) || (tie && mantissa % 2 != 0)) {
    ++mantissa;
  }
  return std::ldexp(static_cast<double>(mantissa), exponent + drop);
}

struct Binary {
  Int128 mantissa;  // of at most 53 bits
  int exponent;     // value = mantissa * 2^exponent
};

Binary Decompose(double value) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  const double mantissa = std::ldexp(fraction, kMantissaBits);
  return {static_cast<Int128>(mantissa), exponent - kMantissaBits};
}

// A number that is not 0 and nearer to 0 than half a step.
Int128 RoundTiny(bool negative, RoundingMode mode) {
  if (mode == RoundingMode::kDown) {
    return negative ? -1 : 0;
  }
  return mode == RoundingMode::kUp && !negative ? 1 : 0;
}

}  // namespace

double NearestDouble(Int128 word, int scale) {
  if (word == 0) {
    return 0;
  }
  const Uint128 numerator = Magnitude(word);
  const auto divisor = static_cast<Uint128>(PowerOfTen(scale));
  // Enough bits that the quotient has more than a mantissa. Never too many: either there is no
  // shift, or the shifted numerator has 56 bits more than the divisor, which has at most 60.
  const int shift = std::max(0, 56 + BitLength(divisor) - BitLength(numerator));
  const Uint128 shifted = numerator << shift;
  const double value = RoundToMantissa(shifted / divisor, shifted % divisor != 0, -shift);
  return word < 0 ? -value : value;
}

std::optional<Int128> RoundDouble(double value, int scale, int64_t step, RoundingMode mode) {
  if (!std::isfinite(value)) {
    return std::nullopt;
  }
  const Binary binary = Decompose(value);
  if (binary.mantissa == 0) {
    return 0;
  }
  // The mantissa and a power of ten up to 10^18 have at most 113 bits together.
  const Int128 scaled = binary.mantissa * PowerOfTen(scale);
  std::optional<Int128> steps;
  if (binary.exponent >= 0) {
    const auto whole =
        binary.exponent > 126 ? std::nullopt : CheckedMul(scaled, Int128{1} << binary.exponent);
    steps = whole ? DivideRounded(*whole, step, mode) : std::nullopt;
  } else if (BitLength(static_cast<Uint128>(step)) - binary.exponent > 116) {
    steps = RoundTiny(scaled < 0, mode);
  } else {
    steps = DivideRounded(scaled, Int128{step} << -binary.exponent, mode);
  }
  return steps ? CheckedMul(*steps, step) : std::nullopt;
}

}  // namespace sextant::ir
