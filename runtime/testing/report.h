#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/testing/coverage.h"
#include "runtime/testing/run.h"
#include "runtime/testing/search.h"

namespace sextant::testing {

// Everything `sextant test` found out about one strategy file.
struct FileReport {
  std::string path;
  const source::Manager* sources = nullptr;
  std::vector<std::string> engines;  // the tests ran on
  std::vector<Outcome> outcomes;
  std::size_t left_out = 0;  // tests that the filter did not take
  std::optional<Coverage> coverage;
  std::optional<SearchReport> search;

  std::size_t failed() const;
  // Every test passed and no guarantee has a counter-example.
  bool fine() const;
};

// "1 of 2 rules; never reached: otherwise".
std::string CoverageLine(const DecisionCoverage& decision);

// For a person: each failure at its place with the decisions that led there, then a line that
// counts; coverage and counter-examples when there are any.
std::string ReportText(const FileReport& report, bool colour);

// {"files": [{"file", "engines", "tests": [{"name","line","passed","engine","failures":[…],
//  "decisions":[…],"seconds"}], "passed", "failed", "coverage": […], "search": {…}}]}
std::string ReportJson(const std::vector<FileReport>& reports);

// One <testsuite> a file, as continuous integration reads it; coverage stands in its properties.
std::string ReportJunit(const std::vector<FileReport>& reports);

// What a test of this strategy could look like, for a file that has none.
std::string ExampleTest(const ir::Module& module);

}  // namespace sextant::testing
