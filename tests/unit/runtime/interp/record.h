#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/ir/storage.h"
#include "runtime/abi/batch.h"

namespace sextant::interp {

// One record as a batch of one row. A cell is empty until it is given.
class Record {
 public:
  void Give(std::size_t slot, int64_t word) { cell(slot) = Cell{true, word, 0, "", 0, 0, 0, {}}; }
  void GiveReal(std::size_t slot, double real) {
    cell(slot) = Cell{true, 0, real, "", 0, 0, 0, {}};
  }
  void GiveText(std::size_t slot, std::string text) {
    cell(slot) = Cell{true, 0, 0, std::move(text), 0, 0, 0, {}};
  }
  void GiveNothing(std::size_t slot) { cell(slot) = {}; }
  // What the reader of a file found.
  void GiveFault(uint32_t slot, abi::FaultKind kind, std::string found) {
    faults_.push_back({0, slot, kind, std::move(found)});
  }

  const abi::InputBatch& Batch(const ir::Module& module) {
    batch_ = {};
    batch_.rows = 1;
    batch_.faults = faults_;
    for (std::size_t i = 0; i < module.slots.size(); ++i) {
      batch_.columns.push_back(Column(cell(i), ir::StorageOf(module.slots[i].type)));
    }
    return batch_;
  }

 private:
  struct Cell {
    bool given = false;
    int64_t word = 0;
    double real = 0;
    std::string text;
    // The cell as a column of one row.
    int32_t word32 = 0;
    int8_t word8 = 0;
    uint8_t valid = 0;
    int32_t offsets[2] = {0, 0};
  };

  Cell& cell(std::size_t slot) {
    while (cells_.size() <= slot) {
      cells_.emplace_back();
    }
    return cells_[slot];
  }
  static const void* Values(Cell& cell, abi::Storage storage) {
    switch (storage) {
      case abi::Storage::kInt64:
        return &cell.word;
      case abi::Storage::kFloat64:
        return &cell.real;
      case abi::Storage::kInt32:
        return &cell.word32;
      case abi::Storage::kInt8:
        return &cell.word8;
      case abi::Storage::kText:
        return nullptr;
    }
    return nullptr;
  }
  static abi::InputColumn Column(Cell& cell, abi::Storage storage) {
    cell.word32 = static_cast<int32_t>(cell.word);
    cell.word8 = static_cast<int8_t>(cell.word);
    cell.valid = cell.given ? 1 : 0;
    cell.offsets[1] = static_cast<int32_t>(cell.text.size());
    abi::InputColumn column;
    column.values = Values(cell, storage);
    column.validity = &cell.valid;
    column.text_offsets = cell.offsets;
    column.text_bytes = cell.text.data();
    return column;
  }

  std::deque<Cell> cells_;  // a batch points into them
  std::vector<abi::CellFault> faults_;
  abi::InputBatch batch_;
};

}  // namespace sextant::interp
