#include <fmt/format.h>

#include "compiler/parse/build.h"
#include "compiler/support/counted.h"

namespace sextant::parse {

using diag::Diag;

ast::MatrixDecl Builder::Build(Grammar::MatrixDeclContext* matrix) {
  Grammar::MatrixHeadContext* head = matrix->matrixHead();
  ast::MatrixDecl made;
  made.remembered = matrix->REMEMBERED() != nullptr;
  made.name = BuildName(matrix->name());
  made.quadrant = matrix->QUADRANT() != nullptr;
  const auto axes = head->axis();
  for (std::size_t i = 0; i + 2 < axes.size(); ++i) {
    made.outer.push_back(BuildExpr(axes[i]->unary()));
  }
  made.down = BuildExpr(axes[axes.size() - 2]->unary());
  made.across = BuildExpr(axes.back()->unary());
  for (auto* cell : head->cell()) {
    made.columns.push_back(Build(cell));
  }
  for (auto* row : matrix->matrixRow()) {
    made.rows.push_back(Build(row));
  }
  CheckRows(matrix, made);
  return made;
}

ast::Name Builder::Build(Grammar::CellContext* cell) {
  return cell->name() != nullptr ? BuildName(cell->name())
                                 : WordName(static_cast<Terminal*>(cell->children.front()));
}

ast::MatrixDecl::Row Builder::Build(Grammar::MatrixRowContext* row) {
  ast::MatrixDecl::Row made;
  made.span = Span(row);
  const auto cells = row->cell();
  const std::size_t heads = row->COMMA().size() + 1;
  for (std::size_t i = 0; i + 1 < heads; ++i) {
    made.outer.push_back(Build(cells[i]));
  }
  made.head = Build(cells[heads - 1]);
  for (std::size_t i = heads; i < cells.size(); ++i) {
    made.cells.push_back(Build(cells[i]));
  }
  return made;
}

// The grammar ends a row where two bars meet. A bar too few or too many would move cells to other
// rows, so every row must keep to a line of its own and be as long as the first.
void Builder::CheckRows(Grammar::MatrixDeclContext* context, const ast::MatrixDecl& matrix) {
  const source::Span head = Span(context->matrixHead());
  std::size_t line_before = context->matrixHead()->stop->getLine();
  if (context->matrixHead()->start->getLine() != line_before) {
    sink_.Report(Diag::kRowsOnOneLine, head).Hint("begin and end every row with `|`");
    return;
  }
  for (std::size_t i = 0; i < matrix.rows.size(); ++i) {
    auto* row = context->matrixRow(i);
    const bool own_line =
        row->start->getLine() > line_before && row->stop->getLine() == row->start->getLine();
    line_before = row->stop->getLine();
    if (!own_line) {
      sink_.Report(Diag::kRowsOnOneLine, matrix.rows[i].span)
          .Hint("write one row a line, and begin and end it with `|`");
      return;
    }
    const std::size_t heads = matrix.rows[i].outer.size() + 1;
    if (heads != matrix.outer.size() + 1) {
      sink_
          .Report(Diag::kRaggedRow, matrix.rows[i].span,
                  {Counted(heads, "name") + " at its left",
                   fmt::format("{} down", matrix.outer.size() + 1)})
          .Label(head, "the first row")
          .Hint("begin every row with a member of each axis, in their order");
      return;
    }
    const std::size_t cells = matrix.rows[i].cells.size();
    if (cells != matrix.columns.size()) {
      sink_
          .Report(Diag::kRaggedRow, matrix.rows[i].span,
                  {Counted(cells + 1, "cell"), Counted(matrix.columns.size() + 1, "cell")})
          .Label(head, "the first row");
    }
  }
}

}  // namespace sextant::parse
