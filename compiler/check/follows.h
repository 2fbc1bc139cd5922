#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// Whether an error was reported where the expression's value, or the conditions around it, come
// from: then what is known of it may be too little, and a warning would only follow the error.
bool FollowsError(Context& context, ExprId id);

}  // namespace sextant::check
