#include "tests/unit/runtime/interp/spoken.h"

// Decision tables: section 7.
namespace sextant::interp {
namespace {

// A record and a table over it.
Spoken Table(const std::string& table, const Cells& cells) {
  Spoken spoken(R"(record R key id {
  id    : integer
  n     : integer
  share : decimal(4)
  m     : money CNY optional
  f     : float in 0..1
  mood  : one of { low, middle, high }
  tier  : one of { gold, basic } optional
  flag  : boolean
  name  : text
}
param cut : rate = 5% in 0%..100%
)" + table);
  Cells all = {{"id", "1"},      {"n", "7"},       {"share", "0.5"},
               {"m", "100"},     {"f", "0.25"},    {"mood", "high"},
               {"tier", "gold"}, {"flag", "true"}, {"name", "north"}};
  for (const auto& [slot, text] : cells) {
    all[slot] = text;
  }
  for (const auto& [slot, text] : all) {
    spoken.Give(slot, text);
  }
  return spoken;
}

// Whether the cell takes the value of the input.
bool Takes(const std::string& input, const std::string& cell, const Cells& cells) {
  INFO("| " << input << " | " << cell << " |");
  Spoken spoken = Table("table T -> boolean first match {\n| " + input + " | => T |\n| " + cell +
                            " | true |\n| otherwise | false |\n}\noutput { T }\n",
                        cells);
  return spoken.Answer("T") == "true";
}

TEST_CASE("a cell takes constants, comparisons and ranges with both ends") {
  CHECK(Takes("n", "7", {}));
  CHECK(!Takes("n", "6, 8", {}));
  CHECK(Takes("n", "6, 7", {}));
  CHECK(Takes("n", "< 8", {}));
  CHECK(!Takes("n", "< 7", {}));
  CHECK(Takes("n", "<= 7", {}));
  CHECK(!Takes("n", "> 7", {}));
  CHECK(Takes("n", ">= 7", {}));
  CHECK(Takes("n", "7..9", {}));
  CHECK(Takes("n", "5..7", {}));
  CHECK(!Takes("n", "8..9, -7", {}));
  CHECK(Takes("share", "50%", {}));
  CHECK(Takes("f", "25%..1", {}));
  CHECK(Takes("flag", "true", {}));
  CHECK(Takes("mood", "low, high", {}));
  CHECK(Takes("name", "\"south\", \"north\"", {}));
  CHECK(!Takes("name", "not \"north\"", {}));
}

TEST_CASE("a missing value meets only `-` and `missing`") {
  const Cells none = {{"tier", ""}, {"m", ""}};
  CHECK(Takes("tier", "-", none));
  CHECK(Takes("tier", "missing", none));
  CHECK(Takes("tier", "gold, missing", none));
  CHECK(!Takes("tier", "gold, basic", none));
  CHECK(!Takes("tier", "not gold", none));
  CHECK(!Takes("tier", "not missing", none));
  CHECK(!Takes("tier", "not gold, missing", none));
  CHECK(!Takes("m", "< 5 CNY", none));
  CHECK(!Takes("tier", "missing", {}));
  CHECK(Takes("tier", "not missing", {}));
  CHECK(Takes("tier", "not basic, missing", {}));
  CHECK(Takes("m", "not 0..99.99 CNY", {}));
}

TEST_CASE("a cell may hold a parameter finer than its input") {
  Spoken spoken = Table(R"(table T -> integer first match {
| share   | => T |
| < cut   | 1    |
| cut..1  | 2    |
| otherwise | 3  |
}
output { T }
)",
                        {{"share", "0.05"}});
  CHECK(spoken.Answer("T") == "2");
  CHECK(spoken.Answer("T", {{"cut", "5.000001%"}}) == "1");
}

TEST_CASE("the first row that matches gives the outputs, its number and its reason") {
  const std::string table = R"(table T -> { a : integer, b : money CNY optional } first match {
| mood   | n   | => b  | => a | because  |
| high   | < 5 | 1 CNY | 1    | A "a"    |
| high   | -   | 2 CNY | 2    | B "b"    |
| -      | 7   | 3 CNY | 3    |          |
| otherwise | missing | 4   | C "c"    |
}
let row = T.row
output { T, row }
)";
  Spoken second = Table(table, {});
  CHECK(second.Answer("T.a") == "2");
  CHECK(second.Answer("T.b") == "2 CNY");
  CHECK(second.Answer("T.reason") == "B");
  CHECK(second.Answer("row") == "2");
  CHECK(Table(table, {{"mood", "low"}}).Answer("T.reason") == "missing");
  Spoken rest = Table(table, {{"mood", "low"}, {"n", "8"}});
  CHECK(rest.Answer("T.a") == "4");
  CHECK(rest.Answer("T.b") == "missing");
  CHECK(rest.Answer("T.reason") == "C");
  CHECK(rest.Answer("row") == "4");
}

TEST_CASE("unique faults at a second row, where parameters let two match") {
  const std::string table = R"(table T -> integer unique {
| share | => T |
| < cut | 1    |
| > 50% | 2    |
| otherwise | 3 |
}
output { T }
)";
  CHECK(Table(table, {{"share", "0.6"}}).Answer("T") == "2");
  CHECK(Table(table, {{"share", "0.5"}}).Answer("T") == "3");
  CHECK(Table(table, {{"share", "0.6"}}).Answer("T", {{"cut", "70%"}}) == "second_match");
}

