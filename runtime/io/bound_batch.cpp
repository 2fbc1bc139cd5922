#include "runtime/io/bound_batch.h"

#include <algorithm>
#include <stdexcept>

namespace sextant::io {

void SlotColumn::Reset(int64_t rows, std::size_t value_bytes) {
  rows_ = rows;
  any_missing_ = false;
  const std::size_t words = (static_cast<std::size_t>(RoundUp64(rows)) * value_bytes + 7) / 8;
  if (words_.size() < words) {
    words_.resize(words);
  }
}

void SlotColumn::ResetText(int64_t rows) {
  rows_ = rows;
  any_missing_ = false;
  bytes_.clear();
  offsets_.clear();
  offsets_.push_back(0);
}

void SlotColumn::SetMissing(int64_t row) {
  if (!any_missing_) {
    validity_.assign(static_cast<std::size_t>(RoundUp64(rows_)) / 8, 0xff);
    any_missing_ = true;
  }
  abi::SetBit(validity_.data(), row, false);
}

void SlotColumn::ResetMissing(int64_t rows, std::size_t value_bytes) {
  Reset(rows, value_bytes);
  validity_.assign(static_cast<std::size_t>(RoundUp64(rows)) / 8, 0);
  any_missing_ = true;
}

void SlotColumn::AppendText(std::string_view text) {
  if (text.size() > INT32_MAX - bytes_.size()) {
    throw std::length_error("a column has more than 2 GB of text in one batch");
  }
  bytes_.append(text);
  offsets_.push_back(static_cast<int32_t>(bytes_.size()));
}

void SlotColumn::Expose(abi::InputColumn& column) const {
  column = {};
  column.values = words_.data();
  column.validity = any_missing_ ? validity_.data() : nullptr;
}

void SlotColumn::ExposeText(abi::InputColumn& column) const {
  column = {};
  column.text_offsets = offsets_.data();
  column.text_bytes = bytes_.data();
  column.validity = any_missing_ ? validity_.data() : nullptr;
}

void BoundBatch::Start(std::size_t slots, int64_t rows) {
  batch.rows = rows;
  batch.columns.assign(slots, {});
  batch.faults.clear();
  batch.lists.clear();
  store.resize(slots);
  input.reset();
}

void BoundBatch::SortFaults() {
  std::stable_sort(batch.faults.begin(), batch.faults.end(), [](const auto& a, const auto& b) {
    return a.row != b.row ? a.row < b.row : a.slot < b.slot;
  });
}

void BoundRows::Start(int64_t records) {
  begins.assign(static_cast<std::size_t>(records), 0);
  ends.assign(static_cast<std::size_t>(records), 0);
}

void BoundRows::Attach(abi::InputList& list) {
  rows.SortFaults();
  list.begins = begins.data();
  list.ends = ends.data();
  list.columns = rows.batch.columns;
  list.faults = rows.batch.faults.empty() ? nullptr : &rows.batch.faults;
}

std::string ShownCell(std::string_view cell) {
  constexpr std::size_t kMost = 100;
  if (cell.size() <= kMost) {
    return std::string(cell);
  }
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xc0) == 0x80) {
    --end;  // not in the middle of a character
  }
  return std::string(cell.substr(0, end)) + "…";
}

}  // namespace sextant::io
