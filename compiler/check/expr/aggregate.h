#pragma once

#include <string>

#include "compiler/check/expr/expr.h"

namespace sextant::check {

// An aggregate as it is written: "sum", "count of".
std::string Word(ast::AggregateOp op);
bool IsNumeric(const Type& type);

// Whether the aggregate is over a list, or can only be meant to be.
bool TakesList(Context& context, const ast::AggregateExpr& expr);
Type CheckListAggregate(Context& context, const Site& site, const ast::AggregateExpr& expr);

}  // namespace sextant::check
