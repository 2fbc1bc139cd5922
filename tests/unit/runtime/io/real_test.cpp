#include "runtime/io/real.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace sextant;

namespace {

std::optional<double> Read(std::string_view text, Int128 unit = 1, int unit_scale = 0) {
  double value = 0;
  const auto fault = io::ReadReal(text, unit, unit_scale, value);
  return fault ? std::nullopt : std::optional(value);
}

std::string FaultOf(std::string_view text) {
  double value = 0;
  const auto fault = io::ReadReal(text, 1, 0, value);
  return fault ? abi::FaultCode(*fault) : "";
}

}  // namespace

TEST_CASE("floats are the nearest double of their text") {
  CHECK(Read("0.1") == 0.1);
  CHECK(Read("+1.5e-3") == 0.0015);
  CHECK(Read(" 2 ") == 2.0);
  CHECK(Read(".25") == 0.25);
  CHECK(Read("9007199254740993") == 9007199254740992.0);  // a tie goes to even
  CHECK(Read("9007199254740993.0000000000000000000000001") == 9007199254740994.0);
  CHECK(Read("1e-400") == 0.0);
  CHECK(std::signbit(*Read("-1e-400")));
  CHECK(Read("4.9e-324") == 4.9406564584124654e-324);
}

TEST_CASE("nan, inf and numbers beyond a double are faults") {
  for (const char* text :
       {"nan", "inf", "-inf", "Infinity", "NaN", "", "1,5", "0x1p3", "1e", "-"}) {
    INFO(text);
    CHECK(FaultOf(text) == "malformed");
  }
  CHECK(FaultOf("1e309") == "range");
  CHECK(FaultOf("-1e99999999999") == "range");
}

TEST_CASE("a float in a unit is rounded once") {
  CHECK(Read("2.5", 1, 2) == 0.025);
  CHECK(Read("0.7", 1, 2) == 0.007);
  CHECK(Read("3", 10000, 0) == 30000.0);
}
