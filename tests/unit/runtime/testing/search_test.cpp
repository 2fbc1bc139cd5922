#include "tests/unit/runtime/testing/tested.h"

namespace sextant::testing {
namespace {

// The counter-example of the only guarantee, and what its own tests say when they are run.
void CheckShown(const std::string& guarantee) {
  INFO(guarantee);
  const FileReport found = Tested(guarantee).Run(5);
  REQUIRE(found.search->found.size() == 1);
  CHECK_FALSE(found.fine());
  const std::string tests = found.search->found[0].text;
  INFO(tests);
  const FileReport shown = Tested(guarantee + tests).Run();
  CHECK_FALSE(shown.outcomes.empty());
  CHECK(shown.failed() == 0);
}

TEST_CASE("a counter-example of a guarantee is a test that shows it") {
  CheckShown("guarantee small : Line.line <= limit\n");
  CheckShown("guarantee at_an_edge : Line.line != 1_234.56 CNY\n");
  CheckShown("guarantee never_late : late < 99 or wealth < 5 CNY\n");
}

TEST_CASE("a counter-example of a trend is two tests that show it") {
  CheckShown("guarantee grows : Line.line never rises as limit rises\n");
  CheckShown("guarantee wealthy : wealth never rises as income rises\n");
}

TEST_CASE("what holds is not refuted") {
  const FileReport report = Tested(
                                "guarantee double : Line.line <= 2 * limit\n"
                                "guarantee overdue : Line.line never rises as late rises\n")
                                .Run(0.5);
  CHECK(report.search->found.empty());
  CHECK(report.search->searched == std::vector<std::string>{"double", "overdue"});
  CHECK(report.search->accepted > 1000);
  CHECK(report.fine());
}

}  // namespace
}  // namespace sextant::testing
