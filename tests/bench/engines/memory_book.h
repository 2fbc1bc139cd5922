#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::bench {

// A column in memory as it is, narrow or not.
struct MemoryColumn {
  const void* values = nullptr;
  abi::Storage storage{};
  const uint8_t* validity = nullptr;  // null: every value is known
};

// A book of records in memory. The columns belong to someone else.
class MemoryBook {
 public:
  // Columns by the name of their slot: `age`, `bill[1]`.
  MemoryBook(int64_t rows, std::map<std::string, MemoryColumn> columns);

  int64_t rows() const { return rows_; }
  // The records [first, first + count) as a batch for an engine; views, not copies.
  abi::InputBatch Slice(const ir::Module& module, int64_t first, int64_t count) const;
  // How the columns lie, one a slot.
  std::vector<abi::Storage> Layout(const ir::Module& module) const;

 private:
  const MemoryColumn& ColumnOf(const ir::Slot& slot) const;

  int64_t rows_;
  std::map<std::string, MemoryColumn> columns_;
};

}  // namespace sextant::bench
