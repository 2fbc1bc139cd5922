#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// Types an expression whose value is stored in `target`: an output, a typed let, a constant.
// Reports a value of another kind or unit, one that may be missing, and digits that would be lost.
// `what` names the place: "`line`", "the default of `cutoff`". True when it may be stored.
bool CheckStored(Context& context, ExprId id, const Type& target, const std::string& what);
// The same of an expression that has been typed.
bool Assignable(Context& context, ExprId id, const Type& target, const std::string& what);

// The stored word of an expression that has to be a constant of type `target`.
std::optional<int64_t> CheckConstant(Context& context, ExprId id, const Type& target,
                                     const std::string& what);
std::optional<int64_t> ConstantOf(Context& context, ExprId id, const Type& target,
                                  const std::string& what);

}  // namespace sextant::check
