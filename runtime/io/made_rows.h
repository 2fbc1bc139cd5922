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

// Makes up the rows of one list and writes them to a file of their own.
class MadeRows {
 public:
  // `book`: the path of the records; the rows go beside it, as book.SOURCE.csv.
  static Result<std::unique_ptr<MadeRows>> Open(const ir::Module& module, uint32_t list,
                                                const ir::SourceLayout& layout,
                                                const std::string& book,
                                                std::optional<int32_t> as_of);

  // Draws the rows of the next record: one in five has none.
  void Make(Random& random);
  // The drawn rows as a list of one record.
  const abi::InputList& List();
  // Keeps the drawn rows for the record of that key.
  void Keep(const MadeValue& key);
  // Writes what is kept.
  Status Write();
  Status Close();

 private:
  MadeRows(const ir::Module& module, uint32_t list, const ir::SourceLayout& layout)
      : file_(module, list, layout) {}
  Status Start(const std::string& book, std::optional<int32_t> as_of);
  void Expose(std::size_t column);

  RowFile file_;
  std::vector<ValueMaker> values_of_;  // by slot of the file but the key
  std::vector<CellMaker> cells_;       // by slot of the file
  std::vector<ColumnBuilder> builders_;
  std::unique_ptr<TableWriter> writer_;
  int64_t kept_ = 0;

  std::vector<std::vector<MadeValue>> rows_;  // drawn for the record, by row and column
  std::vector<SlotColumn> store_;
  int64_t begin_ = 0, end_ = 0;
  abi::InputList list_;
};

}  // namespace sextant::io
