#include "compiler/check/truth.h"

#include <catch2/catch.hpp>

#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

// "never", "always", or "" of a rule of `collect`.
std::string Judged(const std::string& condition) {
  const Checked checked(kRecord + "param cut : integer = 5 in 0..10\n\n" +
                        "let big = count > 100\n\n" +
                        "strategy S -> integer collect {\n  rule a when " + condition +
                        " then 1\n  rule use when big or cut > 5 then 1\n}\n\noutput { S }\n");
  const std::string codes = checked.Codes();
  return codes == "E0607" ? "never" : codes == "W0207" ? "always" : codes;
}

TEST_CASE("declared ranges decide comparisons") {
  CHECK(Judged("count > 100") == "never");
  CHECK(Judged("count >= 100") == "");
  CHECK(Judged("count <= 100") == "always");
  CHECK(Judged("count in 0..100") == "always");
  CHECK(Judged("count in 101..200") == "never");
  CHECK(Judged("count in { 101, 102 }") == "never");
  CHECK(Judged("count > 99.5") == "");
  CHECK(Judged("rate_ < 1%") == "never");
  CHECK(Judged("amount < 1 CNY") == "never");
  CHECK(Judged("pd > 1") == "never");
  CHECK(Judged("pd >= 1") == "");
  CHECK(Judged("pd <= 100%") == "always");
  CHECK(Judged("big") == "never");
  CHECK(Judged("not big") == "always");
}

TEST_CASE("a parameter may have any value of its range") {
  CHECK(Judged("count > cut") == "");
  CHECK(Judged("count > cut + 99") == "");
  CHECK(Judged("count > cut + 100") == "never");
  CHECK(Judged("count >= cut - 10") == "always");
  CHECK(Judged("cut < 5") == "");
}

TEST_CASE("and, or and implies judge their right side where the left has not decided") {
  CHECK(Judged("count > 5 and count < 3") == "never");
  CHECK(Judged("count > 5 and count < 7") == "");
  CHECK(Judged("count > 5 and active and not (count >= 3)") == "never");
  CHECK(Judged("count > 5 or count <= 5") == "always");
  CHECK(Judged("count > 5 or count < 5") == "");
  CHECK(Judged("count > 5 implies count > 3") == "always");
  CHECK(Judged("count > 5 implies count > 7") == "");
  CHECK(Judged("active and not active") == "never");
  CHECK(Judged("(count > 5 or active) and count < 3") == "");
  CHECK(Judged("pd > 0.5 and pd <= 0.5") == "never");
  CHECK(Judged("pd > 0.5 and pd < 0.6") == "");
  CHECK(Judged("count = 3 and count = 4") == "never");
  CHECK(Judged("count <> 3 and count = 3") == "");
  CHECK(Judged("if active then count > 100 else count < 0") == "never");
}

TEST_CASE("closed lists decide memberships") {
  CHECK(Judged("region in { north, south }") == "always");
  CHECK(Judged("region not in { north, south }") == "never");
  CHECK(Judged("region is north") == "");
  CHECK(Judged("region is north and region is south") == "never");
  CHECK(Judged("region is not north and region is not south") == "never");
  CHECK(Judged("region is north or region is south") == "always");
}

TEST_CASE("what is not comparable is not judged") {
  CHECK(Judged("amount > 2_000_000") == "E0303");
  CHECK(Judged("name = \"x\" and name = \"y\"") == "");
  CHECK(Judged("true") == "");
}

}  // namespace
}  // namespace sextant::check
