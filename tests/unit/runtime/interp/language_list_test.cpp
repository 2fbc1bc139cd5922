#include "tests/unit/runtime/interp/spoken.h"

// Lists: their windows, filters and aggregates, and the checks of their rows.
namespace sextant::interp {
namespace {

const char* const kRecord = R"(record Transaction dated by posted_on {
  posted_on : date
  amount    : money CNY in -100..1_000 CNY
  symbol    : one of { interest, household, fee } optional
  bank      : text optional
  weight    : float optional
  units     : integer optional
}
record R key id {
  id           : integer
  n            : integer
  limit        : money CNY optional
  spend        : series of 2 money CNY
  transactions : list of Transaction
}
)";

const std::vector<Cells> kRows = {
    {{"posted_on", "2026-03-31"},
     {"amount", "10"},
     {"symbol", "fee"},
     {"bank", "AB"},
     {"units", "1"}},
    {{"posted_on", "2026-03-01"}, {"amount", "20"}, {"bank", "CD"}, {"weight", "0.5"}},
    {{"posted_on", "2026-04-01"}, {"amount", "40"}, {"symbol", "interest"}, {"units", "2"}},
    {{"posted_on", "2026-02-28"}, {"amount", "80"}, {"symbol", "interest"}, {"bank", "AB"}},
    {{"posted_on", "2026-03-31"}, {"amount", "-5"}, {"symbol", "household"}, {"weight", "0.25"}},
};

Spoken Saying(const std::string& expr, const std::vector<Cells>& rows, const Cells& cells = {}) {
  Spoken spoken(kRecord + ("let x = " + expr + "\noutput { x }\n"));
  Cells all = {{"id", "1"},        {"n", "7"},         {"limit", ""},
               {"spend[1]", "15"}, {"spend[2]", "60"}, {"as_of", "2026-03-31"}};
  for (const auto& [slot, text] : cells) {
    all[slot] = text;
  }
  for (const auto& [slot, text] : all) {
    spoken.Give(slot, text);
  }
  for (const Cells& row : rows) {
    spoken.GiveRow("transactions", row);
  }
  return spoken;
}

std::string OfRows(const std::string& expr, const std::vector<Cells>& rows = kRows,
                   const Cells& cells = {}) {
  INFO("let x = " << expr);
  return Saying(expr, rows, cells).Answer("x");
}

TEST_CASE("aggregates take all rows of a list") {
  CHECK(OfRows("count of transactions") == "5");
  CHECK(OfRows("count(transactions)") == "5");
  CHECK(OfRows("sum(amount of transactions)") == "145 CNY");
  CHECK(OfRows("average(amount of transactions)") == "29 CNY");
  CHECK(OfRows("largest(amount of transactions)") == "80 CNY");
  CHECK(OfRows("smallest(amount of transactions)") == "-5 CNY");
  CHECK(OfRows("smallest(posted_on of transactions)") == "2026-02-28");
  CHECK(OfRows("any of transactions") == "true");
  CHECK(OfRows("none of transactions") == "false");
}

TEST_CASE("windows tile, and the future never counts") {
  CHECK(OfRows("count of transactions within 30 days before as_of") == "2");
  CHECK(OfRows("count of transactions within 31 days before as_of") == "3");
  CHECK(OfRows("count of transactions within 1 day after as_of") == "2");
  CHECK(OfRows("count of transactions within 2 days after as_of") == "3");
  CHECK(OfRows("count of transactions within 1 month before as_of") == "3");
  CHECK(OfRows("sum(amount of transactions within 30 days before (as_of - 30 days))") == "100 CNY");
  CHECK(OfRows("sum(amount of transactions within 1 day before as_of)") == "5 CNY");
}

TEST_CASE("a filter takes one comparison, and follows the window") {
  CHECK(OfRows("any of transactions with amount > 50 CNY and n = 7") == "true");
  CHECK(OfRows("any of transactions with amount > 50 CNY and n = 8") == "false");
  CHECK(OfRows("any of transactions within 30 days before as_of with amount > 50 CNY") == "false");
  CHECK(OfRows("none of transactions within 30 days before as_of with amount > 50 CNY "
               "and any of transactions with amount > 50 CNY") == "true");
  CHECK(OfRows("count of transactions within 40 days before as_of with (amount > 0 CNY and "
               "amount < 50 CNY)") == "2");
  CHECK(OfRows("count of transactions within 31 days before as_of >= 3") == "true");
  CHECK(OfRows("sum(amount of transactions within 40 days before as_of with amount > 0 CNY)") ==
        "110 CNY");
  CHECK(OfRows("sum(amount of transactions with amount > item 1 of spend)") == "140 CNY");
  CHECK(OfRows("count of transactions with any of spend with it < amount") == "3");
}

TEST_CASE("a filter may read what the record has, and its lets") {
  CHECK(OfRows("count of transactions with amount = 10 CNY * n / 7") == "1");
  Spoken spoken = Saying(
      "count of transactions with amount > middle\n"
      "let middle = average(amount of transactions) otherwise 0 CNY",
      kRows);
  CHECK(spoken.Answer("x") == "2");
}