TEST_CASE("collect puts the outputs together from all rows that match") {
  const auto collect = [](const std::string& policy, const std::string& end, const Cells& cells) {
    return Table("table T -> integer collect " + policy +
                     " {\n| n | mood | => T |\n| < 8 | - | 5 |\n" +
                     "| - | high | -2 |\n| 7..9 | - | 4 |\n" + end + "}\noutput { T }\n",
                 cells)
        .Answer("T");
  };
  const std::string end = "| otherwise | 100 |\n";
  CHECK(collect("sum", "", {}) == "7");
  CHECK(collect("sum", "", {{"n", "20"}, {"mood", "low"}}) == "0");
  CHECK(collect("sum", end, {{"n", "20"}, {"mood", "low"}}) == "100");
  CHECK(collect("sum", end, {}) == "7");
  CHECK(collect("smallest", end, {}) == "-2");
  CHECK(collect("largest", end, {}) == "5");
  CHECK(collect("largest", end, {{"n", "20"}}) == "-2");
  const auto count = [](const Cells& cells) {
    return Table("table T -> integer collect count {\n| n |\n| < 8 |\n| 7..9 |\n}\noutput { T }\n",
                 cells)
        .Answer("T");
  };
  CHECK(count({}) == "2");
  CHECK(count({{"n", "9"}}) == "1");
  CHECK(count({{"n", "10"}}) == "0");
}

TEST_CASE("best by takes the row whose output is largest or smallest, the upper of equals") {
  const auto best = [](const std::string& by, const char* output) {
    return Table("table T -> { a : integer, b : integer } best by " + by + R"( {
| n   | => a | => b |
| < 8 | 1    | 9    |
| -   | 5    | 8    |
| -   | 5    | 7    |
| > 8 | 99   | 6    |
}
let row = T.row
output { T, row }
)",
                 {})
        .Answer(output);
  };
  CHECK(best("a", "T.b") == "8");
  CHECK(best("a", "row") == "2");
  CHECK(best("lowest a", "T.b") == "9");
  CHECK(best("lowest b", "T.a") == "5");
}

TEST_CASE("a large table answers as its rows say, missing values included") {
  std::string table = "table T -> integer first match {\n| n | tier | mood | => T |\n";
  for (int i = 0; i < 200; ++i) {
    const char* const tiers[] = {"gold", "basic", "missing", "-", "not gold"};
    const char* const moods[] = {"low", "-", "middle, high"};
    table += "| " + std::to_string(i) + ".." + std::to_string(i + 3) + " | " + tiers[i % 5] + " | " +
             moods[i % 3] + " | " + std::to_string(i) + " |\n";
  }
  table += "| otherwise | -1 |\n}\noutput { T }\n";
  // n in i..i+3: rows n-3 to n
  CHECK(Table(table, {{"n", "100"}, {"tier", "gold"}, {"mood", "low"}}).Answer("T") == "100");
  CHECK(Table(table, {{"n", "100"}, {"tier", ""}, {"mood", "low"}}).Answer("T") == "97");
  CHECK(Table(table, {{"n", "100"}, {"tier", "basic"}, {"mood", "middle"}}).Answer("T") == "98");
  CHECK(Table(table, {{"n", "0"}, {"tier", "gold"}, {"mood", "low"}}).Answer("T") == "0");
  CHECK(Table(table, {{"n", "203"}, {"tier", "gold"}, {"mood", "low"}}).Answer("T") == "-1");
}

TEST_CASE("all inputs are evaluated before the rows, so any of them may fault") {
  Spoken spoken = Table(R"(table T -> integer first match {
| mood | 1 / n | => T |
| high | -     | 1    |
| otherwise    | 2    |
}
output { T }
)",
                        {{"n", "0"}});
  CHECK(spoken.Answer("T") == "division_by_zero");
}

TEST_CASE("a table without otherwise is proved again for the parameters of a run") {
  Spoken spoken = Table(R"(table T -> integer first match {
| share  | => T |
| <= cut | 1    |
| > 5%   | 2    |
}
output { T }
)",
                        {});
  CHECK(spoken.Answer("T") == "2");
  CHECK(Bind(spoken.module(), {{"cut", "6%"}}).ok());
  const auto refused = Bind(spoken.module(), {{"cut", "4%"}});
  REQUIRE(!refused.ok());
  CHECK(refused.error().message == "with these parameters `T` (test.sxt:13) has no row for `share 0.0401`");
}

TEST_CASE("the trace of a table tells which cell kept each row from matching") {
  Spoken spoken = Table(R"(table T -> integer first match {
| mood | n    | => T |
| low  | -    | 1    |
| low  | < 3  | 2    |
| high | > 10 | 3    |
| high | 7    | 4    |
| otherwise   | 5    |
}
output { T }
)",
                        {});
  Trace trace;
  spoken.Run({}, &trace);
  REQUIRE(trace.decisions.size() == 1);
  const std::vector<RuleTrace>& rows = trace.decisions[0].rules;
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].name == "rows 1 to 2");
  CHECK(rows[0].condition == "mood");
  CHECK(rows[0].seen[0].value == "high");
  CHECK(rows[1].name == "row 3");
  CHECK(rows[1].condition == "n | > 10 |");
  CHECK(rows[2].name == "row 4");
  CHECK(rows[2].held);
}

}  // namespace
}  // namespace sextant::interp
