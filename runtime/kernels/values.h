#pragma once

#include <cstdint>
#include <vector>

#include "runtime/abi/table_call.h"
#include "runtime/kernels/table_rows.h"

namespace sextant::kernels {

// What the rows of a table put into one lane of an answer: an entry a row, and a last one for no
// row at all, which is missing.
class Values {
 public:
  using Store = TableRows::Output::Store;

  // Faulty values are entries like missing ones.
  explicit Values(const TableRows::Output& output);
  // The numbers of the rows, from 1.
  static Values Numbers(uint32_t rows);
  // The reasons of the rows, by index; missing where a row has none.
  static Values Reasons(const std::vector<int32_t>& reasons);

  // Writes the entries of `rows` for records [first, first + count), count a multiple of 8.
  void Write(const uint32_t* rows, int64_t first, int64_t count, const abi::TableLane& lane) const;

 private:
  Values(Store store, std::size_t rows);
  void Set(std::size_t row, int64_t word);

  Store store_;
  std::vector<int64_t> words_;   // of kWord64
  std::vector<int32_t> narrow_;  // of others
  std::vector<uint8_t> known_;
};

// Sets validity bits of records [first, first + count), if they are wanted.
void SetAllKnown(const abi::TableLane& lane, int64_t first, int64_t count);

}  // namespace sextant::kernels
