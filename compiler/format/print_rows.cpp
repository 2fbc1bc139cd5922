#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/format/printer.h"
#include "compiler/format/spelling.h"

namespace sextant::format {
namespace {

constexpr std::size_t kBetween = 3;  // ` | `

struct Row {
  std::vector<std::string> cells;
  std::size_t first = 0;
  std::size_t end = 0;
};

// What stands between the bars of a row.
Row CutRow(const parse::Syntax& syntax, const Words& words, const parse::SyntaxNode& node) {
  Row row{{}, node.first, node.end};
  std::size_t begin = node.first + 1;
  for (std::size_t i = 1; i < node.parts.size(); ++i) {
    if (IsToken(syntax, node.parts[i], "|")) {
      row.cells.push_back(words.Text(begin, node.parts[i].first));
      begin = node.parts[i].end;
    }
  }
  return row;
}

// The columns of a table. The first cell of a short row reaches over the columns it lacks.
std::vector<std::size_t> ColumnWidths(const std::vector<Row>& rows) {
  std::size_t count = 0;
  for (const Row& row : rows) {
    count = std::max(count, row.cells.size());
  }
  std::vector<std::size_t> widths(count, 0);
  for (const Row& row : rows) {
    const std::size_t missing = count - row.cells.size();
    for (std::size_t i = missing == 0 ? 0 : 1; i < row.cells.size(); ++i) {
      std::size_t& width = widths[i + missing];
      width = std::max(width, DisplayWidth(row.cells[i]));
    }
  }
  for (const Row& row : rows) {
    const std::size_t missing = count - row.cells.size();
    if (missing == 0 || row.cells.empty()) {
      continue;
    }
    std::size_t room = missing * kBetween;
    for (std::size_t i = 0; i <= missing; ++i) {
      room += widths[i];
    }
    const std::size_t wanted = DisplayWidth(row.cells.front());
    widths[missing] += wanted - std::min(room, wanted);
  }
  return widths;
}

std::string RowText(const Row& row, const std::vector<std::size_t>& widths) {
  const std::size_t missing = widths.size() - row.cells.size();
  std::string out = "|";
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    std::size_t width = widths[i + missing];
    for (std::size_t k = 0; i == 0 && k < missing; ++k) {
      width += widths[k] + kBetween;
    }
    out += " " + row.cells[i];
    out.append(width - DisplayWidth(row.cells[i]) + 1, ' ');
    out += "|";
  }
  return out;
}

}  // namespace

// Writes the rows from member `first` on, aligned whatever comments stand between them; returns the
// member behind them.
std::size_t Printer::PrintRows(const std::vector<Member>& members, std::size_t first,
                               std::size_t indent) {
  std::vector<Row> rows;
  for (std::size_t i = first; i < members.size() && IsRow(syntax_, members[i].node); ++i) {
    rows.push_back(CutRow(syntax_, words_, members[i].node));
  }
  const std::vector<std::size_t> widths = ColumnWidths(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    page_.NewLine(indent);
    CommentsAbove(row.first, indent, first + i > 0 ? Blanks::kAll : Blanks::kBelow);
    const std::string text = RowText(row, widths);
    page_.Write(text, DisplayWidth(text), false);
    if (!syntax_.tokens[row.end - 1].beside.empty()) {
      page_.Beside(syntax_.tokens[row.end - 1].beside);
    }
  }
  return first + rows.size();
}

}  // namespace sextant::format
