#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/abi/aligned.h"
#include "runtime/kernels/grouping.h"
#include "runtime/kernels/passes.h"

namespace sextant::kernels {

// For each interval of each group the set of those rows, of at most kMostRows, whose cells take it.
class RowSets {
 public:
  static constexpr uint32_t kMostRows = 512;

  // Equal sets are stored once when they are `placed`, at the price of one more look.
  RowSets(const TableRows& table, std::span<const Column> columns, std::span<const Group> groups,
          std::span<const uint32_t> rows, bool placed);

  // Points into this.
  SetView view() const;
  // Whether any row takes the interval.
  bool Any(uint32_t interval) const;
  std::size_t bytes() const { return sets_.size() * 8 + places_.size() * 4; }

 private:
  unsigned words_;
  unsigned groups_;
  std::vector<uint64_t, abi::AlignedAllocator<uint64_t>> sets_;
  std::vector<uint32_t> places_;
};

// The words of the sets of so many rows.
unsigned WordsFor(std::size_t rows);

}  // namespace sextant::kernels
