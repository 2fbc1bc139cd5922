#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// One entry after `expect`, added to the test.
void CheckExpectation(Context& context, const ast::Expectation& written, Test& test);

// A test expects something, and not both values and faults: a rejected record has no values.
void CheckMixture(Context& context, const ast::TestDecl& decl);

}  // namespace sextant::check
