#pragma once

#include <deque>
#include <string>
#include <vector>

#include "compiler/ir/test_case.h"
#include "runtime/abi/batch.h"

namespace sextant::testing {

using Record = ir::GivenRecord;

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
  // The places of one list's rows: those of record i are [begins[i], ends[i]).
  struct Places {
    std::vector<int64_t> begins, ends;
  };
  abi::InputColumn AddColumn(const ir::Slot& slot, const std::vector<const ir::Given*>& cells);
  void AddList(const ir::List& list, std::size_t index, const std::vector<Record>& records);

  std::deque<Column> columns_;  // the batch points into them
  std::deque<Places> places_;
  abi::InputBatch batch_;
};

// A cell as a strategy writes it: `20_000 CNY`, `"north"`, `missing`.
std::string CellText(const ir::Module& module, const types::Type& type, const ir::Given& cell);

// The whole record in braces, every field of it: what the module does not need has any value.
//   { customer_id: 1, spend: [1 CNY, 2 CNY], Stage.previous: new since 2025-01-31 }
std::string RecordText(const ir::Module& module, const Record& record);

}  // namespace sextant::testing
