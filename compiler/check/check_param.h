#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// The type, range and default of the parameter of that index.
void CheckParam(Context& context, uint32_t index, const ast::ParamDecl& decl);

}  // namespace sextant::check
