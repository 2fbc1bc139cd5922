#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/ir/float.h"

namespace sextant::ir {
namespace {

// The C++ library's own correctly rounded reading of the decimal text.
double ReadBack(Int128 word, int scale) {
  const std::string text = FormatDecimal(word, scale);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The C library prints the exact value of a double rounded half to even.
std::string Printed(double value, int places) {
  char buffer[512];
  std::snprintf(buffer, sizeof buffer, "%.*f", places, value);
  const std::string text = buffer;
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text[0] == '-' ? text.substr(1) : text;
}

Int128 Word(int64_t high, uint64_t low) {
  return static_cast<Int128>(high) << 64 | low;
}

TEST_CASE("a whole number becomes the nearest double, ties to even") {
  CHECK(NearestDouble(0, 0) == 0);
  CHECK(NearestDouble(1, 1) == 0.1);
  CHECK(NearestDouble(-3, 1) == -0.3);
  CHECK(NearestDouble(9007199254740993, 0) == 9007199254740992.0);   // 2^53 + 1: down to even
  CHECK(NearestDouble(9007199254740995, 0) == 9007199254740996.0);   // 2^53 + 3: up to even
  CHECK(NearestDouble(90071992547409931, 1) == 9007199254740994.0);  // just above the tie
  CHECK(NearestDouble(90071992547409929, 1) == 9007199254740992.0);  // just below it
  CHECK(NearestDouble(Word(1, 1), 0) == 18446744073709551616.0);
}

TEST_CASE("the nearest double at the ends of 128 bits") {
  const Int128 least = std::numeric_limits<Int128>::min();
  const Int128 most = std::numeric_limits<Int128>::max();
  CHECK(NearestDouble(least, 0) == -std::ldexp(1, 127));
  CHECK(NearestDouble(most, 0) == std::ldexp(1, 127));
  CHECK(NearestDouble(most, 18) == ReadBack(most, 18));
  CHECK(NearestDouble(1, 18) == 1e-18);
}

TEST_CASE("the nearest double agrees with the library's reading of decimals") {
  std::mt19937_64 random(20260331);
  for (int i = 0; i < 200'000; ++i) {
    const int width = static_cast<int>(random() % 127);
    const Int128 word = Word(static_cast<int64_t>(random()), random()) >> width;
    const int scale = static_cast<int>(random() % 19);
    REQUIRE(NearestDouble(word, scale) == ReadBack(word, scale));
  }
}

TEST_CASE("a double is rounded by its exact value") {
  const auto rounded = [](double value, int scale, RoundingMode mode = RoundingMode::kHalfEven) {
    return FormatDecimal(RoundDouble(value, scale, 1, mode).value(), scale);
  };
  CHECK(rounded(2.675, 2) == "2.67");  // the double lies below the tie
  CHECK(rounded(1.005, 2) == "1.00");
  CHECK(rounded(0.145, 2) == "0.14");
  CHECK(rounded(0.5, 0) == "0");  // these are ties
  CHECK(rounded(1.5, 0) == "2");
  CHECK(rounded(-2.5, 0) == "-2");
  CHECK(rounded(0.125, 2) == "0.12");
  CHECK(rounded(0.375, 2) == "0.38");
  CHECK(rounded(0.125, 2, RoundingMode::kHalfUp) == "0.13");
  CHECK(rounded(-0.125, 2, RoundingMode::kHalfUp) == "-0.13");
  CHECK(rounded(0.1, 18) == "0.100000000000000006");
  CHECK(rounded(0.1, 1, RoundingMode::kUp) == "0.2");  // 0.1 is a little more than a tenth
  CHECK(rounded(0.1, 1, RoundingMode::kDown) == "0.1");
  CHECK(rounded(-0.1, 1, RoundingMode::kDown) == "-0.2");
  CHECK(rounded(-0.1, 1, RoundingMode::kUp) == "-0.1");
}

TEST_CASE("a double near 0 or far from it") {
  const double tiny = std::numeric_limits<double>::denorm_min();
  CHECK(RoundDouble(tiny, 18, 1, RoundingMode::kHalfEven) == Int128{0});
  CHECK(RoundDouble(tiny, 18, 1, RoundingMode::kUp) == Int128{1});
  CHECK(RoundDouble(-tiny, 18, 1, RoundingMode::kDown) == Int128{-1});
  CHECK(RoundDouble(-tiny, 18, 1, RoundingMode::kUp) == Int128{0});
  CHECK(RoundDouble(-0.0, 4, 1, RoundingMode::kDown) == Int128{0});
  CHECK(RoundDouble(-std::ldexp(1, 127), 0, 1, RoundingMode::kHalfEven) ==
        std::numeric_limits<Int128>::min());
  CHECK_FALSE(RoundDouble(std::ldexp(1, 127), 0, 1, RoundingMode::kHalfEven));
  CHECK_FALSE(RoundDouble(1e30, 9, 1, RoundingMode::kHalfEven));
  CHECK_FALSE(RoundDouble(std::numeric_limits<double>::max(), 0, 1, RoundingMode::kHalfEven));
  CHECK_FALSE(RoundDouble(std::numeric_limits<double>::infinity(), 2, 1, RoundingMode::kDown));
  CHECK_FALSE(RoundDouble(std::nan(""), 2, 1, RoundingMode::kDown));
}

TEST_CASE("a double is rounded to a step") {
  CHECK(RoundDouble(1249.99, 0, 500, RoundingMode::kHalfEven) == Int128{1000});
  CHECK(RoundDouble(1250, 0, 500, RoundingMode::kHalfEven) == Int128{1000});
  CHECK(RoundDouble(1250.5, 0, 500, RoundingMode::kHalfEven) == Int128{1500});
  CHECK(RoundDouble(-1, 0, 500, RoundingMode::kDown) == Int128{-500});
  CHECK(RoundDouble(0.07, 2, 5, RoundingMode::kUp) == Int128{10});
}

TEST_CASE("rounding half even agrees with the library's exact printing") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const int exponent = static_cast<int>(random() % 120) - 70;
    const double sign = random() % 2 == 0 ? 1 : -1;
    // Few bits make ties likely.
    const auto mantissa = static_cast<double>(random() >> (random() % 2 == 0 ? 11 : 55));
    const double value = sign * std::ldexp(mantissa, exponent - 30);
    const int scale = static_cast<int>(random() % 19);
    const auto word = RoundDouble(value, scale, 1, RoundingMode::kHalfEven);
    if (std::fabs(value) < 1e19) {
      REQUIRE(FormatDecimal(word.value(), scale) == Printed(value, scale));
    }
  }
}

}  // namespace
}  // namespace sextant::ir
