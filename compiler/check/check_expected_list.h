#pragma once

#include "compiler/check/context.h"

namespace sextant::check {

// Whether every output of the decision is assumed, so that it is not worked out.
bool IsAssumed(const Context& context, const Test& test, uint32_t decision);

// `NextBest = [a, b]`, `NextBest has a`, `NextBest is empty`: what a list that only `output` takes
// has to be. False when the expectation names no such list.
bool CheckExpectedList(Context& context, const ast::Expectation& written, const Test& test,
                       Expectation& expectation);

// `orders = { a, b }` of a set, `spend = [1, 2] CNY` of a series.
void CheckExpectedCells(Context& context, const ast::Expectation& written,
                        Expectation& expectation);

}  // namespace sextant::check
