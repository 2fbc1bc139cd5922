#pragma once

#include "compiler/driver/compile.h"
#include "runtime/testing/search.h"

namespace sextant::cli {

// Searches the guarantees of a strategy for counter-examples, for so long.
Result<testing::SearchReport> SearchGuarantees(const driver::Compilation& made, double seconds,
                                               engine::EngineKind engine);

}  // namespace sextant::cli
