#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// `fault KIND in NAME`: that there is such a kind, and where it is to happen.
void CheckExpectedFault(Context& context, const ast::Expectation& written,
                        Expectation& expectation);

}  // namespace sextant::check
