#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// The type, range and default of the parameter of that index.
void CheckParam(Context& context, uint32_t index, const ast::ParamDecl& decl);

// Whether a stored word of the type lies within the range.
bool IsInside(const Range& range, const Type& type, int64_t word);

}  // namespace sextant::check
