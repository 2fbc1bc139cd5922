#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// What declared ranges and closed lists alone say of a checked condition; parameters may have any
// value of their range. `n > 5 and n < 3` is false: what stands to the right of `and`, `or` and
// `implies` is judged where the left side has not decided.
Truth TruthOf(Context& context, ExprId condition);
// The same where `other` holds, or where it does not.
Truth TruthWhere(Context& context, ExprId other, bool holds, ExprId condition);

// Whether the condition is the word `true` or `false`, which nobody writes by accident.
bool IsWritten(const Context& context, ExprId condition);

}  // namespace sextant::check
