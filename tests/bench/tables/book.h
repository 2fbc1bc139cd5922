#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/abi/aligned.h"
#include "tests/bench/engines/memory_book.h"
#include "tests/bench/tables/twins.h"

namespace sextant::bench::tables {

template <class T>
using Column = std::vector<T, abi::AlignedAllocator<T>>;

// Customers whose columns are independent of each other and uniform, from a fixed seed.
class Book {
 public:
  Book(int64_t rows, uint64_t seed);

  int64_t rows() const { return rows_; }
  Records records() const;
  // Columns by name, the key apart.
  std::map<std::string, MemoryColumn> columns() const;

 private:
  int64_t rows_;
  Column<int32_t> narrow_[4];
  Column<int64_t> amounts_[2];
};

}  // namespace sextant::bench::tables
