#include "runtime/interp/bind_table.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "compiler/support/axis.h"
#include "runtime/interp/table_index.h"

namespace sextant::interp {
namespace {

using types::Kind;

class TableProof {
 public:
  TableProof(Evaluator& evaluator, const ir::Decision& decision, const ir::Table& table)
      : e_(evaluator), decision_(decision), table_(table) {
    words_ = WordsOf(evaluator.module(), table, [&](InstId id) {
      Value value;
      evaluator.Eval(id, value);
      return value;
    });
  }

  bool NeedsParams() const {
    return std::ranges::any_of(table_.inputs, [&](const ir::TableInput& input) {
      return std::ranges::any_of(input.cells, [&](const ir::Cell& cell) {
        return std::ranges::any_of(cell.ranges, [&](const ir::CellRange& range) {
          return IsOpen(range.low) || IsOpen(range.high);
        });
      });
    });
  }

  Status Run() {
    std::vector<Box> boxes(table_.rows);
    Box whole;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      AddSides(i, boxes, whole);
    }
    std::vector<uint32_t> all(table_.rows);
    std::iota(all.begin(), all.end(), 0u);
    const auto point = Uncovered(whole, boxes, all);
    if (!point) {
      return {};
    }
    return Error{"with these parameters `" + decision_.name + "`" +
                     (table_.place.empty() ? "" : " (" + table_.place + ")") + " has no row for " +
                     Example(*point),
                 "change the parameters, or end the table with a row that begins with `otherwise`"};
  }

 private:
  bool IsOpen(InstId end) const {
    return end.valid() && e_.module().inst(end).op != ir::Op::kConst;
  }
  const ir::Type& TypeOf(const ir::TableInput& input) const {
    return e_.module().inst(input.value).type;
  }

  void AddSides(std::size_t index, std::vector<Box>& boxes, Box& whole) {
    const ir::TableInput& input = table_.inputs[index];
    const bool text = TypeOf(input).kind == Kind::kText;  // any number stands for another text
    Axis axis({text ? -Axis::kFar : input.low.value_or(-Axis::kFar),
               text ? Axis::kFar : input.high.value_or(Axis::kFar)},
              TypeOf(input).optional, text ? Int128{1} : input.step);
    const std::vector<WordCell>& cells = words_[index];
    for (const WordCell& cell : cells) {
      axis.Add(cell);
    }
    axis.Divide();
    for (std::size_t row = 0; row < boxes.size(); ++row) {
      boxes[row].push_back(axis.SideOf(cells[table_.cells[row * table_.inputs.size() + index]]));
    }
    whole.push_back(axis.Whole());
    axes_.push_back(std::move(axis));
  }

  std::string Example(const Point& point) const {
    std::string text;
    for (std::size_t i = 0; i < point.size(); ++i) {
      const ir::TableInput& input = table_.inputs[i];
      text += (i == 0 ? "`" : ", ") + input.name + " ";
      text += axes_[i].IsMissing(point[i]) ? "missing" : ValueIn(input, axes_[i].WordsOf(point[i]));
    }
    return text + "`";
  }

  std::string ValueIn(const ir::TableInput& input, const WordRange& words) const {
    const ir::Type& type = TypeOf(input);
    if (type.kind == Kind::kText) {
      return "some text";
    }
    const Int128 word = words.low > -Axis::kFar   ? words.low
                        : words.high < Axis::kFar ? words.high
                                                  : Int128{0};
    const bool real = type.kind == Kind::kFloat;
    return types::FormatValue(type, e_.module().enums,
                              real ? std::bit_cast<int64_t>(OfOrderedWord(word)) : word);
  }

  Evaluator& e_;
  const ir::Decision& decision_;
  const ir::Table& table_;
  std::vector<std::vector<WordCell>> words_;
  std::vector<Axis> axes_;
};

}  // namespace

Status CheckTables(Evaluator& evaluator) {
  for (const ir::Decision& decision : evaluator.module().decisions) {
    const auto* table = std::get_if<ir::Table>(&decision.body);
    if (table == nullptr || !table->must_cover) {
      continue;
    }
    TableProof proof(evaluator, decision, *table);
    if (proof.NeedsParams()) {
      const Status proved = proof.Run();
      if (!proved) {
        return proved;
      }
    }
  }
  return {};
}

}  // namespace sextant::interp
