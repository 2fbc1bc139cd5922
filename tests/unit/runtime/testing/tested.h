#pragma once

#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "compiler/driver/compile.h"
#include "runtime/testing/report.h"

namespace sextant::testing {

// A small strategy with what is written below it, compiled.
class Tested {
 public:
  explicit Tested(const std::string& below, const std::string& strategy = kStrategy)
      : made_(driver::CompileText("line.sxt", strategy + below)) {
    for (const diag::Diagnostic& finding : made_->sink.Sorted()) {
      INFO(diag::Render(finding, made_->sources));
      REQUIRE(diag::SeverityOf(finding.diag) == diag::Severity::kWarning);
    }
    REQUIRE(made_->module.has_value());
  }

  const driver::Compilation& made() const { return *made_; }

  // Everything, on every engine of this build.
  FileReport Run(double seconds = 0) const {
    FileReport report;
    report.path = "line.sxt";
    report.sources = &made_->sources;
    report.coverage.emplace(driver::CompileAll(*made_));
    for (const engine::EngineKind kind : engine::EnginesHere()) {
      report.engines.emplace_back(engine::EngineName(kind));
    }
    for (const ir::TestCase& test : driver::CompileTests(*made_)) {
      auto outcome = RunTest(test, made_->sources, engine::EnginesHere(), &*report.coverage);
      REQUIRE(outcome.ok());
      report.outcomes.push_back(std::move(*outcome));
    }
    if (seconds > 0) {
      SearchOptions options;
      options.seconds = seconds;
      options.engine = engine::EnginesHere().back();
      auto search = Search(*made_->module, driver::CompileTrends(*made_), made_->sources, options);
      REQUIRE(search.ok());
      report.search = std::move(*search);
    }
    return report;
  }

  // The message of the first failure of a single test; "" when it passed.
  std::string Failure() const {
    const FileReport report = Run();
    REQUIRE(report.outcomes.size() == 1);
    const auto& failures = report.outcomes.front().failures;
    return failures.empty() ? "" : failures.front().message;
  }

 private:
  static constexpr const char* kStrategy = R"(record Customer key id {
  id     : text
  limit  : money CNY in 0..1_000_000 CNY
  late   : integer in 0..99
  spend  : series of 2 money CNY
  income : money CNY optional
  score  : float in 0..1
}
param cutoff : integer = 3 in 1..6
let used = sum(spend) / limit
let wealth = (income otherwise 0 CNY) / 2
band Risk = late { low below cutoff; high otherwise }
strategy Line -> { action : one of { raise, hold }, line : money CNY } first match {
  rule raise when Risk is low and used < 50% then action = raise, line = limit * 2 because R1 "low risk"
  otherwise then action = hold, line = limit because R0 "no change"
}
output { used, Line }
sample typical {
  id: "T1", limit: 20_000 CNY, late: 0, spend: [1_000, 2_000] CNY, score: 0.25
}
)";

  std::unique_ptr<driver::Compilation> made_;
};

}  // namespace sextant::testing
