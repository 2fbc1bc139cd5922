#include <catch2/catch.hpp>

#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

TEST_CASE("a value that may be missing is handled before use") {
  CHECK(TypeOrCodes("income") == "money CNY optional");
  CHECK(TypeOrCodes("income + 1 CNY") == "E0401");
  CHECK(TypeOrCodes("income > 1 CNY") == "E0401");
  CHECK(TypeOrCodes("income in 1..2 CNY") == "E0401");
  CHECK(TypeOrCodes("tier is gold") == "E0401");
  CHECK(TypeOrCodes("tier in { gold }") == "E0401");
  CHECK(TypeOrCodes("smallest of { income, amount }") == "E0401");
  CHECK(TypeOrCodes("income rounded to 1 CNY") == "E0401");
  CHECK(TypeOrCodes("months from start to end") == "E0401");
  CHECK(TypeOrCodes("if income is known then income else 0 CNY") == "money CNY");
}

TEST_CASE("otherwise takes the place of missing") {
  CHECK(TypeOrCodes("income otherwise 0 CNY") == "money CNY");
  CHECK(TypeOrCodes("income otherwise 0.125 CNY") == "money CNY(3)");
  CHECK(TypeOrCodes("income otherwise income") == "money CNY optional");
  CHECK(TypeOrCodes("income otherwise 0") == "E0306");
  CHECK(TypeOrCodes("tier otherwise gold") == "one of { gold, other }");
  CHECK(TypeOrCodes("(tier otherwise other) is gold") == "boolean");
  CHECK(TypeOrCodes("amount otherwise 0 CNY") == "E0402");
  CHECK(TypeOrCodes("amount is known") == "E0402");
  CHECK(TypeOrCodes("income otherwise missing") == "E0101");
}

TEST_CASE("is known narrows where it has to be true") {
  CHECK(TypeOrCodes("income is known and income > 1 CNY") == "boolean");
  CHECK(TypeOrCodes("income is missing or income > 1 CNY") == "boolean");
  CHECK(TypeOrCodes("income is known implies income > 1 CNY") == "boolean");
  CHECK(TypeOrCodes("not (income is missing) and income > 1 CNY") == "boolean");
  CHECK(TypeOrCodes("active and income is known and income > 1 CNY") == "boolean");
  CHECK(TypeOrCodes("if income is missing then 0 CNY else income") == "money CNY");
  CHECK(TypeOrCodes("income > 1 CNY and income is known") == "E0401");
  CHECK(TypeOrCodes("income is known or income > 1 CNY") == "E0401");
  CHECK(TypeOrCodes("income is missing and income > 1 CNY") == "E0401");
  CHECK(TypeOrCodes("(active or income is known) and income > 1 CNY") == "E0401");
  CHECK(TypeOrCodes("(income is known and active) and income > 1 CNY") == "boolean");
}

TEST_CASE("missing is written where an optional is expected") {
  CHECK(TypeOrCodes("if active then missing else amount") == "money CNY optional");
  CHECK(TypeOrCodes("if active then gold else tier") == "one of { gold, other } optional");
  CHECK(TypeOrCodes("missing") == "E0403");
  const Checked typed(kRecord + "let a : integer optional = missing\n\noutput { a }\n");
  CHECK(typed.Codes() == "");
}

std::string StrategyCodes(const std::string& rules) {
  return Checked(kRecord + "strategy S -> money CNY first match {\n" + rules + "}\n").Codes();
}

TEST_CASE("a rule that takes the missing case narrows the rules below it") {
  CHECK(StrategyCodes("  rule none_ when income is missing then 0 CNY\n"
                      "  rule low when income < 5 CNY then income\n"
                      "  otherwise then income\n") == "");
  CHECK(StrategyCodes("  rule none_ when income is missing and active then 0 CNY\n"
                      "  otherwise then income\n") == "E0401");
  CHECK(StrategyCodes("  rule some when income is known then income\n"
                      "  otherwise then income\n") == "E0401");
}

TEST_CASE("facts do not leak into other definitions") {
  const Checked checked(kRecord +
                        "let a = income is known and big\n\nlet big = income > 1 CNY\n\n"
                        "output { a }\n");
  CHECK(checked.Codes() == "E0401");
}

}  // namespace
}  // namespace sextant::check
