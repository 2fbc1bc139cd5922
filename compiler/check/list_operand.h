#pragma once

#include <vector>

#include "compiler/check/program.h"

namespace sextant::check {

// What an aggregate takes, apart: `amount of transactions within 90 days before as_of` is the list
// `transactions`, one window and a projection.
struct ListOperand {
  ast::ExprId name;  // the list, a NameExpr; invalid when something else stands there
  std::vector<ast::ExprId> windows;  // WithinExpr, outermost first
  ast::ExprId projection;            // ProjectExpr; invalid when the rows themselves are taken
};

ListOperand ListOperandOf(const ast::Tree& tree, ast::ExprId operand);

// Whether the name was found to be a list; after its expression has been checked.
bool IsList(const Program& program, const ListOperand& operand);

}  // namespace sextant::check
