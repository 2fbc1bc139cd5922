#include "tests/unit/runtime/interp/spoken.h"

// Limits, other currencies, enumerations by name, beginnings of texts.
namespace sextant::interp {
namespace {

TEST_CASE("a value is limited to a range, both ends included") {
  CHECK(Of("n limited to 0..5") == "5");
  CHECK(Of("n limited to 7..7") == "7");
  CHECK(Of("n limited to 8..20") == "8");
  CHECK(Of("-n limited to -10..10") == "-7");
  CHECK(Of("m limited to 0..50 CNY") == "50 CNY");
  CHECK(Of("m * 1.005 limited to 0..500 CNY") == "100.50 CNY");
  CHECK(Of("n limited to k..k * 2") == "4");
  CHECK(Of("n + 1.5 limited to 0..q") == "1.5");
  CHECK(Of("f limited to 0.3..0.9") == "0.3");
  CHECK(Of("d limited to 2024-02-01..e") == "2024-02-01");
  CHECK(Of("sum((s limited to 15..35 CNY))") == "100 CNY");
  CHECK(Of("m limited to 0..50 CNY rounded to 20 CNY") == "40 CNY");
}

TEST_CASE("a limit without room faults") {
  CHECK(Of("n limited to k..k - 1") == "empty_range");
  CHECK(Of("k limited to n..k") == "empty_range");
  CHECK(Of("if n > 100 then n limited to n..k else 1") == "1");
  CHECK(Of("n limited to 1 / (k - 2)..5") == "division_by_zero");
}

TEST_CASE("amounts are converted at an exact rate") {
  CHECK(Of("m converted to USD at 0.14") == "14 USD");
  CHECK(Of("(m converted to USD at 0.1379) rounded to 2 places") == "13.79 USD");
  CHECK(Of("m converted to JPY at 20 + 0.5") == "2_050 JPY");
  CHECK(Of("sum((s converted to EUR at q))") == "150 EUR");
  CHECK(Of("m converted to USD at 5% > 4 USD") == "true");
}

TEST_CASE("a text begins with another") {
  CHECK(Of("name starts with \"no\"") == "true");
  CHECK(Of("name starts with \"No\"") == "false");
  CHECK(Of("name starts with \"\"") == "true");
  CHECK(Of("name starts with \"northern\"") == "false");
  CHECK(Of("not name starts with \"s\" and name in { \"north\", \"south\" }") == "true");
}

TEST_CASE("an enumeration is shared by name") {
  Spoken spoken(R"(enum Region { north, south }
record R key id { id : integer  a : Region  b : Region  both : set of Region }
param home : Region = south
strategy S -> Region first match {
  rule one when a is home and both has b then b
  otherwise then south
}
let same = a = b
output { S, same }
)");
  spoken.Give("id", "1");
  spoken.Give("a", "south");
  spoken.Give("b", "north");
  spoken.Give("both", "{ north }");
  CHECK(spoken.Answer("S") == "north");
  CHECK(spoken.Answer("same") == "false");
  CHECK(spoken.Answer("S", {{"home", "north"}}) == "south");
}

}  // namespace
}  // namespace sextant::interp
