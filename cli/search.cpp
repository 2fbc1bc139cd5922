#include "cli/search.h"

namespace sextant::cli {

Result<testing::SearchReport> SearchGuarantees(const driver::Compilation& made, double seconds,
                                               engine::EngineKind engine) {
  testing::SearchOptions options;
  options.seconds = seconds;
  options.engine = engine;
  return testing::Search(*made.module, driver::CompileTrends(made), made.sources, options);
}

}  // namespace sextant::cli