TEST_CASE("missing values of rows are passed over, and must be handled in filters") {
  CHECK(OfRows("sum(units of transactions)") == "3");
  CHECK(OfRows("average(units of transactions)") == "1.5");
  CHECK(OfRows("average(weight of transactions)") == "0.375");
  CHECK(OfRows("count of transactions with units is missing") == "3");
  CHECK(OfRows("count of transactions with (symbol is known and symbol is not interest)") == "2");
  CHECK(OfRows("count of transactions with (symbol is missing or symbol is interest)") == "3");
  CHECK(OfRows("count of transactions with (symbol otherwise fee) is fee") == "2");
}

TEST_CASE("the latest row is by date, and of one day the one furthest down") {
  CHECK(OfRows("latest(amount of transactions)") == "40 CNY");
  CHECK(OfRows("latest amount of transactions within 30 days before as_of") == "-5 CNY");
  CHECK(OfRows("latest(units of transactions within 90 days before as_of)") == "1");
  CHECK(OfRows("latest(symbol of transactions)") == "interest");
  CHECK(OfRows("(latest bank of transactions) is known") == "true");
  CHECK(OfRows("(latest bank of transactions otherwise \"?\") = \"AB\"") == "true");
}

TEST_CASE("the most frequent member, on a tie the first of the enumeration") {
  CHECK(OfRows("most frequent symbol of transactions") == "interest");
  CHECK(OfRows("most frequent symbol of transactions within 30 days before as_of") == "household");
  CHECK(OfRows("most frequent(symbol of transactions with (symbol is known and symbol is not "
               "interest))") == "household");
}

TEST_CASE("different values are counted once") {
  CHECK(OfRows("count distinct bank of transactions") == "2");
  CHECK(OfRows("count distinct(posted_on of transactions)") == "4");
  CHECK(OfRows("count distinct(weight of transactions) + 1") == "3");
  CHECK(OfRows("count distinct symbol of transactions with amount > 10 CNY") == "1");
}

TEST_CASE("aggregates over no rows") {
  for (const char* rows : {"transactions", "transactions within 1 day before 2000-01-01"}) {
    const std::string of = rows;
    const std::vector<Cells> given = of == "transactions" ? std::vector<Cells>() : kRows;
    CHECK(OfRows("count of " + of, given) == "0");
    CHECK(OfRows("any of " + of, given) == "false");
    CHECK(OfRows("none of " + of, given) == "true");
    CHECK(OfRows("sum(amount of " + of + ")", given) == "0 CNY");
    CHECK(OfRows("count distinct(amount of " + of + ")", given) == "0");
    for (const char* name : {"average", "largest", "smallest", "latest"}) {
      CHECK(OfRows(std::string(name) + "(amount of " + of + ")", given) == "missing");
    }
    CHECK(OfRows("most frequent(symbol of " + of + ")", given) == "missing");
  }
}

TEST_CASE("every row within the window is visited, decided or not") {
  const char* const any = "any of transactions within 31 days before as_of with 40 / n > 1";
  CHECK(OfRows(any, kRows, {{"n", "0"}}) == "division_by_zero");
  CHECK(OfRows("any of transactions with (units is known and 1 / (units - 2) < 0)") ==
        "division_by_zero");
  CHECK(OfRows("any of transactions within 1 day before as_of with "
               "(units is known and 1 / (units - 2) < 0)") == "true");
}

TEST_CASE("every row is checked, wherever it lies in time") {
  std::vector<Cells> rows = kRows;
  rows.push_back({{"posted_on", "1990-01-01"}, {"amount", "2_000"}});
  rows.push_back({{"posted_on", ""}, {"amount", "3_000"}});
  Spoken spoken =
      Saying("count of transactions within 1 day before as_of with amount > 0 CNY", rows);
  const RowResult result = spoken.Run();
  REQUIRE(result.rejects.size() == 2);
  CHECK(result.rejects[0].where == "transactions.posted_on");
  CHECK(result.rejects[0].kind == abi::FaultKind::kMissing);
  CHECK(result.rejects[1].where == "transactions.amount");
  CHECK(result.rejects[1].kind == abi::FaultKind::kRange);
  CHECK(
      result.rejects[1].message ==
      "`transactions.amount` is `2_000 CNY` in row 6 of 7, and in 1 more; it must be from -100 CNY "
      "to 1_000 CNY");
}

TEST_CASE("columns of rows that nothing reads are not checked") {
  CHECK(OfRows("count of transactions", {{{"amount", "5_000"}}}) == "1");
}

TEST_CASE("a trace tells the lists and their aggregates") {
  Spoken spoken(kRecord + std::string(R"(
strategy S -> integer first match {
  rule some when any of transactions with amount > 50 CNY then 1
  otherwise then 0
}
)"));
  spoken.Give("id", "1");
  for (const Cells& row : kRows) {
    spoken.GiveRow("transactions", row);
  }
  Trace trace;
  CHECK(spoken.Run({}, &trace).rejects.empty());
  REQUIRE(trace.fields.size() == 2);
  CHECK(trace.fields[1].name == "transactions");
  CHECK(trace.fields[1].value == "5 rows");
  REQUIRE(trace.decisions[0].rules[0].seen.size() == 1);
  CHECK(trace.decisions[0].rules[0].seen[0].name == "any of transactions with amount > 50 CNY");
  CHECK(trace.decisions[0].rules[0].seen[0].value == "true");
}

}  // namespace
}  // namespace sextant::interp
