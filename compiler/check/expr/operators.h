#pragma once

#include "compiler/check/expr/expr.h"

namespace sextant::check {

// The three families of BinaryExpr.
Type CheckArithmetic(Context& context, const Site& site, const ast::BinaryExpr& expr);
Type CheckComparison(Context& context, const Site& site, const ast::BinaryExpr& expr);
Type CheckLogic(Context& context, const Site& site, const ast::BinaryExpr& expr);

// Whether two present single values may be compared, by `=` or by order; reports when not.
bool MayCompare(Context& context, Span span, ExprId a, ExprId b, bool by_order);

bool IsOrdering(ast::BinaryOp op);

}  // namespace sextant::check
