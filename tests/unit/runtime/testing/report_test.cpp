#include <nlohmann/json.hpp>

#include "tests/unit/runtime/testing/tested.h"

namespace sextant::testing {
namespace {

constexpr const char* kTwo = R"(test "fine" { given typical expect Risk is low }
test "<wrong> & \"odd\"" {
  given typical
  expect Line.line = 1 CNY
}
)";

TEST_CASE("the text points at what failed and shows the rules behind it") {
  Tested tested(kTwo);
  const std::string text = ReportText(tested.Run(), false);
  CHECK(text.find("failed: <wrong> & \"odd\"") == 0);
  CHECK(text.find("| ") != std::string::npos);
  CHECK(text.find("^^^^^^^^^^^^^^^^^ found `Line.line` = 40_000 CNY") != std::string::npos);
  CHECK(text.find("yes  raise: Risk is low and used < 50%") != std::string::npos);
  CHECK(text.find("1 test failed, 1 passed") != std::string::npos);
  CHECK(text.find("never reached: high") != std::string::npos);
}

TEST_CASE("JSON and JUnit say the same") {
  Tested tested(kTwo);  // the report names places in its text
  const FileReport report = tested.Run();
  const auto json = nlohmann::json::parse(ReportJson({report}));
  CHECK(json["files"][0]["failed"] == 1);
  CHECK(json["files"][0]["tests"][1]["failures"][0]["message"] == "found `Line.line` = 40_000 CNY");
  const std::string xml = ReportJunit({report});
  CHECK(xml.find("<testsuite name=\"line.sxt\" tests=\"2\" failures=\"1\"") != std::string::npos);
  CHECK(xml.find("name=\"&lt;wrong&gt; &amp; &quot;odd&quot;\"") != std::string::npos);
}

TEST_CASE("the example for a file without tests is a test of it") {
  const std::string example = ExampleTest(*Tested("").made().module);
  INFO(example);
  CHECK(Tested(example).Run().outcomes.size() == 1);
}

}  // namespace
}  // namespace sextant::testing
