#pragma once

#include "compiler/support/result.h"
#include "runtime/interp/evaluator.h"

namespace sextant::interp {

// Tables without `otherwise` are proved complete when they are compiled, with parameters at their
// defaults. This proves it for the parameters of the evaluator, or tells what no row takes.
Status CheckTables(Evaluator& evaluator);

}  // namespace sextant::interp
