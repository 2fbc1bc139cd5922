#include "compiler/support/int128.h"

#include <catch2/catch.hpp>

namespace sextant {
namespace {

constexpr RoundingMode kModes[] = {RoundingMode::kHalfEven, RoundingMode::kHalfUp,
                                   RoundingMode::kDown, RoundingMode::kUp};

const Int128 kMost = (static_cast<Int128>(1) << 126) - 1 + (static_cast<Int128>(1) << 126);
const Int128 kLeast = -kMost - 1;

// The definition: among the two whole numbers around n/d, the one the mode names.
Int128 Defined(int n, int d, RoundingMode mode) {
  int floor = n / d;
  if (n % d != 0 && (n < 0) != (d < 0))
    --floor;
  if (floor * d == n)
    return floor;
  if (mode == RoundingMode::kDown)
    return floor;
  if (mode == RoundingMode::kUp)
    return floor + 1;
  // twice the distance to the floor, in units of |d|
  const int above = d > 0 ? 2 * (n - floor * d) : 2 * (floor * d - n);
  const int size = d > 0 ? d : -d;
  if (above != size)
    return above < size ? floor : floor + 1;
  if (mode == RoundingMode::kHalfUp)
    return (n < 0) != (d < 0) ? floor : floor + 1;
  return floor % 2 == 0 ? floor : floor + 1;
}

}  // namespace

TEST_CASE("division rounds as each mode is defined") {
  for (const RoundingMode mode : kModes) {
    for (int n = -60; n <= 60; ++n) {
      for (int d = -12; d <= 12; ++d) {
        if (d == 0)
          continue;
        INFO(n << " / " << d << " mode " << static_cast<int>(mode));
        CHECK(*DivideRounded(n, d, mode) == Defined(n, d, mode));
      }
    }
  }
}

TEST_CASE("division at the ends of 128 bits") {
  CHECK_FALSE(DivideRounded(kLeast, -1, RoundingMode::kHalfEven).has_value());
  CHECK(*DivideRounded(kLeast, 1, RoundingMode::kDown) == kLeast);
  CHECK(*DivideRounded(kMost, kLeast, RoundingMode::kHalfEven) == -1);
  CHECK(*DivideRounded(kLeast, kMost, RoundingMode::kHalfEven) == -1);
  CHECK(*DivideRounded(kMost, kMost, RoundingMode::kUp) == 1);
  CHECK(*DivideRounded(1, kLeast, RoundingMode::kDown) == -1);
  CHECK(*DivideRounded(kLeast / 2, kLeast, RoundingMode::kHalfEven) == 0);
  CHECK(*DivideRounded(kLeast / 2, kLeast, RoundingMode::kHalfUp) == 1);
}

TEST_CASE("checked operations notice the 128th bit") {
  CHECK_FALSE(CheckedAdd(kMost, 1).has_value());
  CHECK_FALSE(CheckedSub(kLeast, 1).has_value());
  CHECK_FALSE(CheckedMul(kMost, 2).has_value());
  CHECK(*CheckedAdd(kMost, kLeast) == -1);
}

TEST_CASE("decimals are written with their places") {
  CHECK(FormatDecimal(-1250, 2) == "-12.50");
  CHECK(FormatDecimal(-1250, 2, true) == "-12.5");
  CHECK(FormatDecimal(5, 3) == "0.005");
  CHECK(FormatDecimal(0, 0) == "0");
  CHECK(FormatDecimal(700, 2, true) == "7");
  CHECK(FormatDecimal(kLeast, 0) == "-170141183460469231731687303715884105728");
}

}  // namespace sextant
