#pragma once

#include <deque>
#include <string>
#include <vector>

#include "compiler/ir/test_case.h"
#include "runtime/abi/batch.h"

namespace sextant::testing {

// One cell a Module::slots entry.
using Record = std::vector<ir::Given>;

// Records written cell by cell, as an engine takes them.
class RecordBatch {
 public:
  RecordBatch(const ir::Module& module, const std::vector<Record>& records);

  const abi::InputBatch& batch() const { return batch_; }

 private:
  struct Column {
    abi::AlignedBytes values;
    std::vector<uint8_t> validity;
    std::vector<int32_t> text_offsets;
    std::string text_bytes;
  };
  void AddColumn(const ir::Slot& slot, std::size_t index, const std::vector<Record>& records);

  std::deque<Column> columns_;  // the batch points into them
  abi::InputBatch batch_;
};

// A cell as a strategy writes it: `20_000 CNY`, `"north"`, `missing`.
std::string CellText(const ir::Module& module, const types::Type& type, const ir::Given& cell);

// The whole record in braces, every field of it: what the module does not need has any value.
//   given { customer_id: 1, spend: [ 1 CNY, 2 CNY ] }
std::string RecordText(const ir::Module& module, const Record& record);

}  // namespace sextant::testing
