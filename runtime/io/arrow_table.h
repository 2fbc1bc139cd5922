#pragma once

#include <memory>
#include <string>
#include <vector>

#include <arrow/type_fwd.h>

#include "runtime/io/table.h"

namespace sextant::io {

// Tables as Arrow record batches: decimals as decimal128 of the 19 digits a stored value may have,
// codes as dictionaries.
class ArrowTable {
 public:
  explicit ArrowTable(const TableSchema& schema);

  const std::shared_ptr<arrow::Schema>& schema() const { return schema_; }
  // Copies the rows.
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> BatchOf(const TableData& rows) const;

 private:
  arrow::Result<std::shared_ptr<arrow::Array>> ListsOf(std::size_t column, const ColumnData& data,
                                                       int64_t rows) const;

  std::vector<TableColumn> columns_;
  std::vector<std::shared_ptr<arrow::Array>> dictionaries_;  // null where there is none
  std::shared_ptr<arrow::Schema> schema_;
};

// Cuts batches of any size into batches of one size, whatever came in.
class Rechunker {
 public:
  explicit Rechunker(int64_t rows) : rows_(rows) {}

  void Add(std::shared_ptr<arrow::RecordBatch> batch);
  // A full batch, or null until there is enough; with `rest`, what is left.
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> Take(bool rest);

 private:
  int64_t rows_;
  int64_t held_ = 0;
  std::vector<std::shared_ptr<arrow::RecordBatch>> batches_;
};

}  // namespace sextant::io
