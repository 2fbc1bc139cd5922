#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// Definitions may stand in any order: a let or decision is checked when it is first needed.
// `use` is where it is needed; a definition that is needed by itself is reported there as a loop.
void EnsureChecked(Context& context, const Ref& ref, Span use);

// One let, and one decision of each kind. Called by EnsureChecked alone.
void CheckLet(Context& context, uint32_t index);
void CheckDecision(Context& context, uint32_t index);

}  // namespace sextant::check
