#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/abi/batch.h"

namespace sextant::io {

// Backing store of one slot where the file's own column could not be used as it is.
class SlotColumn {
 public:
  // Makes room for `rows` values rounded up to 64, all present. The old values stay where they are,
  // so the room of one batch serves the next.
  void Reset(int64_t rows, std::size_t value_bytes);
  void ResetText(int64_t rows);
  // The same, all missing.
  void ResetMissing(int64_t rows, std::size_t value_bytes);

  template <class T>
  T* values() {
    return reinterpret_cast<T*>(words_.data());
  }
  void SetMissing(int64_t row);
  // Of a column that was reset to missing.
  void SetPresent(int64_t row) { abi::SetBit(validity_.data(), row, true); }
  // Rows in order, each once.
  void AppendText(std::string_view text);

  // Points `column` at this store.
  void Expose(abi::InputColumn& column) const;
  void ExposeText(abi::InputColumn& column) const;

 private:
  int64_t rows_ = 0;
  bool any_missing_ = false;
  std::vector<uint64_t> words_;
  std::vector<uint8_t> validity_;
  std::vector<int32_t> offsets_;
  std::string bytes_;
};

struct BoundRows;

// A batch and everything its columns point at. Reused from batch to batch.
struct BoundBatch {
  abi::InputBatch batch;
  std::vector<SlotColumn> store;             // one a slot
  std::shared_ptr<const void> input;         // keeps the file's columns alive
  std::vector<std::vector<int64_t>> bounds;  // of each list found by key: begins, then ends
  std::vector<BoundRows> rows;               // of each list in a column, as in Plan::lists

  void Start(std::size_t slots, int64_t rows);
  // Brings the faults, found column by column, into the order of the contract.
  void SortFaults();
};

// The rows of one list of all records of a batch, one after the other.
struct BoundRows {
  BoundBatch rows;
  std::vector<int64_t> begins, ends;  // by record

  // No record has a row yet.
  void Start(int64_t records);
  // Hands the rows to the batch of their records, once they are bound.
  void Attach(abi::InputList& list);
};

inline int64_t RoundUp64(int64_t rows) {
  return (rows + 63) / 64 * 64;
}

// A cell as it is shown in a reject: shortened when it is long.
std::string ShownCell(std::string_view cell);

}  // namespace sextant::io
