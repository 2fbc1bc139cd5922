#include "compiler/parse/build.h"

// The cells of a table.
namespace sextant::parse {

using ast::CellTest;
using diag::Diag;

ast::TableCell Builder::BuildTest(Grammar::TableCellContext* cell) {
  ast::TableCell made;
  made.span = Span(cell);
  made.negated = cell->NOT() != nullptr;
  for (auto* item : cell->tableItem()) {
    made.items.push_back(Build(item));
  }
  if (cell->TEXT() != nullptr || cell->OTHERWISE() != nullptr) {
    sink_.Report(Diag::kCellNotHere, made.span, {Text(cell), "the cell of an input"})
        .Hint(cell->TEXT() != nullptr ? "reasons stand in a last column, headed `because`"
                                      : "`otherwise` begins the last row");
  }
  return made;
}

ast::CellItem Builder::Build(Grammar::TableItemContext* item) {
  ast::CellItem made;
  made.span = Span(item);
  if (item->MISSING() != nullptr) {
    made.test = CellTest::kMissing;
    return made;
  }
  if (item->HAS() != nullptr) {
    made.test = CellTest::kHas;
    made.low = Add(Span(item->name()), ast::NameExpr{BuildName(item->name())});
    return made;
  }
  made.test = item->LESS() != nullptr            ? CellTest::kLess
              : item->LESS_EQUAL() != nullptr    ? CellTest::kLessEqual
              : item->GREATER() != nullptr       ? CellTest::kGreater
              : item->GREATER_EQUAL() != nullptr ? CellTest::kGreaterEqual
              : item->RANGE() != nullptr         ? CellTest::kRange
                                                 : CellTest::kEqual;
  auto* low = item->constant(0);
  if (made.test != CellTest::kRange) {
    made.low = BuildConstant(low);
    return made;
  }
  // `1_000..5_000 CNY`: the unit of the second end is the first's, too.
  auto* high = item->constant(1);
  const bool numbers = low->boundNumber() != nullptr && high->boundNumber() != nullptr;
  if (numbers) {
    CheckRatios(low->boundNumber(), high->boundNumber());
  }
  made.low = numbers ? BuildSigned(low->MINUS(), low->boundNumber(), UnitOf(high->boundNumber()))
                     : BuildConstant(low);
  made.high = BuildConstant(high);
  return made;
}

// One constant or parameter, or `missing`.
ast::ExprId Builder::BuildValue(Grammar::TableCellContext* cell) {
  const auto items = cell->tableItem();
  const bool one = items.size() == 1 && cell->NOT() == nullptr;
  if (one && items.front()->MISSING() != nullptr) {
    return Add(Span(cell), ast::MissingExpr{});
  }
  if (one && items.front()->children.size() == 1) {
    return BuildConstant(items.front()->constant(0));
  }
  sink_.Report(Diag::kCellNotHere, Span(cell), {Text(cell), "the cell of an output"})
      .Hint("give the output one value, or `missing` if it is optional");
  return {};
}

std::optional<ast::Because> Builder::BuildReason(Grammar::TableCellContext* cell) {
  if (cell->TEXT() == nullptr || cell->name() == nullptr) {
    sink_.Report(Diag::kCellNotHere, Span(cell), {Text(cell), "a reason"})
        .Hint("write a code and its text, as in `P1 \"a star customer\"`, or leave it blank");
    return std::nullopt;
  }
  return ast::Because{BuildName(cell->name()), BuildText(cell->TEXT()), Span(cell)};
}

}  // namespace sextant::parse
