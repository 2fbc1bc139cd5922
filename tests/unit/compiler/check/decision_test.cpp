#include <catch2/catch.hpp>

#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

std::string Codes(const std::string& text) {
  return Checked(kRecord + text).Codes();
}

std::vector<std::string> MembersOf(const Checked& checked, std::size_t decision) {
  const Type type = checked.program.decisions[decision].outputs.front().type;
  return checked.program.enums.get(type.enumeration).members;
}

using Members = std::vector<std::string>;

TEST_CASE("the members of a band are ordered by value") {
  const Checked up(kRecord +
                   "band Up = income { low below 5 CNY; none_ when missing; high otherwise }\n");
  CHECK(up.Codes() == "");
  CHECK(MembersOf(up, 0) == Members{"low", "high", "none_"});
  const Checked down(kRecord +
                     "band Down = count { gold from 50; silver above 10; rest otherwise }\n");
  CHECK(down.Codes() == "");
  CHECK(MembersOf(down, 0) == Members{"rest", "silver", "gold"});
}

TEST_CASE("members of a band without a missing one can be compared by order") {
  const std::string tail = "\n\nlet a = Up < high\n\noutput { a }\n";
  CHECK(Codes("band Up = count { low below 5; high otherwise }" + tail) == "");
  CHECK(Codes("band Up = income { low below 5 CNY; high otherwise; none_ when missing }\n\n"
              "let a = Up < high\n\noutput { a }\n") == "E0304");
}

TEST_CASE("cut-offs follow each other") {
  CHECK(Codes("band B = count { a below 5; b up to 5; c otherwise }\n") == "");
  CHECK(Codes("band B = count { a above 5; b from 5; c otherwise }\n") == "");
  CHECK(Codes("band B = count { a up to 5; b below 5; c otherwise }\n") == "E0603");
  CHECK(Codes("band B = count { a below 5; b below 5; c otherwise }\n") == "E0603");
  CHECK(Codes("band B = pd { a below 5%; b below 0.5; c otherwise }\n") == "");
  CHECK(Codes("band B = pd { a below 50%; b below 0.5; c otherwise }\n") == "E0603");
  CHECK(Codes("band B = count { a below 2.5; b otherwise }\n") == "E0502");
  CHECK(Codes("band B = count { a below 5 CNY; b otherwise }\n") == "E0303");
}

TEST_CASE("the order of parameters is proved or left to when they are bound") {
  const auto orders = [](const std::string& low, const std::string& high) {
    const Checked checked(kRecord + "param low : rate = 5% in " + low +
                          "\n\nparam high : rate = 10% in " + high +
                          "\n\nband B = rate_ { a below low; b below high; c otherwise }\n");
    return checked.Codes() + "/" + std::to_string(checked.program.param_orders.size());
  };
  CHECK(orders("1%..9%", "10%..20%") == "/0");
  CHECK(orders("1%..10%", "10%..20%") == "/1");
  CHECK(orders("1%..30%", "10%..20%") == "/1");
  CHECK(orders("1%..9%", "10%..10%") == "/0");
  CHECK(Codes("param low : rate = 10% in 10%..20%\n\nparam high : rate = 1% in 1%..10%\n\n"
              "band B = rate_ { a below low; b below high; c otherwise }\n") == "E0603");
  CHECK(Codes("param f : float = 0.5\n\nband B = rate_ { a below f; c otherwise }\n") == "E0307");
}

TEST_CASE("a grid names every combination once") {
  const std::string band = "band Risk = count { low below 5; high otherwise }\n\n";
  const Checked grid(kRecord + band +
                     "matrix M {\n  | tier / Risk | low | high |\n  | gold | a | b |\n"
                     "  | other | b | c |\n  | missing | c | a |\n}\n");
  CHECK(grid.Codes() == "");
  CHECK(MembersOf(grid, 1) == Members{"a", "b", "c"});
  CHECK(Codes("matrix M {\n  | active / region | north | south |\n  | true | a | b |\n"
              "  | false | b | b |\n}\n") == "");
  CHECK(Codes("matrix M {\n  | active / region | north | south |\n  | true | a | b |\n}\n") ==
        "E0601");
  CHECK(Codes("matrix M {\n  | tier / region | north | south |\n  | gold | a | b |\n"
              "  | other | a | b |\n}\n") == "E0404");
  CHECK(Codes("matrix M {\n  | active / region | north | north |\n  | true | a | b |\n"
              "  | false | a | b |\n}\n") == "E0601 E0216");
}

TEST_CASE("the result of a scorecard has the places of its points") {
  const Checked score(kRecord +
                      "scorecard S base 10 {\n  count { below 5: 0.25; otherwise: -1.5 }\n"
                      "  region { north: 5; otherwise: 0 }\n  active { true: 1; false: 2 }\n"
                      "  income { missing: 0; below 5 CNY: 1; otherwise: 2 }\n}\n");
  CHECK(score.Codes() == "");
  CHECK(score.program.decisions.front().outputs.front().type == Type::Number(2));
}

