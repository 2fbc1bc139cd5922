#pragma once

#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/io/file.h>
#include <arrow/ipc/api.h>
#include <arrow/json/from_string.h>
#include <arrow/record_batch.h>
#include <arrow/table.h>
#include <parquet/arrow/writer.h>

#include "tests/unit/runtime/io/io_support.h"

namespace sextant::test {

inline std::shared_ptr<arrow::Array> Column(const std::shared_ptr<arrow::DataType>& type,
                                            const std::string& json) {
  return arrow::json::ArrayFromJSONString(type, json).ValueOrDie();
}

inline std::shared_ptr<arrow::RecordBatch> Batch(
    const std::vector<std::pair<std::string, std::shared_ptr<arrow::Array>>>& columns) {
  arrow::FieldVector fields;
  arrow::ArrayVector arrays;
  for (const auto& [name, array] : columns) {
    fields.push_back(arrow::field(name, array->type()));
    arrays.push_back(array);
  }
  return arrow::RecordBatch::Make(arrow::schema(fields), arrays[0]->length(), arrays);
}

inline void WriteArrow(const std::string& path, const arrow::RecordBatch& batch,
                       bool stream = false) {
  auto file = arrow::io::FileOutputStream::Open(path).ValueOrDie();
  auto writer = (stream ? arrow::ipc::MakeStreamWriter(file, batch.schema())
                        : arrow::ipc::MakeFileWriter(file, batch.schema()))
                    .ValueOrDie();
  REQUIRE(writer->WriteRecordBatch(batch).ok());
  REQUIRE(writer->Close().ok());
  REQUIRE(file->Close().ok());
}

inline void WriteParquet(const std::string& path, const std::shared_ptr<arrow::RecordBatch>& batch,
                         int64_t group_rows = 1000,
                         parquet::Compression::type compression = parquet::Compression::UNCOMPRESSED,
                         bool store_schema = false) {
  auto file = arrow::io::FileOutputStream::Open(path).ValueOrDie();
  auto table = arrow::Table::FromRecordBatches({batch}).ValueOrDie();
  auto properties = parquet::WriterProperties::Builder()
                        .enable_store_decimal_as_integer()
                        ->compression(compression)
                        ->build();
  parquet::ArrowWriterProperties::Builder arrow_properties;
  if (store_schema) {
    arrow_properties.store_schema();
  }
  REQUIRE(parquet::arrow::WriteTable(*table, arrow::default_memory_pool(), file, group_rows,
                                     properties, arrow_properties.build())
              .ok());
  REQUIRE(file->Close().ok());
}

}  // namespace sextant::test
