#pragma once

#include <vector>

#include "runtime/interp/input.h"

namespace sextant::interp {

// Checks every row of a record's needed lists, wherever it lies in time: the second part of the
// input checks.
class ListInput {
 public:
  explicit ListInput(const ir::Module& module);

  // What is wrong with a column of a list, once a kind, with the first row that shows it.
  struct BadRows {
    uint32_t list = 0;
    uint32_t slot = 0;
    abi::FaultKind kind{};
    int64_t row = 0;    // within the record's list, from 0
    int64_t count = 0;  // how many rows have it
    Value value;
    const abi::CellFault* cell = nullptr;  // what the reader of the file already found
  };
  // Adds to `bad` by list, then column, then kind in the order of the first row that shows it.
  void Check(const abi::InputBatch& batch, int64_t record, std::vector<BadRows>& bad) const;
  // Whether all rows are good.
  bool Accepts(const abi::InputBatch& batch, int64_t record) const;
  bool empty() const { return columns_.empty(); }

 private:
  struct Column {
    uint32_t list = 0;
    uint32_t slot = 0;
    abi::Storage storage{};
  };
  // Calls visit(row, kind, value, cell) for each bad row; stops where it gives false.
  template <class Visit>
  bool ForEachBad(const abi::InputBatch& batch, int64_t record, const Column& column,
                  Visit&& visit) const;

  const ir::Module& module_;
  std::vector<Column> columns_;
};

}  // namespace sextant::interp
