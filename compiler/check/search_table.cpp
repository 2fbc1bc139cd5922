#include <algorithm>

#include "compiler/check/table.h"

// What is wrong with the rows of a table as a whole. Each input counts as a dimension of its own.
namespace sextant::check {
namespace {

using ast::HitPolicy;

// The values of the column among the words of its common type, which may have more places.
Int128 StepOf(const TableColumn& column) {
  return column.common.is_exact() ? PowerOfTen(column.common.scale - column.type.scale) : Int128{1};
}

class TableSearch {
 public:
  TableSearch(Context& context, const Decision& decision, const ast::TableDecl& decl,
              const std::vector<TableColumn>& columns)
      : context_(context), decision_(decision), decl_(decl), columns_(columns) {
    for (const TableColumn& column : columns) {
      words_.emplace_back(context, column);
    }
    for (const ast::TableRow& row : decl.rows) {
      if (!row.otherwise) {
        rows_.push_back(&row);
      }
    }
    Draw();
  }

  void Run() {
    const bool closed = decl_.rows.back().otherwise;
    const HitPolicy policy = *decl_.policy;
    if (!closed && !ast::HasAnswerOfNothing(policy)) {
      FindGap();
    }
    if (policy == HitPolicy::kUnique) {
      FindOverlaps();
    } else if (policy == HitPolicy::kFirstMatch) {
      FindMasked();
    }
    FindUnmatched();
    if (closed && policy == HitPolicy::kFirstMatch) {
      FindNothingLeft();
    }
  }

  std::vector<TableInput> Inputs() const {
    std::vector<TableInput> inputs;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const WordRange& domain = domains_[i];
      TableInput& input = inputs.emplace_back();
      const bool set = columns_[i].type.kind == Kind::kSet;
      input.type = set ? Type::Integer() : columns_[i].common;
      input.asked = columns_[i].asked;
      input.step = StepOf(columns_[i]);
      input.low = domain.low > -Axis::kFar ? std::optional(domain.low) : std::nullopt;
      input.high = domain.high < Axis::kFar ? std::optional(domain.high) : std::nullopt;
    }
    return inputs;
  }

 private:
  // The rows as boxes over the values that their cells tell apart.
  void Draw() {
    boxes_.resize(rows_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::vector<WordCell> cells;
      for (const ast::TableRow* row : rows_) {
        cells.push_back(words_[i].Of(row->cells[i]));
      }
      domains_.push_back(words_[i].Domain());
      Axis& axis = axes_.emplace_back(domains_.back(), columns_[i].type.optional, StepOf(columns_[i]));
      for (const WordCell& cell : cells) {
        axis.Add(cell);
      }
      axis.Divide();
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        boxes_[row].push_back(axis.SideOf(cells[row]));
      }
      sizes_.push_back(axis.size());
      whole_.push_back(axis.Whole());
    }
  }

  std::string Example(const Point& point) const {
    std::string text;
    for (std::size_t i = 0; i < point.size(); ++i) {
      text += (i == 0 ? "" : ", ") + context_.Text(columns_[i].expr) + " " +
              (axes_[i].IsMissing(point[i]) ? "missing"
                                            : words_[i].Example(axes_[i].WordsOf(point[i])));
    }
    return Backticked(text);
  }

  static std::string Number(std::size_t row) { return std::to_string(row + 1); }

  std::vector<uint32_t> All() const {
    std::vector<uint32_t> all(rows_.size());
    for (uint32_t i = 0; i < all.size(); ++i) {
      all[i] = i;
    }
    return all;
  }

  void FindGap() {
    if (const auto point = Uncovered(whole_, boxes_, All())) {
      context_
          .Report(Diag::kNotCovered, decision_.span, {Backticked(decision_.name), Example(*point)})
          .Hint("add a row for it, or end with a row that begins with `otherwise`");
    }
  }

  void FindOverlaps() {
    const BoxIndex index(boxes_, sizes_);
    for (uint32_t row = 0; row < rows_.size() && !context_.IsQuiet(); ++row) {
      const std::vector<uint32_t> others = index.MeetBefore(row);
      if (others.empty()) {
        continue;
      }
      const Point point = *CommonPoint(boxes_[row], boxes_[others.front()]);
      context_
          .Report(Diag::kRowsOverlap, rows_[row]->span,
                  {Number(others.front()), Number(row), Example(point)})
          .Label(rows_[others.front()]->span, "the other row")
          .Hint("make the two differ in one cell, or write `first match` if the upper one wins");
    }
  }

  bool UsesParam(std::size_t row) const {
    const auto& cells = rows_[row]->cells;
    return std::any_of(cells.begin(), cells.end(), [&](const ast::TableCell& cell) {
      return CellWords::UsesParam(context_, cell);
    });
  }

  // Rows with parameters are left out: at other values they may take more or less.
  void FindMasked() {
    const BoxIndex index(boxes_, sizes_);
    std::vector<bool> open(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      open[row] = UsesParam(row);
    }
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      std::vector<uint32_t> before = open[row] ? std::vector<uint32_t>{} : index.MeetBefore(row);
      std::erase_if(before, [&](uint32_t other) { return open[other]; });
      std::vector<uint32_t> used;
      if (!before.empty() && !Uncovered(boxes_[row], boxes_, before, &used)) {
        ReportMasked(row, used);
      }
    }
  }

  void ReportMasked(uint32_t row, const std::vector<uint32_t>& used) {
    constexpr std::size_t kMostLabels = 4;
    auto& report = context_.Report(Diag::kRowMasked, rows_[row]->span, {Number(row)});
    for (std::size_t i = 0; i < used.size() && i < kMostLabels; ++i) {
      const bool same = boxes_[used[i]] == boxes_[row];
      report.Label(rows_[used[i]]->span,
                   "row " + Number(used[i]) +
                       (same ? " takes the same values" : " takes values of it first"));
    }
    report.Hint("move it up, narrow the rows above it, or leave it out");
  }

  // Rows that no value matches at all, because of declared ranges.
  void FindUnmatched() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const ast::TableCell& cell = rows_[row]->cells[i];
        if (boxes_[row][i].empty() && !CellWords::UsesParam(context_, cell)) {
          context_.Report(Diag::kRowMasked, cell.span, {Number(row)})
              .Hint("no value that " + context_.Quote(columns_[i].expr) +
                    " can have meets this cell");
          break;
        }
      }
    }
  }

  void FindNothingLeft() {
    const std::size_t last = rows_.size();
    std::vector<uint32_t> fixed = All();
    std::erase_if(fixed, [&](uint32_t row) { return UsesParam(row); });
    if (!rows_.empty() && !Uncovered(whole_, boxes_, fixed)) {
      context_.Report(Diag::kRowMasked, decl_.rows.back().span, {Number(last)})
          .Hint("the rows above take every value; leave `otherwise` out");
    }
  }

  Context& context_;
  const Decision& decision_;
  const ast::TableDecl& decl_;
  const std::vector<TableColumn>& columns_;
  std::vector<CellWords> words_;
  std::vector<const ast::TableRow*> rows_;  // without `otherwise`
  std::vector<WordRange> domains_;
  std::vector<Axis> axes_;
  std::vector<uint32_t> sizes_;
  std::vector<Box> boxes_;
  Box whole_;
};

}  // namespace

void SearchTable(Context& context, uint32_t index, const ast::TableDecl& decl,
                 const std::vector<TableColumn>& columns) {
  TableSearch search(context, context.program.decisions[index], decl, columns);
  search.Run();
  context.program.table_inputs[index] = search.Inputs();
}

}  // namespace sextant::check
