#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/support/boxes.h"
#include "runtime/kernels/quantiser.h"
#include "runtime/kernels/table_rows.h"

namespace sextant::kernels {

// An input of a table and the intervals into which the cells of some rows divide its values; a last
// one is for missing, when there are optional values.
class Column {
 public:
  // `rows` are those whose cells count. Nothing when these make more cuts than a Quantiser takes.
  static std::optional<Column> Of(const TableRows& table, uint32_t input,
                                  std::span<const uint32_t> rows);

  uint32_t input() const { return input_; }
  bool optional() const { return optional_; }
  const Quantiser& quantiser() const { return quantiser_; }
  uint32_t size() const { return quantiser_.intervals() + (optional_ ? 1 : 0); }
  Interval missing() const { return static_cast<Interval>(quantiser_.intervals()); }
  // The intervals that a cell of the rows takes, ascending.
  const Side& SideOf(uint32_t cell) const { return sides_[cell]; }
  // Whether every cell of the rows takes every value, and missing.
  bool TakesAll() const { return takes_all_; }

 private:
  Column(uint32_t input, bool optional, std::vector<int64_t> cuts)
      : input_(input), optional_(optional), quantiser_(std::move(cuts)) {}

  uint32_t input_;
  bool optional_;
  Quantiser quantiser_;
  std::vector<Side> sides_;  // by cell; empty for cells that no row of these has
  bool takes_all_ = true;
};

}  // namespace sextant::kernels
