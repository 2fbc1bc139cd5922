#pragma once

#include "runtime/interp/evaluator.h"
#include "runtime/interp/trace.h"

namespace sextant::interp {

// Of each offer why it is made or not: the first of consent, `unless`, `when` and the better offers
// that stands in its way.
std::vector<RuleTrace> TellOffers(Evaluator& evaluator, const source::Manager* sources,
                                  const ir::Decision& decision, const ir::Offers& offers,
                                  const Answer& answer);

}  // namespace sextant::interp
