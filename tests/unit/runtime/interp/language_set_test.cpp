#include "tests/unit/runtime/interp/spoken.h"

// Sets: members, emptiness, size, missing.
namespace sextant::interp {
namespace {

std::string Said(const std::string& expr, const std::string& orders, const std::string& maybe = "",
                 const std::string& top = "travel") {
  Spoken spoken(R"(record R key id {
  id : integer
  orders : set of { household, insurance, travel }
  maybe : set of { household, insurance, travel } optional
  top : one of { household, insurance, travel }
}
let x = )" + expr +
                "\noutput { x }\n");
  spoken.Give("id", "1");
  spoken.Give("orders", orders);
  spoken.Give("maybe", maybe);
  spoken.Give("top", top);
  return spoken.Answer("x");
}

TEST_CASE("a set has its members") {
  CHECK(Said("orders has insurance", "{ insurance, travel }") == "true");
  CHECK(Said("orders has household", "{ insurance, travel }") == "false");
  CHECK(Said("not orders has household", "{ insurance }") == "true");
  CHECK(Said("orders has top", "{ travel }") == "true");
  CHECK(Said("orders has top", "{ travel }", "", "household") == "false");
  CHECK(Said("orders has insurance and not orders has travel", "{ insurance }") == "true");
}

TEST_CASE("a set may be empty, and is counted") {
  CHECK(Said("orders is empty", "empty") == "true");
  CHECK(Said("orders is not empty", "empty") == "false");
  CHECK(Said("orders = empty", "{ household }") == "false");
  CHECK(Said("count of orders", "{ household, insurance, travel }") == "3");
  CHECK(Said("count of orders >= 2", "{ travel, travel }") == "false");
}

TEST_CASE("sets of the same members are equal or not, and may be chosen among") {
  CHECK(Said("maybe is known and orders = maybe", "{ travel }", "{ travel }") == "true");
  CHECK(Said("maybe is known and orders <> maybe", "{ travel }", "{ insurance }") == "true");
  CHECK(Said("if top is travel then orders else empty", "{ household, travel }") ==
        "{ household, travel }");
  CHECK(Said("if top is insurance then orders else empty", "{ household }") == "empty");
}

TEST_CASE("an optional set may be missing, and then is not empty") {
  CHECK(Said("maybe is known", "empty") == "false");
  CHECK(Said("maybe otherwise orders", "{ household }") == "{ household }");
  CHECK(Said("maybe otherwise empty", "{ household }") == "empty");
  CHECK(Said("(maybe otherwise empty) has travel", "empty", "{ travel }") == "true");
  CHECK(Said("maybe is missing or maybe has travel", "empty", "{ household }") == "false");
}

TEST_CASE("64 members fit") {
  std::string members;
  for (int i = 0; i < 64; ++i) {
    members += (i == 0 ? "m" : ", m") + std::to_string(i);
  }
  Spoken spoken("record R key id { id : integer  s : set of { " + members +
                " } }\nlet x = s has m63 and s has m0 and not s has m1\nlet n = count of s\n"
                "output { x, n, s }\n");
  spoken.Give("id", "1");
  spoken.Give("s", "{ m0, m63 }");
  CHECK(spoken.Answer("x") == "true");
  CHECK(spoken.Answer("n") == "2");
  CHECK(spoken.Answer("s") == "{ m0, m63 }");
}

}  // namespace
}  // namespace sextant::interp
