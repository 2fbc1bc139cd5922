#include "tests/bench/engines/memory_book.h"

#include "tests/bench/common/fail.h"

namespace sextant::bench {

MemoryBook::MemoryBook(int64_t rows, std::map<std::string, MemoryColumn> columns)
    : rows_(rows), columns_(std::move(columns)) {}

const MemoryColumn& MemoryBook::ColumnOf(const ir::Slot& slot) const {
  const auto found = columns_.find(slot.name);
  if (found == columns_.end()) {
    Fail("no column for `" + slot.name + "`");
  }
  return found->second;
}

abi::InputBatch MemoryBook::Slice(const ir::Module& module, int64_t first, int64_t count) const {
  abi::InputBatch batch;
  batch.rows = count;
  batch.first_row = first + 1;
  for (const ir::Slot& slot : module.slots) {
    const MemoryColumn& from = ColumnOf(slot);
    abi::InputColumn column;
    column.values = from.values;
    column.validity = from.validity;
    column.stored = from.storage;
    column.offset = first;
    batch.columns.push_back(column);
  }
  return batch;
}

std::vector<abi::Storage> MemoryBook::Layout(const ir::Module& module) const {
  std::vector<abi::Storage> layout;
  for (const ir::Slot& slot : module.slots) {
    layout.push_back(ColumnOf(slot).storage);
  }
  return layout;
}

}  // namespace sextant::bench
