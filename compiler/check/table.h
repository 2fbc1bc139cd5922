#pragma once

#include <string>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/support/axis.h"

namespace sextant::check {

// One input of a table while it is checked. `type` is that of the column, `common` the one in which
// it meets the parameters among its cells.
struct TableColumn {
  ExprId expr;
  Type type;
  Type common;
  std::vector<int32_t> asked;  // of a set: the members that its cells ask for, in their order
};

bool IsParam(const Context& context, ExprId id);
// Types the items of one cell and reports what is no constant or parameter of the column's kind.
// True when all are fine.
bool CheckCell(Context& context, TableColumn& column, const ast::TableCell& cell);
// Types the value of an output: a constant or parameter, or `missing`.
void CheckCellValue(Context& context, ExprId value, const Type& output, const std::string& what);

// The sets with one of the members that a checked cell asks for, numbered by the members asked for in
// its column (subsets.h). None without `has`.
std::vector<WordRange> SetsOf(const Program& program, const ast::TableCell& cell,
                              const std::vector<int32_t>& asked);

// The words that the checked cells of a column take, parameters at their defaults. Texts count in
// the order of their first use.
class CellWords {
 public:
  CellWords(Context& context, const TableColumn& column) : context_(context), column_(column) {}

  WordCell Of(const ast::TableCell& cell);
  // What the column can be as far as declared ranges tell.
  WordRange Domain();
  // A value of the range as an analyst writes it.
  std::string Example(const WordRange& words) const;
  static bool UsesParam(const Context& context, const ast::TableCell& cell);

 private:
  Int128 Word(ExprId constant);

  Context& context_;
  const TableColumn& column_;
  std::vector<std::string> texts_;
};

// Searches the rows for values without a row, for rows that take the same values under `unique`,
// and for rows that never win.
void SearchTable(Context& context, uint32_t decision, const ast::TableDecl& decl,
                 const std::vector<TableColumn>& columns);

}  // namespace sextant::check
