#pragma once

#include "tests/differential/tally.h"
#include "tests/differential/worker.h"

namespace sextant::differential {

// Runs programs in worker processes until time, records or findings are used up. A worker that
// crashes or hangs is replaced, and its program looked into.
void RunPool(const Options& options, Tally& tally);

}  // namespace sextant::differential
