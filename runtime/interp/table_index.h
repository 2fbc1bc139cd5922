#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/axis.h"
#include "runtime/interp/value.h"

namespace sextant::interp {

// Which rows of a large table may match, so that not every row is asked: for each input the rows
// whose cells take the stretch of values in which the record's lies. A row that is left out does
// not match; one that is named need not.
class TableIndex {
 public:
  // `cells[input][cell]` are the words of Table::inputs[input].cells[cell] (see Axis).
  TableIndex(const ir::Module& module, const ir::Table& table,
             const std::vector<std::vector<WordCell>>& cells);

  // Ascending; valid until the next call.
  const std::vector<uint32_t>& Candidates(const std::vector<Value>& inputs);

 private:
  struct Column {
    bool used = false;
    bool real = false;
    Axis axis;
    std::vector<uint32_t> everywhere;       // rows whose cell takes every value
    std::vector<std::vector<uint32_t>> at;  // the other rows, by coordinate
  };

  static uint32_t CoordinateOf(const Column& column, const Value& value);

  std::vector<Column> columns_;
  std::vector<uint32_t> all_;
  std::vector<uint32_t> found_;
};

// The words of every cell of the table, its ends worked out by `end` (a Const or Param).
template <class End>
std::vector<std::vector<WordCell>> WordsOf(const ir::Module& module, const ir::Table& table,
                                           End&& end) {
  std::vector<std::vector<WordCell>> words;
  for (const ir::TableInput& input : table.inputs) {
    const bool real = module.inst(input.value).type.kind == types::Kind::kFloat;
    const auto word = [&](ir::InstId id) {
      const Value value = end(id);
      return real ? OrderedWord(value.real) : value.word;
    };
    auto& cells = words.emplace_back();
    for (const ir::Cell& cell : input.cells) {
      WordCell& made = cells.emplace_back(WordCell{{}, cell.negated, cell.missing});
      for (const ir::CellRange& range : cell.ranges) {
        made.ranges.push_back(
            {range.low.valid() ? word(range.low) + (range.low_included ? 0 : 1) : -Axis::kFar,
             range.high.valid() ? word(range.high) - (range.high_included ? 0 : 1) : Axis::kFar});
      }
    }
  }
  return words;
}

}  // namespace sextant::interp
