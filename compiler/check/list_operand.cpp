#include "compiler/check/list_operand.h"

namespace sextant::check {

ListOperand ListOperandOf(const ast::Tree& tree, ast::ExprId operand) {
  ListOperand found;
  while (operand.valid()) {
    const ast::ExprNode& node = tree.node(operand);
    if (const auto* within = std::get_if<ast::WithinExpr>(&node)) {
      found.windows.push_back(operand);
      operand = within->date;
    } else if (const auto* project = std::get_if<ast::ProjectExpr>(&node);
               project != nullptr && !found.projection.valid()) {
      found.projection = operand;
      operand = project->list;
    } else {
      found.name = std::holds_alternative<ast::NameExpr>(node) ? operand : ast::ExprId();
      break;
    }
  }
  return found;
}

bool IsList(const Program& program, const ListOperand& operand) {
  return operand.name.valid() && program.info(operand.name).ref.kind == RefKind::kList;
}

}  // namespace sextant::check
