#include "runtime/interp/table_index.h"

#include <algorithm>
#include <numeric>

namespace sextant::interp {
namespace {

// Rows listed for one input; beyond that it would cost more memory than it saves time.
constexpr std::size_t kMostListed = std::size_t{1} << 20;

std::size_t Listed(const Side& side) {
  std::size_t count = 0;
  for (const Stretch& stretch : side) {
    count += stretch.high - stretch.low + 1;
  }
  return count;
}

}  // namespace

TableIndex::TableIndex(const ir::Module& module, const ir::Table& table,
                       const std::vector<std::vector<WordCell>>& cells)
    : all_(table.rows - (table.otherwise ? 1 : 0)) {
  std::iota(all_.begin(), all_.end(), 0u);
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const types::Type& type = module.inst(table.inputs[i].value).type;
    Column& column = columns_.emplace_back(Column{false,
                                                  type.kind == types::Kind::kFloat,
                                                  Axis({-Axis::kFar, Axis::kFar}, type.optional),
                                                  {},
                                                  {}});
    if (type.kind == types::Kind::kText) {
      continue;  // texts are equal by their letters, not by their words
    }
    for (const WordCell& cell : cells[i]) {
      column.axis.Add(cell);
    }
    column.axis.Divide();
    const Side whole = column.axis.Whole();
    std::vector<Side> sides;
    for (const WordCell& cell : cells[i]) {
      sides.push_back(column.axis.SideOf(cell));
    }
    std::size_t listed = 0;
    for (const uint32_t row : all_) {
      const Side& side = sides[table.cells[row * table.inputs.size() + i]];
      listed += side == whole ? 0 : Listed(side);
    }
    column.used = listed <= kMostListed;
    if (!column.used) {
      continue;
    }
    column.at.resize(column.axis.size());
    for (const uint32_t row : all_) {
      const Side& side = sides[table.cells[row * table.inputs.size() + i]];
      if (side == whole) {
        column.everywhere.push_back(row);
        continue;
      }
      for (const Stretch& stretch : side) {
        for (uint32_t at = stretch.low; at <= stretch.high; ++at) {
          column.at[at].push_back(row);
        }
      }
    }
  }
}

uint32_t TableIndex::CoordinateOf(const Column& column, const Value& value) {
  if (value.missing) {
    return column.axis.size() - 1;
  }
  return column.axis.At(column.real ? OrderedWord(value.real) : value.word);
}

// Those of the input that leaves the fewest.
const std::vector<uint32_t>& TableIndex::Candidates(const std::vector<Value>& inputs) {
  const Column* best = nullptr;
  uint32_t best_at = 0;
  std::size_t fewest = all_.size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (!column.used) {
      continue;
    }
    const uint32_t at = CoordinateOf(column, inputs[i]);
    const std::size_t count = column.at[at].size() + column.everywhere.size();
    if (count < fewest) {
      best = &column;
      best_at = at;
      fewest = count;
    }
  }
  if (best == nullptr) {
    return all_;
  }
  found_.resize(fewest);
  std::ranges::merge(best->at[best_at], best->everywhere, found_.begin());
  return found_;
}

}  // namespace sextant::interp
