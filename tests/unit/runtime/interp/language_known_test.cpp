#include "tests/unit/runtime/interp/spoken.h"

// Series whose items may be missing.
namespace sextant::interp {
namespace {

std::string Said(const std::string& expr, const std::vector<std::string>& items) {
  Spoken spoken(R"(record R key id {
  id : integer
  s : series of 4 integer optional
  b : series of 4 boolean optional
}
let x = )" + expr +
                "\noutput { x }\n");
  spoken.Give("id", "1");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string place = "[" + std::to_string(i + 1) + "]";
    spoken.Give("s" + place, items[i]);
    spoken.Give("b" + place, items[i].empty() ? "" : items[i] == "0" ? "false" : "true");
  }
  return spoken.Answer("x");
}

const std::vector<std::string> kHoles = {"5", "", "0", "7"};
const std::vector<std::string> kNothing = {"", "", "", ""};

TEST_CASE("aggregates take the items that are known") {
  CHECK(Said("sum(known s)", kHoles) == "12");
  CHECK(Said("sum(known last 3 of s)", kHoles) == "5");
  CHECK(Said("average(known s)", kHoles) == "4");
  CHECK(Said("average(known last 2 of s)", kHoles) == "5");
  CHECK(Said("largest(known last 3 of s)", kHoles) == "5");
  CHECK(Said("smallest(known s)", kHoles) == "0");
  CHECK(Said("count of known s", kHoles) == "3");
  CHECK(Said("count of known s with it > 0", kHoles) == "2");
  CHECK(Said("sum(known s with it > 5)", kHoles) == "7");
  CHECK(Said("largest(known s with it < 5)", kHoles) == "0");
  CHECK(Said("any of known b", kHoles) == "true");
  CHECK(Said("none of known last 3 of b with not it", kHoles) == "false");
}

TEST_CASE("over nothing known") {
  CHECK(Said("sum(known s)", kNothing) == "0");
  CHECK(Said("count of known s", kNothing) == "0");
  CHECK(Said("average(known s)", kNothing) == "missing");
  CHECK(Said("largest(known s) otherwise 3", kNothing) == "3");
  CHECK(Said("any of known b", kNothing) == "false");
  CHECK(Said("none of known b", kNothing) == "true");
}

TEST_CASE("a condition is asked of known items alone") {
  CHECK(Said("count of known s with 10 / it > 1", {"2", "", "5", "1"}) == "3");
  CHECK(Said("count of known s with 10 / it > 1", {"2", "", "0", "1"}) == "division_by_zero");
}

TEST_CASE("items of an optional series are optional values") {
  CHECK(Said("item 1 of s", kHoles) == "5");
  CHECK(Said("item 2 of s", kHoles) == "missing");
  CHECK(Said("item 2 of last 3 of s otherwise 9", kHoles) == "9");
}

}  // namespace
}  // namespace sextant::interp
