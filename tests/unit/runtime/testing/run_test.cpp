#include "tests/unit/runtime/testing/tested.h"

namespace sextant::testing {
namespace {

std::string Failure(const std::string& clauses) {
  return Tested("test \"one\" {\n  " + clauses + "\n}\n").Failure();
}

TEST_CASE("a test passes when all it expects holds") {
  CHECK(Failure("given typical expect Risk is low, Line.line = 40_000 CNY, used = 15%").empty());
  CHECK(Failure("given typical expect Line because R1, Line.action is raise because R1").empty());
  CHECK(Failure("given typical expect score about 0.26 within 0.02, income is missing").empty());
  CHECK(Failure("given typical with income: 5 CNY expect wealth about 2 CNY within 1 CNY").empty());
}

TEST_CASE("what does not hold is told with both sides") {
  CHECK(Failure("given typical expect Line.line = 1 CNY") == "found `Line.line` = 40_000 CNY");
  CHECK(Failure("given typical expect Line.line < limit") ==
        "found `Line.line` = 40_000 CNY, `limit` = 20_000 CNY");
  CHECK(Failure("given typical expect used in 1..2") == "found `used` = 0.15");
  CHECK(Failure("given typical expect Risk is high and late > 0") == "found `Risk` = low");
  CHECK(Failure("given typical expect Line because R0") == "its reason is R1 \"low risk\"");
  CHECK(Failure("given typical expect score about 0.3 within 0.01") == "found `score` = 0.25");
}

TEST_CASE("a rejected record fails what is expected of it, once") {
  const Tested tested(
      "test \"one\" { given typical with limit: 0 CNY "
      "expect Risk is low, Line.action is hold }\n");
  const FileReport report = tested.Run();
  REQUIRE(report.outcomes[0].failures.size() == 1);
  CHECK(report.outcomes[0].failures[0].message.find("the record is rejected: division_by_zero") ==
        0);
}

TEST_CASE("faults are expected by kind and place") {
  CHECK(Failure("given typical with limit: 0 CNY expect fault division_by_zero").empty());
  CHECK(Failure("given typical with limit: 0 CNY expect fault division_by_zero in used").empty());
  CHECK(Failure("given typical with late: 100, limit: -1 CNY "
                "expect fault range in late, fault range in limit")
            .empty());
  CHECK(Failure("given typical expect fault range") == "the record is accepted");
  CHECK(Failure("given typical with late: 100 expect fault range in limit")
            .find("the record is rejected with range: `late` is `100`") == 0);
}

TEST_CASE("parameters are set, and what is assumed is not worked out") {
  CHECK(Failure("given typical with late: 3 expect Risk is high").empty());
  CHECK(Failure("given typical with late: 3 with param cutoff = 4 expect Risk is low").empty());
  CHECK(Failure("given typical assume Risk is high expect Line.action is hold").empty());
  CHECK(Failure("given typical with limit: 0 CNY assume used = 20% expect Line.action is raise")
            .empty());
  CHECK(Failure("given typical assume Line.line is 7 CNY expect Line.line = 7 CNY").empty());
}

TEST_CASE("guarantees hold for the records of tests") {
  const std::string guarantee = "guarantee small : Line.line <= limit\n";
  const Tested broken(guarantee + "test \"one\" { given typical expect Risk is low }\n");
  CHECK(broken.Failure().find("guarantee: `Line.line <= limit` does not hold") !=
        std::string::npos);
  const Tested expected(guarantee +
                        "test \"one\" { given typical expect fault guarantee in small }\n");
  CHECK(expected.Failure().empty());
}

TEST_CASE("a test leaves the program that runs as it was") {
  const Tested without("");
  const Tested with("test \"one\" { given typical expect wealth = 0 CNY }\n");
  CHECK(with.made().module->insts.size() == without.made().module->insts.size());
  CHECK(with.made().module->slots.size() == without.made().module->slots.size());
  CHECK(with.Failure().empty());
}

TEST_CASE("coverage counts the parts that records came to") {
  const FileReport report = Tested(
                                "test \"one\" { given typical expect Risk is low }\n"
                                "test \"two\" { given typical expect Risk is low }\n")
                                .Run();
  const auto& decisions = report.coverage->decisions();
  REQUIRE(decisions.size() == 2);
  CHECK(decisions[0].what == "members");
  CHECK(decisions[0].parts[0].records == 2);
  CHECK(decisions[0].parts[1].records == 0);
  CHECK(decisions[1].what == "rules");
  CHECK(report.coverage->reached() == 2);
  CHECK(report.coverage->parts() == 4);
}

}  // namespace
}  // namespace sextant::testing
