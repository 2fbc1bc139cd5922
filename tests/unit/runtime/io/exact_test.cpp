#include "runtime/io/exact.h"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

using namespace sextant;
using io::ExactReader;
using io::ExactTarget;

namespace {

// "12.50" at scale 2 gives "1250"; a fault gives its code.
std::string Read(std::string_view text, const ExactTarget& target) {
  int64_t word = 0;
  const auto fault = ExactReader(target).Read(text, word);
  return fault ? abi::FaultCode(*fault) : std::to_string(word);
}
std::string Read(std::string_view text, int scale) {
  return Read(text, ExactTarget{scale, 1, 0, false});
}
std::string Rounded(std::string_view text, int scale) {
  return Read(text, ExactTarget{scale, 1, 0, true});
}

}  // namespace

TEST_CASE("numbers are read exactly however they are written") {
  CHECK(Read("5e+05", 2) == "50000000");
  CHECK(Read("9.6396e+06", 0) == "9639600");
  CHECK(Read("4610.0000", 2) == "461000");
  CHECK(Read("+5", 2) == "500");
  CHECK(Read("  12.5\t", 2) == "1250");
  CHECK(Read("-0.07", 2) == "-7");
  CHECK(Read(".5", 1) == "5");
  CHECK(Read("5.", 1) == "50");
  CHECK(Read("-0", 2) == "0");
  CHECK(Read("0e999999999999", 2) == "0");
  CHECK(Read("0.00000000000000000000000000000000000000001e41", 0) == "1");
  CHECK(Read("1E2", 0) == "100");
  CHECK(Read("12e-1", 1) == "12");
  CHECK(Read("000000000000000000000000000000000000007.50", 1) == "75");
  CHECK(Read("3.000000000000000000000000000000", 0) == "3");
}

TEST_CASE("what is no number is malformed") {
  for (const char* text :
       {"",    " ",        "-",     "+",     ".",    "e5",    "1e",    "1e+",
        "--1", "+-1",      "1,000", "1_000", "0x10", "1.2.3", "12a",   "nan",
        "inf", "Infinity", "1 2",   "1e5.0", "５",   "5%",    "1e5 e", "\0015"}) {
    INFO("`" << text << "`");
    CHECK(Read(text, 2) == "malformed");
  }
  CHECK(Read(std::string_view("1\0", 2), 2) == "malformed");
}

TEST_CASE("digits beyond the scale are a fault unless the field rounds") {
  CHECK(Read("1.005", 2) == "scale");
  CHECK(Read("1e-3", 2) == "scale");
  CHECK(Read("0.1", 0) == "scale");
  CHECK(Rounded("1.005", 2) == "100");
  CHECK(Rounded("1.015", 2) == "102");
  CHECK(Rounded("1.0150000000000000000000000000000000000001", 2) == "102");
  CHECK(Rounded("1.0049999999999999999999999999999999999999", 2) == "100");
  CHECK(Rounded("1.0050000000000000000000000000000000000001", 2) == "101");
  CHECK(Rounded("-1.005", 2) == "-100");
  CHECK(Rounded("-1.015", 2) == "-102");
  CHECK(Rounded("0.5", 0) == "0");
  CHECK(Rounded("1.5", 0) == "2");
  CHECK(Rounded("0.05", 0) == "0");
  CHECK(Rounded("0.95", 0) == "1");
  CHECK(Rounded("1e-400", 2) == "0");
  CHECK(Rounded("0.99999999999999999999", 2) == "100");
}

TEST_CASE("values beyond 64 bits are out of range, to the last unit") {
  CHECK(Read("9223372036854775807", 0) == "9223372036854775807");
  CHECK(Read("9223372036854775808", 0) == "range");
  CHECK(Read("-9223372036854775808", 0) == "-9223372036854775808");
  CHECK(Read("-9223372036854775809", 0) == "range");
  CHECK(Read("92233720368547758.07", 2) == "9223372036854775807");
  CHECK(Read("92233720368547758.08", 2) == "range");
  CHECK(Read("1e400", 0) == "range");
  CHECK(Read("1e99999999999999999999", 0) == "range");
  CHECK(Read(std::string(5000, '9'), 0) == "range");
  CHECK(Rounded("9223372036854775807.5", 0) == "range");
  CHECK(Rounded("-9223372036854775808.5", 0) == "-9223372036854775808");
  CHECK(Read("99999999999999999999.001", 0) == "range");  // before the scale is looked at
}

