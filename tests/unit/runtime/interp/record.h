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

  // A row of a list: a cell a slot of the list, by Give… on the record returned, whose slots are
  // those of the list.
  Record& AddRow(std::size_t list) {
    while (lists_.size() <= list) {
      lists_.emplace_back();
    }
    return lists_[list].rows.emplace_back();
  }
  void ClearRows() { lists_.clear(); }

  const abi::InputBatch& Batch(const ir::Module& module) {
    batch_ = {};
    for (std::size_t i = 0; i < module.lists.size(); ++i) {
      while (lists_.size() <= i) {
        lists_.emplace_back();
      }
      batch_.lists.push_back(LayOut(lists_[i], module.lists[i]));
    }
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
      default:
        return nullptr;
    }
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

  struct List {
    std::deque<Record> rows;
    int64_t begin = 0, end = 0;
    std::vector<std::string> bytes;  // of a column: its values
    std::vector<std::string> validity;
    std::vector<std::vector<int32_t>> offsets;
    std::vector<abi::CellFault> faults;
  };
  static abi::InputList LayOut(List& list, const ir::List& shape) {
    const std::size_t columns = shape.slots.size(), rows = list.rows.size();
    list.end = static_cast<int64_t>(rows);
    list.bytes.assign(columns, "");
    list.validity.assign(columns, std::string(rows / 8 + 1, '\0'));
    list.offsets.assign(columns, {0});
    list.faults.clear();
    abi::InputList out;
    for (std::size_t i = 0; i < columns; ++i) {
      const abi::Storage storage = ir::StorageOf(shape.slots[i].type);
      const bool text = storage == abi::Storage::kText;
      for (std::size_t row = 0; row < rows; ++row) {
        Cell& cell = list.rows[row].cell(i);
        const abi::InputColumn one = Column(cell, storage);
        abi::SetBit(reinterpret_cast<uint8_t*>(list.validity[i].data()), static_cast<int64_t>(row),
                    cell.given);
        text ? list.bytes[i].append(cell.text)
             : list.bytes[i].append(static_cast<const char*>(one.values),
                                    abi::StorageBytes(storage));
        list.offsets[i].push_back(static_cast<int32_t>(list.bytes[i].size()));
      }
      abi::InputColumn column;
      column.values = text ? nullptr : list.bytes[i].data();
      column.validity = reinterpret_cast<const uint8_t*>(list.validity[i].data());
      column.text_offsets = list.offsets[i].data();
      column.text_bytes = list.bytes[i].data();
      out.columns.push_back(column);
    }
    for (std::size_t row = 0; row < rows; ++row) {
      for (abi::CellFault fault : list.rows[row].faults_) {
        fault.row = static_cast<int64_t>(row);
        list.faults.push_back(fault);
      }
    }
    out.begins = &list.begin;
    out.ends = &list.end;
    out.faults = &list.faults;
    return out;
  }

  std::deque<Cell> cells_;  // a batch points into them
  std::vector<abi::CellFault> faults_;
  std::deque<List> lists_;
  abi::InputBatch batch_;
};

}  // namespace sextant::interp
