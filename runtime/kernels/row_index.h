#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "runtime/kernels/column.h"
#include "runtime/kernels/grouping.h"
#include "runtime/kernels/passes.h"
#include "runtime/kernels/row_sets.h"

namespace sextant::kernels {

// Which rows of a table take a record, found without looking at the rows one by one: each input
// gives the set of rows whose cells take its value, as bits, and what all sets have in common are
// the rows (bit vectors, as in packet classification; Lakshman and Stiliadis, 1998). A set is one
// of at most 512 rows, and the rows of a large table are so many stretches of them: memory grows
// with the rows and not with their square. Where the inputs leave few of the stretches, only those
// are looked at.
class RowIndex {
 public:
  static constexpr uint32_t kMostRows = 16384;
  static constexpr uint32_t kMostGroups = 64;

  // The position of a row is its place in `rows`, of which there are at most kMostRows. Nothing
  // when their cells have too many different ends for one index.
  static std::optional<RowIndex> Of(const TableRows& table, std::span<const uint32_t> rows,
                                    const Passes& passes);

  uint32_t rows() const { return rows_; }

  // For records [first, first + count) of the columns, at most kPassRows and a multiple of 8:
  // found[record] = the position of the first row that takes it, or kNoRow.
  void First(const abi::TableColumn* inputs, int64_t first, int64_t count, uint32_t* found) const;

  // Tells visit(record, position) of every row that takes a record, of each record in ascending
  // order.
  template <class Visit>
  void ForEach(const abi::TableColumn* inputs, int64_t first, int64_t count, Visit&& visit) const;

  std::size_t bytes() const;

 private:
  // Intervals by group and record.
  struct Asked {
    alignas(64) uint32_t intervals[kMostGroups * kPassRows];
  };
  // The records that each stretch of rows is looked at for.
  struct Lists {
    uint16_t records[kMostRows / RowSets::kMostRows][kPassRows];
    uint32_t counts[kMostRows / RowSets::kMostRows];
  };

  explicit RowIndex(const Passes& passes) : passes_(&passes) {}
  void Build(const TableRows& table, std::span<const uint32_t> rows);
  void Summarise();
  void Ask(const abi::TableColumn* inputs, int64_t first, int64_t count, Asked& asked) const;
  void List(const Asked& asked, int64_t count, Lists& lists) const;
  void FirstInOrder(const Asked& asked, int64_t count, uint32_t* found) const;
  void FirstOfListed(const Asked& asked, int64_t count, uint32_t* found) const;

  const Passes* passes_;
  uint32_t rows_ = 0;
  std::vector<Column> columns_;
  std::vector<Group> groups_;
  std::vector<RowSets> stretches_;
  // By interval, of many stretches of rows those that take it at all; empty when that says little.
  std::vector<uint64_t> summary_;
};

template <class Visit>
void RowIndex::ForEach(const abi::TableColumn* inputs, int64_t first, int64_t count,
                       Visit&& visit) const {
  constexpr uint32_t kRecords = 64;
  Asked asked;
  Lists lists;
  Ask(inputs, first, count, asked);
  List(asked, count, lists);
  uint64_t sets[kRecords * RowSets::kMostRows / 64];
  for (std::size_t stretch = 0; stretch < stretches_.size(); ++stretch) {
    const SetView view = stretches_[stretch].view();
    for (uint32_t begin = 0; begin < lists.counts[stretch]; begin += kRecords) {
      const uint16_t* records = lists.records[stretch] + begin;
      const uint32_t some = std::min(lists.counts[stretch] - begin, kRecords);
      passes_->all(view, asked.intervals, records, some, sets);
      for (uint32_t i = 0; i < some * view.words; ++i) {
        for (uint64_t set = sets[i]; set != 0; set &= set - 1) {
          visit(records[i / view.words],
                static_cast<uint32_t>(stretch * RowSets::kMostRows + i % view.words * 64) +
                    static_cast<uint32_t>(std::countr_zero(set)));
        }
      }
    }
  }
}

}  // namespace sextant::kernels
