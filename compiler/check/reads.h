#pragma once

#include <functional>

#include "compiler/check/program.h"

namespace sextant::check {

// Calls `visit` with every expression that a decision evaluates for a record. What else it reads
// stands in Decision::reads.
void ForEachExpr(const ast::DeclNode& decision, const std::function<void(ast::ExprId)>& visit);

}  // namespace sextant::check
