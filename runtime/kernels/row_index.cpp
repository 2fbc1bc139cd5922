#include "runtime/kernels/row_index.h"

#include <algorithm>
#include <numeric>

#include "compiler/support/check.h"

namespace sextant::kernels {
namespace {

// The sets of joined columns may take so much of the first-level cache; where sets are placed, only
// the places count.
constexpr std::size_t kMostJoinedBytes = 8192;
constexpr uint32_t kMostJoinedPlaces = 512;
// Sets of so many bytes are no longer stored again and again when they are equal.
constexpr std::size_t kMostUnplacedBytes = std::size_t{64} << 10;

std::size_t ElementBytes(abi::WordForm form) {
  switch (form) {
    case abi::WordForm::kInt8:
      return 1;
    case abi::WordForm::kInt16:
      return 2;
    case abi::WordForm::kInt32:
      return 4;
    default:
      return 8;
  }
}

// The values from a record on; a multiple of 8 where they are bits.
const void* ValuesFrom(const abi::TableColumn& column, int64_t first) {
  const auto* bytes = static_cast<const uint8_t*>(column.values);
  return column.form == abi::WordForm::kBits
             ? bytes + first / 8
             : bytes + first * static_cast<int64_t>(ElementBytes(column.form));
}

}  // namespace

std::optional<RowIndex> RowIndex::Of(const TableRows& table, std::span<const uint32_t> rows,
                                     const Passes& passes) {
  SEXTANT_CHECK(rows.size() <= kMostRows && table.inputs.size() <= kMostGroups,
                "more rows or inputs than an index takes");
  RowIndex index(passes);
  for (uint32_t input = 0; input < table.inputs.size(); ++input) {
    auto column = Column::Of(table, input, rows);
    if (!column) {
      return std::nullopt;
    }
    if (!column->TakesAll()) {
      index.columns_.push_back(std::move(*column));
    }
  }
  index.Build(table, rows);
  return index;
}

void RowIndex::Build(const TableRows& table, std::span<const uint32_t> rows) {
  rows_ = static_cast<uint32_t>(rows.size());
  std::size_t set_bytes = WordsFor(rows.size()) * 8;
  std::size_t intervals = 0;
  for (const Column& column : columns_) {
    intervals += column.size();
  }
  const bool placed =
      rows.size() > RowSets::kMostRows || intervals * set_bytes > kMostUnplacedBytes;
  groups_ = GroupsOf(
      columns_, placed ? kMostJoinedPlaces : static_cast<uint32_t>(kMostJoinedBytes / set_bytes));
  for (std::size_t begin = 0; begin < rows.size(); begin += RowSets::kMostRows) {
    const std::size_t end = std::min<std::size_t>(begin + RowSets::kMostRows, rows.size());
    stretches_.emplace_back(table, columns_, groups_, rows.subspan(begin, end - begin), placed);
  }
  if (stretches_.size() > 2) {
    Summarise();
  }
}

// The share of stretches that a record is expected to leave is the product of what its groups
// leave.
void RowIndex::Summarise() {
  double expected = 1;
  for (const Group& group : groups_) {
    std::size_t taken = 0;
    for (uint32_t interval = group.base; interval < group.base + group.size; ++interval) {
      uint64_t taking = 0;
      for (std::size_t i = 0; i < stretches_.size(); ++i) {
        taking |= uint64_t{stretches_[i].Any(interval)} << i;
      }
      summary_.push_back(taking);
      taken += static_cast<std::size_t>(std::popcount(taking));
    }
    expected *= static_cast<double>(taken) / static_cast<double>(group.size * stretches_.size());
  }
  if (expected > 0.5) {
    summary_.clear();
  }
}

void RowIndex::Ask(const abi::TableColumn* inputs, int64_t first, int64_t count,
                   Asked& asked) const {
  alignas(64) Interval intervals[kPassRows];
  uint32_t* joined = asked.intervals;
  for (const Group& group : groups_) {
    for (std::size_t i = 0; i < group.columns.size(); ++i) {
      const Column& column = columns_[group.columns[i]];
      const abi::TableColumn& from = inputs[column.input()];
      passes_->number(column.quantiser().view(), ValuesFrom(from, first), from.form, count,
                      intervals);
      if (column.optional() && from.validity != nullptr) {
        passes_->miss(from.validity + first / 8, count, column.missing(), intervals);
      }
      passes_->join(intervals, count, i == 0, group.base, group.strides[i], joined);
    }
    if (group.columns.empty()) {
      std::fill_n(joined, count, 0u);
    }
    joined += kPassRows;
  }
}

void RowIndex::First(const abi::TableColumn* inputs, int64_t first, int64_t count,
                     uint32_t* found) const {
  Asked asked;
  Ask(inputs, first, count, asked);
  if (stretches_.size() == 1) {
    passes_->first(stretches_[0].view(), asked.intervals, nullptr, static_cast<uint32_t>(count), 0,
                   found);
  } else if (summary_.empty()) {
    FirstInOrder(asked, count, found);
  } else {
    FirstOfListed(asked, count, found);
  }
}

// Stretch after stretch, each for the records that the ones before it have left.
void RowIndex::FirstInOrder(const Asked& asked, int64_t count, uint32_t* found) const {
  uint16_t records[kPassRows];
  std::iota(records, records + count, uint16_t{0});
  auto left = static_cast<uint32_t>(count);
  for (uint32_t i = 0; i < stretches_.size() && left > 0; ++i) {
    left = passes_->first(stretches_[i].view(), asked.intervals, records, left,
                          i * RowSets::kMostRows, found);
  }
}

void RowIndex::FirstOfListed(const Asked& asked, int64_t count, uint32_t* found) const {
  Lists lists;
  List(asked, count, lists);
  std::fill_n(found, count, kNoRow);
  for (uint32_t i = 0; i < stretches_.size(); ++i) {
    uint16_t* records = lists.records[i];
    uint32_t left = 0;
    for (uint32_t k = 0; k < lists.counts[i]; ++k) {
      records[left] = records[k];
      left += found[records[k]] == kNoRow ? 1 : 0;
    }
    passes_->first(stretches_[i].view(), asked.intervals, records, left, i * RowSets::kMostRows,
                   found);
  }
}

void RowIndex::List(const Asked& asked, int64_t count, Lists& lists) const {
  std::fill_n(lists.counts, stretches_.size(), 0u);
  alignas(64) uint64_t taking[kPassRows];
  if (summary_.empty()) {
    std::fill_n(taking, count, ~uint64_t{0} >> (64 - stretches_.size()));
  } else {
    passes_->all({summary_.data(), nullptr, 1, static_cast<unsigned>(groups_.size())},
                 asked.intervals, nullptr, static_cast<uint32_t>(count), taking);
  }
  for (int64_t record = 0; record < count; ++record) {
    for (uint64_t set = taking[record]; set != 0; set &= set - 1) {
      const int stretch = std::countr_zero(set);
      lists.records[stretch][lists.counts[stretch]++] = static_cast<uint16_t>(record);
    }
  }
}

std::size_t RowIndex::bytes() const {
  std::size_t bytes = summary_.size() * sizeof(uint64_t);
  for (const RowSets& stretch : stretches_) {
    bytes += stretch.bytes();
  }
  return bytes;
}

}  // namespace sextant::kernels