TEST_CASE("every output is assigned, an optional one may be left out") {
  const std::string head =
      "strategy S -> { action : one of { keep, cut }, line : money CNY optional } first match {\n";
  CHECK(Codes(head + "  otherwise then action = keep\n}\n") == "");
  CHECK(Codes(head + "  otherwise then action = keep, line = missing\n}\n") == "");
  CHECK(Codes(head + "  otherwise then line = amount\n}\n") == "E0609");
  CHECK(Codes(head + "  otherwise then action = kep\n}\n") == "E0206");
  CHECK(Codes(head + "  otherwise then action = keep, line = amount / 3\n}\n") == "E0308");
  CHECK(Codes(head + "  otherwise then action = keep, line = 0.005 CNY\n}\n") == "E0502");
  CHECK(Codes(head +
              "  otherwise then action = keep, line = amount / 3 rounded to 2 places\n}\n") == "");
}

TEST_CASE("declared ranges show what can never be reached") {
  const auto stage = [](const std::string& condition) {
    return Codes("lifecycle L first match {\n  stage a when " + condition +
                 "\n  stage b otherwise\n}\n");
  };
  CHECK(stage("count > 50") == "");
  CHECK(stage("count > 100") == "E0607");
  CHECK(stage("count >= 0") == "E0608");
  CHECK(stage("count = 200") == "E0607");
  CHECK(stage("count + 1 < 1") == "E0607");
  CHECK(stage("count in 101..200") == "E0607");
  CHECK(stage("sum(bill) > 700 CNY") == "E0607");
  CHECK(stage("count of bill with it > 0 CNY > 6") == "E0112");
  CHECK(stage("(count of bill with it > 0 CNY) > 6") == "E0607");
  CHECK(stage("(income otherwise 5 CNY) > 0 CNY") == "");
}

TEST_CASE("the policies say what a strategy needs") {
  const std::string rules = "  rule a when count > 5 then 1\n  rule b when active then 2\n";
  const auto with = [&](const std::string& head, const std::string& rest = "") {
    return Codes("strategy S -> " + head + " {\n" + rules + rest + "}\n");
  };
  const std::string otherwise = "  otherwise then 0\n";
  CHECK(with("integer unique", otherwise) == "");
  CHECK(with("integer unique") == "E0605");
  CHECK(with("integer best by S", otherwise) == "");
  CHECK(with("integer best by lowest S") == "E0605");
  CHECK(with("integer best by fee", otherwise) == "E0211");
  CHECK(with("integer optional best by S", otherwise) == "E0633");
  CHECK(with("integer collect") == "");
  CHECK(with("integer collect", otherwise) == "");
  CHECK(with("integer optional collect") == "E0322");
  CHECK(with("integer unique", "  rule c when active then 3\n" + otherwise) == "E0630");
  CHECK(with("integer collect", "  rule c when active then 3\n") == "");
  CHECK(with("integer collect", "  rule c when count > 100 then 3\n") == "E0607");
  CHECK(with("integer collect", "  rule c when count > 6 then 3 because R1 \"why\"\n") ==
        "E0631 E0631");
}

TEST_CASE("where every condition is evaluated, no rule knows anything from those above it") {
  const auto with = [](const std::string& policy, const std::string& rule) {
    return Codes("strategy S -> money CNY " + policy +
                 " {\n  rule none when income is missing then "
                 "1 CNY\n  " +
                 rule + "\n}\n");
  };
  const std::string second = "rule some when income > 5 CNY then 2 CNY\n  otherwise then 3 CNY";
  CHECK(with("first match", second) == "");
  CHECK(with("unique", second) == "E0401");
  CHECK(with("unique", "otherwise then income") == "");
  CHECK(with("collect", "otherwise then income") == "");
  CHECK(with("collect", "rule some when income is known and income > 5 CNY then income") == "");
}

TEST_CASE("lists are put out, and not read") {
  const std::string list = "strategy S -> integer collect { rule a when active then 1 }\n\n";
  CHECK(Codes(list + "output { S }\n") == "");
  CHECK(Codes(list + "let x = S + 1\n\noutput { x }\n") == "E0340");
  CHECK(Checked(kRecord + list).program.decisions[0].outputs[0].width == 1);
}

TEST_CASE("a scorecard reports reasons of the characteristics that have them") {
  const auto with = [](const std::string& top, const std::string& because) {
    const Checked checked(kRecord + "scorecard S base 0" + top + " {\n  count { below 5: 0" +
                          because +
                          "; otherwise: 1 }\n  active { true: 1; false: 0 } because B \"b\"\n}\n");
    return checked.Codes() + "/" + std::to_string(checked.program.decisions[0].reason_width);
  };
  CHECK(with("", "") == "/1");
  CHECK(with("", " because A \"a\"") == "/2");
  CHECK(with(" top 1 reasons", " because A \"a\"") == "/1");
  CHECK(with(" top 2 reasons", "") == "E0632/2");
  CHECK(with("", " because B \"a\"") == "E0610/2");
}

}  // namespace
}  // namespace sextant::check