TEST_CASE("the unit of the column is part of the value") {
  const ExactTarget fen{2, 1, 2, false};
  CHECK(Read("123456", fen) == "123456");
  CHECK(Read("0.5", fen) == "scale");
  const ExactTarget percent{8, 1, 2, false};
  CHECK(Read("5", percent) == "5000000");
  CHECK(Read("1.5", percent) == "1500000");
  const ExactTarget wan{2, 10000, 0, false};
  CHECK(Read("1.5", wan) == "1500000");
  CHECK(Read("0.000001", wan) == "1");
  CHECK(Read("0.0000001", wan) == "scale");
  const ExactTarget dozen{0, 12, 0, false};
  CHECK(Read("2.5", dozen) == "30");
  CHECK(Read("0.1", dozen) == "scale");
  CHECK(Read("0.25", dozen) == "3");
  CHECK(Read("768614336404564651", dozen) == "range");
  CHECK(Read("768614336404564650", dozen) == "9223372036854775800");
  CHECK(Read("0.1", ExactTarget{0, 12, 0, true}) == "1");
}

TEST_CASE("the short way and the long way agree") {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20000; ++i) {
    const int scale = static_cast<int>(random() % 7);
    const int places = static_cast<int>(random() % 9);
    const auto value =
        static_cast<int64_t>(random() >> (random() % 60 + 4)) * (random() % 2 == 0 ? 1 : -1);
    const std::string plain = FormatDecimal(value, places);
    const std::string by_exponent = std::to_string(value) + "e-" + std::to_string(places);
    INFO(plain << " at " << scale);
    CHECK(Read(plain, scale) == Read(by_exponent, scale));
    CHECK(Rounded(plain, scale) == Rounded(by_exponent, scale));
    int64_t word = 0;
    const auto fault = ExactReader({scale, 1, 0, false}).Read(Int128{value}, places, word);
    CHECK(Read(plain, scale) == (fault ? abi::FaultCode(*fault) : std::to_string(word)));
  }
}

TEST_CASE("a binary number is its shortest decimal") {
  const auto read = [](double value, int scale) {
    int64_t word = 0;
    const auto fault = ExactReader({scale, 1, 0, false}).Read(value, word);
    return fault ? abi::FaultCode(*fault) : std::to_string(word);
  };
  CHECK(read(0.1, 2) == "10");
  CHECK(read(12.34, 2) == "1234");
  CHECK(read(-12.34, 2) == "-1234");
  CHECK(read(1e15, 2) == "100000000000000000");
  CHECK(read(0.1 + 0.2, 2) == "scale");
  CHECK(read(0.123456, 6) == "123456");
  CHECK(read(123456789012.345, 3) == "123456789012345");
  CHECK(read(1e300, 0) == "range");
  CHECK(read(-0.0, 2) == "0");
  CHECK(read(std::numeric_limits<double>::quiet_NaN(), 2) == "malformed");
  CHECK(read(-std::numeric_limits<double>::infinity(), 2) == "malformed");
  int64_t word = 0;
  CHECK(!ExactReader({2, 1, 0, false}).Read(0.1f, word));
  CHECK(word == 10);
}

TEST_CASE("128-bit decimals are read to the end of their range") {
  int64_t word = 0;
  const ExactReader reader({2, 1, 0, false});
  CHECK(reader.Read(PowerOfTen(38), 2, word) == abi::FaultKind::kRange);
  CHECK(!reader.Read(PowerOfTen(38), 30, word));
  CHECK(word == 10000000000);
  CHECK(reader.Read(PowerOfTen(38) + 1, 30, word) == abi::FaultKind::kScale);
  CHECK(!reader.Read(Int128{5}, -3, word));
  CHECK(word == 500000);
}
