#pragma once

#include <string>
#include <vector>

#include "compiler/ir/test_case.h"
#include "compiler/support/result.h"
#include "runtime/engine/engine.h"
#include "runtime/interp/trace.h"
#include "runtime/testing/coverage.h"

namespace sextant::testing {

// One expectation that did not hold, or what kept the test from being decided.
struct Failure {
  source::Span span;
  std::string message;  // "found `CreditLine.line` = 36_000 CNY"
};

struct Outcome {
  std::string name;
  source::Span span;
  std::string engine;  // the engine on which it failed: `vector`; "" when it passed
  std::vector<Failure> failures;
  std::vector<interp::DecisionTrace> decisions;  // those the failures are about
  double seconds = 0;

  bool passed() const { return failures.empty(); }
};

// Decides the test's record with each of the engines and compares what is expected. Counts in
// `coverage` (may be null) what the record came to. An Error means the machine failed.
Result<Outcome> RunTest(const ir::TestCase& test, const source::Manager& sources,
                        const std::vector<engine::EngineKind>& engines, Coverage* coverage);

}  // namespace sextant::testing
