#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/test_case.h"
#include "compiler/support/result.h"
#include "runtime/engine/engine.h"

namespace sextant::testing {

// A record, or two that differ in one field, that a guarantee does not hold for.
struct CounterExample {
  std::string guarantee;
  source::Span span;
  std::string found;  // one line: what was seen
  std::string text;   // tests that show it, ready to be put into the strategy
};

struct SearchReport {
  int64_t records = 0;                // that were decided
  int64_t accepted = 0;               // of these
  std::vector<std::string> searched;  // the guarantees, those with a counter-example among them
  std::vector<CounterExample> found;  // at most one a guarantee
};

struct SearchOptions {
  double seconds = 1;  // for all guarantees together
  uint64_t seed = 1;
  engine::EngineKind engine = engine::EngineKind::kInterpreter;
};

// Makes up records until the time is over or every guarantee has a counter-example. The parameters
// have their defaults. What is not found is not proved.
Result<SearchReport> Search(const ir::Module& module, const std::vector<ir::TrendCase>& trends,
                            const source::Manager& sources, const SearchOptions& options);

}  // namespace sextant::testing
