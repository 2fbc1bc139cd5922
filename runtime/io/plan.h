#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/io/code_book.h"
#include "runtime/io/date_pattern.h"
#include "runtime/io/exact.h"

namespace sextant::io {

enum class CellKind : uint8_t { kExact, kReal, kDate, kCode, kText, kSet };

// How the cells of one column become the values of one slot, worked out once a run.
struct SlotReader {
  static constexpr int kConstant = -1;   // `constant` in every record: the as-of date of the run
  static constexpr int kFromFlags = -2;  // a set, made of the columns of its members

  uint32_t slot = 0;  // its place in the batch
  uint32_t of = 0;    // the Module::slots it belongs to: of a flag, the set's
  int column = kConstant;  // into Plan::columns, or one of the above
  int32_t constant = 0;
  bool absent = false;  // column -1: in no record; state, which is joined afterwards
  CellKind kind = CellKind::kExact;
  abi::Storage storage{};

  ExactReader exact{ExactTarget{}};  // kExact
  Int128 unit = 1;                   // kReal
  int unit_scale = 0;
  DatePattern dates;                        // kDate
  CodeBook codes = CodeBook::OfBooleans();  // kCode; of the items of a set
  std::string split;                        // kSet: what stands between the items of a cell
  int member = -1;                          // a flag: the member it tells of
  std::vector<std::string>
      nulls;                  // cells that are missing; of other kinds than text without blanks
  bool empty_is_null = true;  // the only token is the empty cell
  bool typed_nulls = false;   // some token may be the text of a typed cell, such as -999
  bool null_is_empty = false;  // a set that is never missing: no cell is the empty set
  bool whole_cells = false;    // faults hold the whole cell, however long
  // Of a series in one column of lists: which item of the cell is meant, from 0, and how many there
  // have to be. -1: the cell is the value.
  int item = -1;
  int items = 0;

  // What a cell has to be, as CellFault says it: one that cannot be read, and one with places that
  // would be lost.
  std::string wanted;
  std::string wanted_places;

  abi::CellFault Fault(int64_t row, abi::FaultKind kind, std::string found) const {
    const bool places = kind == abi::FaultKind::kScale;
    return {row, slot, kind, std::move(found), places ? wanted_places : wanted};
  }

  bool IsNull(std::string_view cell) const {
    if (empty_is_null && (cell.empty() || static_cast<unsigned char>(cell[0]) > ' ')) {
      return cell.empty();
    }
    return (cell.data() == nullptr && !null_is_empty) || IsNullToken(cell);
  }

  // A cell as a fault holds it.
  std::string Found(std::string_view cell) const;

 private:
  bool IsNullToken(std::string_view cell) const;
};

struct RowsPlan;

// A list whose rows stand in a column of the records' file, each a struct or a JSON object.
struct ListReader {
  uint32_t list = 0;  // into Module::lists
  int column = 0;     // into Plan::columns
  std::shared_ptr<const RowsPlan> rows;
};

// What is read of a file: the distinct columns, and for each slot of the module its reader.
struct Plan {
  const ir::Module* module = nullptr;
  const ir::SourceLayout* layout = nullptr;
  bool closed = false;  // the file may have no other columns
  std::vector<std::string> columns;
  std::vector<std::string> column_users;  // by column: the first slot that reads it, for messages
  // One a Module::slots; then those of flags, whose values stand behind the slots of a batch until
  // CombineFlags makes sets of them.
  std::vector<SlotReader> slots;
  std::vector<ListReader> lists;  // of the needed ones, those in a column

  // Which of Module::sources the layout is; -1: none of them.
  int32_t SourceIndex() const;
  // The slots that read a column.
  std::vector<const SlotReader*> ReadersOf(int column) const;
};

// How the rows in a column are read: as if they were records, and their fields columns of a file.
struct RowsPlan {
  ir::Module module;
  ir::SourceLayout layout;
  Plan plan;
};

// The files of the rows of lists, by their source.
using ListFiles = std::map<std::string, std::string>;

// Whether the rows of a list stand in a column of the records' file; else they have a file of their
// own.
bool StandsInColumn(const ir::SourceLayout& list, const ListFiles& files);

// `as_of` goes before the layout's column. Fails when the module reads the as-of date and neither
// is there, and on a date format that is none.
Result<Plan> MakePlan(const ir::Module& module, const ir::SourceLayout& layout,
                      std::optional<int32_t> as_of, const ListFiles& files = {});

// A series that is told to stand in columns `bill_1`, `bill_2`, … by nothing but its name is read
// from a column of lists `bill` where the file has that one instead.
void UseListColumns(Plan& plan, const std::vector<std::string>& present);

// Refuses what a file without lists, such as CSV, cannot hold.
Status CheckFlat(const Plan& plan, const std::string& path);

// Places each needed column among the columns a file has: one index a Plan::columns. Fails when one
// is not there or stands there twice. `path` is for the message.
Result<std::vector<int>> LocateColumns(const Plan& plan, const std::vector<std::string>& present,
                                       const std::string& path);

}  // namespace sextant::io
