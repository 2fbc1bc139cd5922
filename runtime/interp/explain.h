#pragma once

#include "runtime/interp/evaluator.h"
#include "runtime/interp/trace.h"

namespace sextant::interp {

// The reason of the rule that holds, or ir::kNoReason.
int32_t ReasonOf(const ir::Decision& decision, const Answer& answer);

// Tells one decision that was needed.
DecisionTrace TellDecision(Evaluator& evaluator, const source::Manager* sources, uint32_t decision);

// Tells the record just evaluated: what was read, and every decision that was reached. A record
// that was not `accepted` shows all its fields.
void FillTrace(Evaluator& evaluator, const source::Manager* sources, bool accepted, Trace& trace);

}  // namespace sextant::interp
