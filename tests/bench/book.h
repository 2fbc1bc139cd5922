#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::bench {

// A card book in memory: one 64-byte aligned column an input slot, no missing values, made from a
// fixed seed so that every run times the same work. All values lie in range.
class CardBook {
 public:
  CardBook(int64_t rows, uint64_t seed);

  int64_t rows() const { return rows_; }
  // The records [first, first + count) as a batch for an engine; views, not copies. The columns
  // stand in the order of `module`'s slots.
  abi::InputBatch Slice(const ir::Module& module, int64_t first, int64_t count) const;

  // Columns by meaning, for the hand-written programs. Money is in hundredths.
  const int64_t* customer_id() const { return wide(0); }
  const int64_t* credit_limit() const { return wide(1); }
  const int64_t* age() const { return wide(2); }
  const int64_t* months_late(int month) const { return wide(3 + month); }
  const int64_t* bill(int month) const { return wide(9 + month); }
  const int64_t* paid(int month) const { return wide(15 + month); }
  const int32_t* education() const { return codes_[0].data(); }
  const int32_t* marriage() const { return codes_[1].data(); }

  // Bytes one record is read with.
  static constexpr int64_t kBytesIn = 21 * 8 + 2 * 4;

 private:
  const int64_t* wide(int column) const { return wide_[column].data(); }
  const void* ColumnOf(const std::string& slot_name) const;

  int64_t rows_;
  std::vector<std::vector<int64_t>> wide_;
  std::vector<std::vector<int32_t>> codes_;
};

}  // namespace sextant::bench
