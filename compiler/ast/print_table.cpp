#include <fmt/format.h>

#include "compiler/ast/print.h"

namespace sextant::ast {

std::string_view Word(HitPolicy policy) {
  constexpr std::string_view kWords[] = {"first match",   "unique",           "collect sum",
                                         "collect count", "collect smallest", "collect largest",
                                         "best by",       "best by lowest",   "collect keep"};
  return kWords[static_cast<std::size_t>(policy)];
}

namespace {

std::string_view Word(CellTest test) {
  constexpr std::string_view kWords[] = {"=", "<", "<=", ">", ">=", "..", "has", "missing"};
  return kWords[static_cast<std::size_t>(test)];
}

}  // namespace

void Printer::PrintDecl(const TableDecl& table, source::Span span) {
  const std::string policy = table.policy ? " " + std::string(Word(*table.policy)) : "";
  const std::string by = table.best_by.text.empty() ? "" : " " + table.best_by.text;
  const std::string most = table.keep == 0 ? "" : fmt::format(" {}", table.keep);
  const Scope scope = Line("Table " + table.name.text + policy + by + most, span);
  PrintOutputs(table.outputs);
  if (table.file) {
    Plain("from " + Quoted(*table.file));
  }
  for (const ExprId input : table.inputs) {
    Part("input", input);
  }
  for (const Name& head : table.heads) {
    const Scope inner = Line("Gives " + head.text, head.span);
  }
  for (const TableRow& row : table.rows) {
    PrintRow(row);
  }
}

void Printer::PrintRow(const TableRow& row) {
  const Scope scope = Line(row.otherwise ? "Row otherwise" : "Row", row.span);
  for (const TableCell& cell : row.cells) {
    const std::string_view kind = cell.negated         ? "Cell not"
                                  : cell.items.empty() ? "Cell any"
                                                       : "Cell";
    const Scope inner = Line(kind, cell.span);
    for (const CellItem& item : cell.items) {
      const Scope innermost = Line(fmt::format("Item {}", Word(item.test)), item.span);
      Print(item.low);
      Print(item.high);
    }
  }
  for (const ExprId value : row.values) {
    Part("then", value);
  }
  PrintBecause(row.because);
}

}  // namespace sextant::ast
