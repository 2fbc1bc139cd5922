#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/abi/batch.h"

// What is written: rows of typed columns, whatever the format of the file.
namespace sextant::io {

enum class CellType : uint8_t {
  kInteger,  // int64
  kDecimal,  // int64, scaled
  kReal,     // double
  kBoolean,  // int8
  kDate,     // int32, days
  kCode,     // int32 into the column's dictionary
  kText,     // offsets and bytes
  kSet,      // int64: bit k is entry k of the column's dictionary
  kRows,     // a list of rows, of which each has the column's fields (not in CSV)
};

struct TableColumn {
  std::string name;
  CellType type{};
  int scale = 0;                         // kDecimal
  std::vector<std::string> dictionary;   // kCode, kSet
  std::string join = ";";                // kSet: what CSV writes between two members
  bool distinct = false;                 // a key: no two rows are alike
  std::string null_text;                 // how CSV writes a missing cell
  bool list = false;                     // a cell is a list of values of the type (not kText)
  bool holes = false;                    // of a list: values may be missing (not in CSV)
  std::vector<TableColumn> fields = {};  // kRows
};

struct TableSchema {
  std::vector<TableColumn> columns;
  char separator = ',';      // CSV
  std::string encoding;      // CSV; "" = UTF-8
  bool arrow_types = false;  // Parquet: readers with Arrow get the dictionaries back as such
};

// The values of one column over some rows. Bits and values begin at 0; no validity: all present.
// The cells of a list column are all present, and so are its items, unless it has holes.
// Cells that are written as they were found although they hold no value of their column: missing to
// all others. By row, ascending. Only text files can hold them.
using CellsAsFound = std::vector<std::pair<int64_t, std::string>>;

struct ColumnData {
  const void* values = nullptr;
  const uint8_t* validity = nullptr;
  const int32_t* offsets = nullptr;  // kText
  const char* bytes = nullptr;
  const int32_t* lists = nullptr;       // the items of row r: [lists[r], lists[r + 1])
  std::vector<ColumnData> fields = {};  // kRows: of all rows of all lists
  const CellsAsFound* as_found = nullptr;

  // A missing cell as it was found, or null.
  const std::string* found(int64_t row) const;
  bool valid(int64_t row) const { return validity == nullptr || abi::BitAt(validity, row); }
  std::string_view text(int64_t row) const {
    return {bytes + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
  }
  template <class T>
  T at(int64_t row) const {
    return static_cast<const T*>(values)[row];
  }
};

struct TableData {
  int64_t rows = 0;
  std::vector<ColumnData> columns;
};

// A column that is built value by value. Its room is kept from one batch to the next.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(CellType type) : type_(type) {}

  void Clear();
  void Add(int64_t word);  // every type but kReal and kText
  void AddReal(double value);
  void AddText(std::string_view text);
  void AddMissing();
  void AddAsFound(std::string cell);
  // Ends a row of a list column: its items are those added since the last end.
  void EndList() { EndList(rows_); }
  // The same where the items are elsewhere, so many of them up to now.
  void EndList(int64_t items) { lists_.push_back(static_cast<int32_t>(items)); }
  // Adds the elements of those rows, T being of the type's own width (not kText); into an empty
  // column.
  template <class T, class From>
  void Gather(const From* from, const uint8_t* validity, std::span<const int64_t> rows);
  CellType type() const { return type_; }
  ColumnData data() const;

 private:
  void AddValidity(bool valid);

  CellType type_;
  int64_t rows_ = 0;
  bool any_missing_ = false;
  std::string values_;
  std::vector<uint8_t> validity_;
  std::vector<int32_t> offsets_{0};
  std::string bytes_;
  std::vector<int32_t> lists_{0};
  CellsAsFound as_found_;
};

template <class T, class From>
void ColumnBuilder::Gather(const From* from, const uint8_t* validity,
                           std::span<const int64_t> rows) {
  rows_ = static_cast<int64_t>(rows.size());
  values_.resize(rows.size() * sizeof(T));
  validity_.assign((rows.size() + 7) / 8, 0);
  T* const to = reinterpret_cast<T*>(values_.data());
  int64_t present = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const unsigned valid = abi::BitAt(validity, rows[i]) ? 1 : 0;
    to[i] = from[rows[i]];
    validity_[i / 8] |= static_cast<uint8_t>(valid << (i % 8));
    present += valid;
  }
  any_missing_ = present < rows_;
}

}  // namespace sextant::io
