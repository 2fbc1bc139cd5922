#include <fmt/format.h>

#include "compiler/parse/build.h"

// Tables: the head, and rows told apart by their lines.
namespace sextant::parse {

using ast::HitPolicy;
using diag::Diag;

// The cells between the bars of one line; null where it is blank.
struct Builder::RowCells {
  std::vector<Grammar::TableCellContext*> cells;
  std::size_t line = 0;
  source::Span span;
};

ast::TableDecl Builder::Build(Grammar::TableDeclContext* table) {
  ast::TableDecl made;
  made.name = BuildName(table->name());
  made.remembered = table->REMEMBERED() != nullptr;
  made.outputs = BuildOutputs(table->strategyOutputs(), table->type());
  if (table->hitPolicy() != nullptr) {
    BuildPolicy(table->hitPolicy(), made);
  } else {
    sink_.Report(Diag::kFirstMatchMissing, made.name.span, {made.name.text, "rows"})
        .Hint("write `first match`, `unique`, `collect …` or `best by …` before its rows");
  }
  if (auto* file = table->tableFile()) {
    made.file = BuildText(file->TEXT());
    made.file_span = Span(file->TEXT());
    made.encoding =
        file->encodingClause() != nullptr ? BuildText(file->encodingClause()->TEXT()) : "";
  } else if (table->tableHead() != nullptr) {
    TableLayout layout;
    BuildHead(table->tableHead(), layout, made);
    BuildRows(table->tableRows(), layout, made);
  }
  return made;
}

void Builder::BuildPolicy(Grammar::HitPolicyContext* policy, ast::TableDecl& table) {
  if (policy->FIRST() != nullptr) {
    table.policy = HitPolicy::kFirstMatch;
  } else if (policy->UNIQUE() != nullptr) {
    table.policy = HitPolicy::kUnique;
  } else if (policy->SUM() != nullptr) {
    table.policy = HitPolicy::kSum;
  } else if (policy->COUNT() != nullptr) {
    table.policy = HitPolicy::kCount;
  } else if (policy->SMALLEST() != nullptr) {
    table.policy = HitPolicy::kSmallest;
  } else if (policy->LARGEST() != nullptr) {
    table.policy = HitPolicy::kLargest;
  } else if (policy->KEEP() != nullptr) {
    table.policy = HitPolicy::kKeep;
    table.keep = BuildCount(policy->NUMBER(), "the number of rows to keep", 1, kMostKept);
  } else {
    table.policy = policy->LOWEST() != nullptr ? HitPolicy::kLowestBy : HitPolicy::kHighestBy;
    table.best_by = BuildName(policy->name());
  }
}

// Inputs, then outputs, then the reasons: the order in which a row is read.
void Builder::BuildHead(Grammar::TableHeadContext* head, TableLayout& layout,
                        ast::TableDecl& table) {
  layout.head = Span(head);
  layout.line = head->stop->getLine();
  if (head->start->getLine() != layout.line) {
    sink_.Report(Diag::kRowsOnOneLine, layout.head).Hint("begin and end every row with `|`");
  }
  for (auto* cell : head->tableHeadCell()) {
    const bool input = cell->expression() != nullptr;
    if (layout.because || (input && layout.outputs > 0)) {
      sink_.Report(Diag::kColumnOrder, Span(cell), {Text(cell->start)})
          .Hint("the inputs come first, then the outputs with `=>`, then `because`");
    }
    if (input) {
      table.inputs.push_back(BuildExpr(cell->expression()));
      ++layout.inputs;
    } else if (cell->BECAUSE() != nullptr) {
      layout.because = true;
    } else {
      table.heads.push_back(BuildName(cell->name()));
      ++layout.outputs;
    }
  }
}

// A bar on another line begins another row; a row ends with the bar before it.
void Builder::BuildRows(Grammar::TableRowsContext* rows, TableLayout& layout,
                        ast::TableDecl& table) {
  RowCells row;
  const antlr4::Token* begin = nullptr;
  const antlr4::Token* end = nullptr;
  bool bar = false;  // a bar was read last
  const auto finish = [&] {
    if (begin == nullptr) {
      return true;
    }
    const std::size_t rows_before = table.rows.size();
    row.span = Span(begin, end);
    const bool whole = bar && row.line > layout.line;
    if (!whole) {
      sink_.Report(Diag::kRowsOnOneLine, row.span)
          .Hint("write one row a line, and begin and end it with `|`");
      table.whole = false;
      return false;
    }
    AddRow(row, layout, table);
    table.whole = table.whole && table.rows.size() > rows_before;
    layout.line = row.line;
    return true;
  };
  for (auto* child : rows->children) {
    if (auto* cell = dynamic_cast<Grammar::TableCellContext*>(child)) {
      row.cells.push_back(cell);
      end = cell->stop;
      bar = false;
      if (cell->start->getLine() != row.line || end->getLine() != row.line) {
        row.line = 0;  // the cell stands on another line than the row
      }
      continue;
    }
    const antlr4::Token* pipe = static_cast<Terminal*>(child)->getSymbol();
    if (begin == nullptr || pipe->getLine() != row.line) {
      if (!finish()) {
        return;
      }
      row = {{}, pipe->getLine(), {}};
      begin = pipe;
    } else if (bar) {
      row.cells.push_back(nullptr);
    }
    end = pipe;
    bar = true;
  }
  finish();
}

namespace {

std::string Cells(std::size_t count) {
  return fmt::format("{} cell{}", count, count == 1 ? "" : "s");
}

}  // namespace

void Builder::ReportRagged(source::Span row, std::size_t cells, const TableLayout& layout) {
  sink_.Report(Diag::kRaggedRow, row, {Cells(cells), Cells(layout.columns())})
      .Label(layout.head, "the first row");
}

void Builder::AddRow(const RowCells& row, TableLayout& layout, ast::TableDecl& table) {
  if (layout.otherwise.valid()) {
    const std::size_t number = table.rows.size() + ++layout.after_otherwise;
    ReportAfterOtherwise(row.span, fmt::format("row {}", number), layout.otherwise);
    return;
  }
  if (!row.cells.empty() && row.cells.front() != nullptr && row.cells.front()->OTHERWISE()) {
    layout.otherwise = Span(row.cells.front());
    AddOtherwise(row, layout, table);
    return;
  }
  if (row.cells.size() != layout.columns()) {
    ReportRagged(row.span, row.cells.size(), layout);
    return;
  }
  ast::TableRow made;
  made.span = row.span;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const bool reason = i >= layout.inputs + layout.outputs;
    if (row.cells[i] == nullptr && !reason) {
      sink_.Report(Diag::kBlankCell, row.span, {std::to_string(i + 1)})
          .Hint("write `-` where every value will do");
      return;
    }
    if (i < layout.inputs) {
      made.cells.push_back(BuildTest(row.cells[i]));
    } else if (!reason) {
      made.values.push_back(BuildValue(row.cells[i]));
    } else if (row.cells[i] != nullptr) {
      made.because = BuildReason(row.cells[i]);
    }
  }
  table.rows.push_back(std::move(made));
}

// The cells of the inputs are blank or left out.
void Builder::AddOtherwise(const RowCells& row, const TableLayout& layout, ast::TableDecl& table) {
  std::vector<Grammar::TableCellContext*> given;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (row.cells[i] != nullptr) {
      given.push_back(row.cells[i]);
    }
  }
  const bool reason = layout.because && given.size() == layout.outputs + 1;
  if (given.size() != layout.outputs + (reason ? 1 : 0)) {
    sink_
        .Report(Diag::kRaggedRow, row.span,
                {Cells(given.size()) + " after `otherwise`",
                 fmt::format("{} output{}", layout.outputs, layout.outputs == 1 ? "" : "s")})
        .Label(layout.head, "the first row");
    return;
  }
  ast::TableRow made;
  made.span = row.span;
  made.otherwise = true;
  for (std::size_t i = 0; i < layout.outputs; ++i) {
    made.values.push_back(BuildValue(given[i]));
  }
  if (reason) {
    made.because = BuildReason(given.back());
  }
  table.rows.push_back(std::move(made));
}

}  // namespace sextant::parse
