#include "tests/unit/runtime/testing/whole.h"

namespace sextant::testing {
namespace {

std::string Failure(const std::string& clauses) {
  return Whole("test \"one\" on 2026-03-31 {\n  " + clauses + "\n}\n").Failure();
}

TEST_CASE("rows of a list are decided in their order") {
  CHECK(Failure("given typical expect spent = 900 CNY, last = 900 CNY").empty());
  CHECK(Failure("given typical with buys: [ { at: 2026-03-20, amount: 1 CNY }, "
                "{ at: 2026-03-20, amount: 2 CNY } ] expect spent = 3 CNY, last = 2 CNY")
            .empty());
  CHECK(Failure("given typical with buys: [] expect spent = 0 CNY, last is missing").empty());
  CHECK(Failure("given { id: \"T2\", balance: 5 CNY } expect spent = 0 CNY").empty());
}

TEST_CASE("rows are checked like the record") {
  CHECK(Failure("given typical with buys: [ { at: 2026-03-20, amount: -1 CNY } ] "
                "expect fault range in buys.amount, fault range in buys, fault range")
            .empty());
  CHECK(Failure("given typical with buys: [ { at: missing, amount: 1 CNY } ] "
                "expect fault missing in buys.at")
            .empty());
  CHECK(Failure("given typical with buys: [ { at: 2026-03-20, amount: -1 CNY } ] "
                "expect fault range in buys.at")
            .find("the record is rejected with range: `buys.amount`") == 0);
}

TEST_CASE("sets and series with holes are given and expected whole") {
  CHECK(Failure("given typical with consents: { data, marketing } "
                "expect consents = { marketing, data }, consents has data")
            .empty());
  CHECK(Failure("given typical expect consents = {}, wishes is missing").empty());
  CHECK(Failure("given typical expect consents = { data }") == "found `consents` = empty");
  CHECK(Failure("given typical expect wishes = { card }") == "found `wishes` = missing");
  CHECK(Failure("given typical with bill: [missing, 5] CNY expect bill = [missing, 5] CNY, "
                "sum(known bill) = 5 CNY")
            .empty());
  CHECK(Failure("given typical with bill: [missing, 5] CNY expect bill = [5, missing] CNY") ==
        "found `bill` = [missing, 5 CNY]");
}

TEST_CASE("a record comes with what was carried from the period before") {
  CHECK(Failure("given typical expect Stage is asleep, Stage.previous is missing, "
                "Stage.since = 2026-03-31")
            .empty());
  CHECK(Failure("given typical with Stage.previous: active since 2026-01-31 "
                "expect Stage is active, Stage.computed is asleep, Stage.held_by is minimum_stay, "
                "Stage.since = 2026-01-31, Stage.previous is active")
            .empty());
  CHECK(Failure("given typical with Stage.previous: active since 2025-12-31 "
                "expect Stage is asleep, Stage.held_by is missing")
            .empty());
  CHECK(Failure("given carried expect Stage is active").empty());
  CHECK(Failure("given carried with Stage.previous: missing expect Stage is asleep").empty());
  CHECK(Failure("given typical with Line.previous.amount: 7 CNY, Size.previous: large "
                "expect Line.amount = 8 CNY, Line.previous.amount = 7 CNY, Size.previous is large")
            .empty());
}

TEST_CASE("a named value that is missing is not what is expected") {
  CHECK(Failure("given typical expect last2 > 5 CNY") == "found `last2` = missing");
  CHECK(Failure("given typical expect Stage.held_by is minimum_stay") ==
        "found `Stage.held_by` = missing");
  CHECK(Failure("given typical expect last2 about 5 CNY within 1 CNY") ==
        "found `last2` = missing");
  CHECK(Failure("given typical expect last2 is not missing or spent > 0 CNY").empty());
}

TEST_CASE("lists are expected in order, by one item, and empty") {
  CHECK(Failure("given willing expect Best = [loan, card], Best.worth = [20, 10] CNY, "
                "Best.reasons = [O2, O1], Best has card, not Best is empty, Best because O1")
            .empty());
  CHECK(Failure("given typical expect Best is empty, Best = [], not Best has loan").empty());
  CHECK(Failure("given willing expect Best = [card, loan]") == "found `Best` = [loan, card]");
  CHECK(Failure("given willing expect Best.worth has 5 CNY") ==
        "found `Best.worth` = [20 CNY, 10 CNY]");
  CHECK(Failure("given willing expect Best.reasons is empty") == "found `Best.reasons` = [O2, O1]");
  CHECK(Failure("given typical expect Hints.note = [write], Hints.days has 30, "
                "Hints.reasons = [H2]")
            .empty());
  CHECK(Failure("given typical expect Hints.note has call") == "found `Hints.note` = [write]");
  CHECK(Failure("given typical expect Score.reasons = [S1], Warnings = { W1 }").empty());
  CHECK(Failure("given typical expect Warnings = {}") == "found `Warnings` = { W1 }");
}

TEST_CASE("a failed list shows the decision behind it") {
  const FileReport report = Whole("test \"one\" on 2026-03-31 {\n"
                                  "  given typical expect Best = [loan]\n}\n")
                                .Run();
  REQUIRE(report.outcomes[0].decisions.size() == 1);
  CHECK(report.outcomes[0].decisions[0].name == "Best");
}

// "stages: active 1, asleep 0"
std::string CoverageOf(const FileReport& report, const std::string& name) {
  for (const DecisionCoverage& decision : report.coverage->decisions()) {
    if (decision.name == name) {
      std::string text = decision.what + ":";
      for (const Part& part : decision.parts) {
        text += " " + part.name + "=" + std::to_string(part.records);
      }
      return text;
    }
  }
  return "";
}

TEST_CASE("coverage is counted by the parts as they are written") {
  const FileReport report =
      Whole("test \"one\" on 2026-03-31 { given willing expect Best has card }\n"
            "test \"two\" on 2026-03-31 { given carried expect Stage is active }\n")
          .Run();
  CHECK(report.failed() == 0);
  CHECK(CoverageOf(report, "Stage.computed") == "stages: active=0 asleep=2");
  CHECK(CoverageOf(report, "Stage") ==
        "stages: minimum_stay=1 minimum_stay (2)=0 active=0 asleep=1");
  CHECK(CoverageOf(report, "Score") ==
        "bins: balance below 0 CNY=0 balance otherwise=2 Stage active=1 Stage otherwise=1");
  CHECK(CoverageOf(report, "Warnings") == "rules: idle=1 owes=0");
  CHECK(CoverageOf(report, "Hints") == "rules: low=0 idle=1");
  CHECK(CoverageOf(report, "Best") == "offers: card=1 loan=1");
  CHECK(CoverageOf(report, "Fee") == "rows: row 1=0 row 2=2 otherwise=0");
  CHECK(CoverageOf(report, "Test") == "arms: a=2 b=0");
  CHECK(CoverageOf(report, "Rate") == "versions: 2026-01-01..2026-06-30=2 2026-07-01..2026-12-31=0");
  CHECK(CoverageOf(report, "Grid") ==
        "cells: small, active / false=1 small, active / true=0 small, asleep / false=1 "
        "small, asleep / true=0 large, active / false=0 large, active / true=0 "
        "large, asleep / false=0 large, asleep / true=0");
}

TEST_CASE("JUnit holds the coverage among its properties") {
  const std::string xml = ReportJunit(
      {Whole("test \"one\" on 2026-03-31 { given willing expect Best has card }\n").Run()});
  CHECK(xml.find("<property name=\"coverage of Best\" value=\"2 of 2 offers\"/>") !=
        std::string::npos);
  CHECK(xml.find("<property name=\"coverage of Warnings\" "
                 "value=\"1 of 2 rules; never reached: owes\"/>") != std::string::npos);
}

// The counter-example of the only guarantee is a test that shows it.
void CheckShown(const std::string& guarantee) {
  INFO(guarantee);
  const FileReport found = Whole(guarantee).Run(5);
  REQUIRE(found.search->found.size() == 1);
  const std::string tests = found.search->found[0].text;
  INFO(tests);
  const FileReport shown = Whole(guarantee + tests).Run();
  CHECK_FALSE(shown.outcomes.empty());
  CHECK(shown.failed() == 0);
}

TEST_CASE("counter-examples have rows, sets and a period before") {
  CheckShown("guarantee few : count of buys < 3\n");
  CheckShown("guarantee recent : none of buys within 30 days before as_of with amount > 5 CNY\n");
  CheckShown("guarantee free : Stage.held_by is missing\n");
  CheckShown("guarantee grows : Size.previous is missing or Size.previous is not large\n");
  CheckShown("guarantee nobody : not consents has marketing or count of consents < 2\n");
}

}  // namespace
}  // namespace sextant::testing
