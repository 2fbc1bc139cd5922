#include <catch2/catch.hpp>

#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

TEST_CASE("series are calculated item by item") {
  CHECK(SeriesTypeOrCodes("bill - amount") == "series of 6 money CNY");
  CHECK(SeriesTypeOrCodes("bill / 3") == "series of 6 money CNY(8)");
  CHECK(SeriesTypeOrCodes("last 3 of bill") == "series of 3 money CNY");
  CHECK(SeriesTypeOrCodes("last 3 of (bill - 1 CNY)") == "series of 3 money CNY");
  CHECK(SeriesTypeOrCodes("largest of { bill, 0 CNY }") == "series of 6 money CNY");
  CHECK(SeriesTypeOrCodes("-bill rounded to 1 CNY") == "series of 6 money CNY(0)");
  CHECK(SeriesTypeOrCodes("last 3 of bill - bill") == "E0313");
  CHECK(SeriesTypeOrCodes("last 7 of bill") == "E0314");
}

TEST_CASE("aggregates make one value") {
  CHECK(TypeOrCodes("sum(bill)") == "money CNY");
  CHECK(TypeOrCodes("average(last 3 of bill)") == "money CNY(8)");
  CHECK(TypeOrCodes("largest(bill)") == "money CNY");
  CHECK(TypeOrCodes("largest(bill with it > 0 CNY)") == "money CNY optional");
  CHECK(TypeOrCodes("average(bill with it > 0 CNY)") == "money CNY(8) optional");
  CHECK(TypeOrCodes("sum(bill with it > 0 CNY)") == "money CNY");
  CHECK(TypeOrCodes("count of bill with it > 0 CNY") == "integer");
  CHECK(TypeOrCodes("any of late") == "boolean");
  CHECK(TypeOrCodes("none of late with it") == "boolean");
  CHECK(TypeOrCodes("item 6 of bill") == "money CNY");
  CHECK(TypeOrCodes("item 0 of bill") == "E0121");
  CHECK(TypeOrCodes("count of late") == "E0317");
  CHECK(TypeOrCodes("any of bill") == "E0317");
  CHECK(TypeOrCodes("sum(late)") == "E0316");
  CHECK(TypeOrCodes("sum(amount)") == "E0311");
}

TEST_CASE("a series is no single value") {
  CHECK(TypeOrCodes("bill > 0 CNY") == "E0312");
  CHECK(TypeOrCodes("bill") == "E0312");
  CHECK(TypeOrCodes("late and active") == "E0312");
  CHECK(TypeOrCodes("it > 0 CNY") == "E0215");
  CHECK(TypeOrCodes("count of bill with it > it") == "integer");
}

}  // namespace
}  // namespace sextant::check
