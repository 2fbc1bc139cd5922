#include "tests/unit/runtime/interp/spoken.h"

// Series and their aggregates.
namespace sextant::interp {
namespace {

TEST_CASE("item 1 is the most recent") {
  CHECK(Of("item 1 of s") == "10 CNY");
  CHECK(Of("item 4 of s") == "40 CNY");
  CHECK(Of("sum(last 2 of s)") == "30 CNY");
  CHECK(Of("item 2 of last 2 of s") == "20 CNY");
}

TEST_CASE("sums, averages and extremes") {
  CHECK(Of("sum(s)") == "100 CNY");
  CHECK(Of("average(s)") == "25 CNY");
  CHECK(Of("average(last 3 of t)") == "2.66666667");
  CHECK(Of("average(last 2 of g)") == "0.15000000000000002");  // (0.1 + 0.2) / 2, in this order
  CHECK(Of("largest(t)") == "4");
  CHECK(Of("smallest(t)") == "1");
}

TEST_CASE("arithmetic goes item by item") {
  CHECK(Of("sum(s * t)") == "230 CNY");
  CHECK(Of("largest(s - 5 CNY)") == "35 CNY");
  CHECK(Of("sum(largest of { s - 25 CNY, 0 CNY })") == "20 CNY");
  CHECK(Of("item 2 of (m / t)") == "100 CNY");
  CHECK(Of("sum(-t)") == "-10");
  CHECK(Of("item 1 of (s / 3 rounded to 2 places)") == "3.33 CNY");
}

TEST_CASE("counting and testing items") {
  CHECK(Of("count of t with it >= 3") == "2");
  CHECK(Of("any of t with it > 4") == "false");
  CHECK(Of("none of t with it > 4") == "true");
  CHECK(Of("any of s with it > m - 70 CNY") == "true");
}

TEST_CASE("every item is visited, decided or not") {
  const Cells zero = {{"t[4]", "0"}};
  CHECK(Of("any of t with 12 / it >= 3", zero) == "division_by_zero");
  CHECK(Of("none of t with 12 / it > 100", zero) == "division_by_zero");
}

TEST_CASE("aggregates with a condition skip the other items") {
  CHECK(Of("sum(s with it > 15 CNY)") == "90 CNY");
  CHECK(Of("average(t with it >= 2)") == "3");
  CHECK(Of("largest(t with it < 4)") == "3");
  CHECK(Of("smallest(t with it > 1)") == "2");
  CHECK(Of("average(g with it > 0.15) ") == "0.3");
}

TEST_CASE("counting without a condition") {
  CHECK(Of("count of s") == "4");
  CHECK(Of("count(last 2 of t)") == "2");
}

TEST_CASE("aggregates over nothing") {
  CHECK(Of("sum(s with it > 1_000 CNY)") == "0 CNY");
  CHECK(Of("count of s with it > 1_000 CNY") == "0");
  CHECK(Of("average(s with it > 1_000 CNY)") == "missing");
  CHECK(Of("largest(s with it > 1_000 CNY) otherwise 5 CNY") == "5 CNY");
  CHECK(Of("smallest(s with it > 1_000 CNY)") == "missing");
}

TEST_CASE("an item may be used as a number and in its own condition") {
  CHECK(Of("count of t with it * it > n") == "2");
  CHECK(Of("sum(t with it <> smallest(t))") == "9");
}

TEST_CASE("a let may be a series, and is named item by item") {
  Spoken spoken(R"(record R key id { id : integer  s : series of 2 integer }
let twice = s * 2
let total = sum(twice)
output { total }
)");
  spoken.Give("id", "1");
  spoken.Give("s[1]", "3");
  spoken.Give("s[2]", "4");
  Trace trace;
  CHECK(spoken.Run({}, &trace).rejects.empty());
  CHECK(spoken.Answer("total") == "14");
  REQUIRE(trace.lets.size() == 3);
  CHECK(trace.lets[0].name == "twice[1]");
  CHECK(trace.lets[1].name == "twice[2]");
  CHECK(trace.lets[1].value == "8");
}

}  // namespace
}  // namespace sextant::interp
