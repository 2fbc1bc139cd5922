#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/abi/batch.h"
#include "runtime/io/bound_batch.h"
#include "runtime/io/made_values.h"
#include "runtime/io/row_file.h"
#include "runtime/io/table_writer.h"
#include "runtime/io/unbind.h"

namespace sextant::io {

// Makes up the rows of one list, which go into a file of their own or into a column of the book.
class MadeRows {
 public:
  struct Place {
    std::string book;        // the path of the records
    bool in_column = false;  // else beside it, as book.SOURCE.csv
    bool text = true;        // the book is CSV or NDJSON
  };
  static Result<std::unique_ptr<MadeRows>> Open(const ir::Module& module, uint32_t list,
                                                const ir::SourceLayout& layout, const Place& place,
                                                std::optional<int32_t> as_of);

  // Draws the rows of the next record: one in five has none.
  void Make(Random& random);
  // The drawn rows as a list of one record.
  const abi::InputList& List();
  // Keeps the drawn rows for the record of that key.
  void Keep(const MadeValue& key);
  // In a file: writes what is kept.
  Status Write();
  Status Close();

  // In a column of the book: the column, what is kept of it, and its end.
  bool in_column() const { return writer_ == nullptr; }
  const TableColumn& column() const { return column_; }
  ColumnData data() const;
  void Clear();

 private:
  MadeRows(const ir::Module& module, uint32_t list, const ir::SourceLayout& layout)
      : file_(module, list, layout) {}
  Status Start(const Place& place, std::optional<int32_t> as_of);
  Status AddColumns(bool text, std::optional<int32_t> as_of, std::vector<TableColumn>& columns);
  void Expose(std::size_t column);

  RowFile file_;
  std::vector<ValueMaker> values_of_;  // by slot of the file but the key
  std::vector<CellMaker> cells_;       // by slot of the file
  std::vector<ColumnBuilder> builders_;
  std::unique_ptr<TableWriter> writer_;  // null: in a column
  TableColumn column_;
  ColumnBuilder lists_{CellType::kRows};  // where the rows of each kept record end
  int64_t kept_ = 0;

  std::vector<std::vector<MadeValue>> rows_;  // drawn for the record, by row and column
  std::vector<SlotColumn> store_;
  int64_t begin_ = 0, end_ = 0;
  abi::InputList list_;
};

}  // namespace sextant::io
