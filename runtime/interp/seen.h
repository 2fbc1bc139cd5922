#pragma once

#include <string>
#include <vector>

#include "runtime/interp/evaluator.h"
#include "runtime/interp/trace.h"

namespace sextant::interp {

// The fields, lets, parameters and decisions that the expression read for the record, in order of
// first use. What laziness skipped is not among them. Names of the lets of `owner` stand alone.
// An aggregate of a list is named as it is written, which needs `sources`.
std::vector<Seen> SeenIn(Evaluator& evaluator, const source::Manager* sources, InstId id,
                         const std::string& owner = "");

}  // namespace sextant::interp
