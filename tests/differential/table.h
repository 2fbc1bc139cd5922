#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::differential {

// One value of one record. `word` is the scaled number, days, code, 0/1, the bits of a double or an
// index into Table::texts; garbage when the cell is not valid.
struct Cell {
  int64_t word = 0;
  bool valid = true;
  std::optional<abi::FaultKind> fault;  // the reader could not make a value of it
};

// The cells of one slot, found again by name when the shrinker has changed the program.
struct Column {
  std::string name;
  int64_t offset = 0;    // elements before the first record in the buffers
  bool validity = true;  // written even when every cell is valid
  std::vector<Cell> cells;
};

// The rows of one list, found again by its name: record i has the elements [begins[i], ends[i]).
struct Rows {
  std::string name;
  std::vector<int64_t> begins, ends;
  int64_t elements = 0;
  std::vector<Column> columns;  // named as the slots of the list, `rows.amount`

  const Column* Find(const std::string& slot) const;
};

// The records of one batch, before they are laid out in buffers.
struct Table {
  int64_t rows = 0;
  std::vector<Column> columns;
  std::vector<std::string> texts;
  std::vector<Rows> lists;

  const Column* Find(const std::string& name) const;
};

Table KeepRows(const Table& table, int64_t from, int64_t count);

// A table laid out for a module. Every buffer is allocated on its own and ends at its last element,
// so that a read past it is seen by AddressSanitizer; what no record owns is filled with garbage.
class Batch {
 public:
  Batch(const ir::Module& module, const Table& table);
  const abi::InputBatch& input() const { return input_; }

 private:
  template <class T>
  T* Allocate(int64_t count);
  abi::InputColumn Lay(const ir::Slot& slot, const Column& column, int64_t rows,
                       const Table& table);
  void LayText(const Column& column, int64_t rows, const Table& table, abi::InputColumn& out);
  void LayList(const ir::List& list, const Table& table);

  abi::InputBatch input_;
  std::vector<std::unique_ptr<std::byte[]>> buffers_;
  std::vector<std::unique_ptr<std::vector<abi::CellFault>>> row_faults_;
};

// Records [from, from + count) of the batch, sharing its buffers.
abi::InputBatch Slice(const abi::InputBatch& batch, int64_t from, int64_t count);

// The records as text, one a column, for a report: only the first `most` of them.
std::string PrintTable(const ir::Module& module, const Table& table, int64_t most);

}  // namespace sextant::differential
