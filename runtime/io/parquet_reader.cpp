#include <atomic>
#include <numeric>
#include <set>
#include <string>

#include <arrow/io/file.h>
#include <arrow/type.h>
#include <arrow/util/key_value_metadata.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>

#include "runtime/io/arrow_batches.h"

namespace sextant::io {
namespace {

// Reads in small steps instead of a whole row group ahead, decimals at their own width, and the
// members of enumerations as codes into the file's dictionary.
parquet::ReaderProperties FileProperties() {
  parquet::ReaderProperties properties = parquet::default_reader_properties();
  properties.enable_buffered_stream();
  properties.set_buffer_size(1 << 20);
  return properties;
}

parquet::ArrowReaderProperties ColumnProperties(const ReadOptions& options) {
  parquet::ArrowReaderProperties properties(options.threads);
  properties.set_batch_size(options.batch_rows);
  properties.set_pre_buffer(false);
  properties.set_smallest_decimal_enabled(true);
  return properties;
}

using FileReader = std::unique_ptr<parquet::arrow::FileReader>;

// Of lists, Arrow cannot read items into dictionaries across pages or row groups, and a file that was
// written with such items asks for it by a schema of its own. Without that the types are those of
// Parquet.
arrow::Status ForgetOwnSchema(parquet::ParquetFileReader& file) {
  const auto& notes = file.metadata()->key_value_metadata();
  if (notes == nullptr || !notes->Contains("ARROW:schema")) {
    return arrow::Status::OK();
  }
  return std::const_pointer_cast<arrow::KeyValueMetadata>(notes)->Delete("ARROW:schema");
}

arrow::Result<FileReader> OpenFile(const std::shared_ptr<arrow::io::ReadableFile>& file,
                                   const parquet::ArrowReaderProperties& properties,
                                   bool own_schema) {
  parquet::arrow::FileReaderBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Open(file, FileProperties()));
  if (!own_schema) {
    ARROW_RETURN_NOT_OK(ForgetOwnSchema(*builder.raw_reader()));
  }
  FileReader reader;
  ARROW_RETURN_NOT_OK(builder.properties(properties)->Build(&reader));
  return reader;
}

using Field = parquet::arrow::SchemaField;

// The column that holds a field's values: of a list, its items'.
int LeafOf(const Field& field) {
  const Field* leaf = &field;
  while (!leaf->is_leaf() && !leaf->children.empty()) {
    leaf = &leaf->children[0];
  }
  return leaf->column_index;
}

// The columns that hold the fields of a list of rows that are read; where none is, one that tells
// how many rows there are.
std::vector<int> LeavesOf(const std::set<std::string>& read, const Field& field) {
  const Field* row = &field;
  while (!row->is_leaf() && row->children.size() == 1 &&
         row->field->type()->id() != arrow::Type::STRUCT) {
    row = &row->children[0];
  }
  std::vector<int> leaves;
  for (const Field& child : row->children) {
    if (read.contains(child.field->name())) {
      leaves.push_back(LeafOf(child));
    }
  }
  return leaves.empty() ? std::vector{LeafOf(field)} : leaves;
}

class ParquetReader : public Reader {
 public:
  ParquetReader(Plan& plan, const ReadOptions& options,
                std::shared_ptr<arrow::io::ReadableFile> file)
      : plan_(plan), options_(options), file_(std::move(file)), slicer_(options.batch_rows) {}

  Status Start() {
    parquet::ArrowReaderProperties properties = ColumnProperties(options_);
    auto first = OpenFile(file_, properties, true);
    if (!first.ok()) {
      return DamagedFile(options_.path, "Parquet", first.status());
    }
    const auto& manifest = (*first)->manifest();
    std::shared_ptr<arrow::Schema> schema;
    if (const arrow::Status status = (*first)->GetSchema(&schema); !status.ok()) {
      return DamagedFile(options_.path, "Parquet", status);
    }
    const Result<std::vector<int>> places = LocateInSchema(plan_, *schema, options_.path);
    if (!places) {
      return places.error();
    }
    ReadCodesAsDictionaries(*schema, manifest, *places, properties);
    for (std::size_t column = 0; column < places->size(); ++column) {
      reads_lists_ = reads_lists_ || IsListType(*schema->field((*places)[column])->type());
      AddLeaves(column, manifest.schema_fields[static_cast<std::size_t>((*places)[column])]);
    }
    return Open(properties);
  }

  Result<std::unique_ptr<Chunk>> Next() override {
    for (;;) {
      if (std::unique_ptr<Chunk> chunk = slicer_.Take()) {
        return chunk;
      }
      std::shared_ptr<arrow::RecordBatch> batch;
      arrow::Status status = batches_->ReadNext(&batch);
      if (status.ok() && batch == nullptr) {
        return std::unique_ptr<Chunk>();
      }
      auto ordered = status.ok() ? batch->SelectColumns(order_)
                                 : arrow::Result<std::shared_ptr<arrow::RecordBatch>>(status);
      if (!ordered.ok()) {
        return DamagedFile(options_.path, "Parquet", ordered.status());
      }
      rows_read_.fetch_add(batch->num_rows(), std::memory_order_relaxed);
      slicer_.Give(*ordered);
    }
  }

  std::unique_ptr<Decoder> MakeDecoder() const override {
    return std::make_unique<ArrowDecoder>(plan_);
  }
  int64_t total_bytes() const override { return total_bytes_; }
  // As much of the file as of its records.
  int64_t bytes_read() const override {
    const auto rows = static_cast<double>(rows_read_.load(std::memory_order_relaxed));
    return rows_ == 0 ? 0
                      : static_cast<int64_t>(static_cast<double>(total_bytes_) * rows /
                                             static_cast<double>(rows_));
  }

 private:
  void AddLeaves(std::size_t column, const Field& field) {
    std::set<std::string> read;  // of its rows
    for (const ListReader& list : plan_.lists) {
      if (list.column == static_cast<int>(column)) {
        read.insert(list.rows->plan.columns.begin(), list.rows->plan.columns.end());
      }
    }
    const std::vector<int> leaves = LeavesOf(read, field);
    leaves_.insert(leaves_.end(), leaves.begin(), leaves.end());
  }

  void ReadCodesAsDictionaries(const arrow::Schema& schema,
                               const parquet::arrow::SchemaManifest& manifest,
                               const std::vector<int>& places,
                               parquet::ArrowReaderProperties& properties) const {
    for (const SlotReader& reader : plan_.slots) {
      if (reader.column < 0 || (reader.kind != CellKind::kCode && reader.kind != CellKind::kSet)) {
        continue;
      }
      const int place = places[static_cast<std::size_t>(reader.column)];
      if (IsTextType(*schema.field(place)->type())) {
        properties.set_read_dictionary(
            LeafOf(manifest.schema_fields[static_cast<std::size_t>(place)]), true);
      }
    }
  }

  Status Open(const parquet::ArrowReaderProperties& properties) {
    auto reader = OpenFile(file_, properties, !reads_lists_);
    if (!reader.ok()) {
      return DamagedFile(options_.path, "Parquet", reader.status());
    }
    reader_ = std::move(*reader);
    rows_ = reader_->parquet_reader()->metadata()->num_rows();
    total_bytes_ = file_->GetSize().ValueOr(0);
    std::vector<int> groups(static_cast<std::size_t>(reader_->num_row_groups()));
    std::iota(groups.begin(), groups.end(), 0);
    auto batches = reader_->GetRecordBatchReader(groups, leaves_);
    if (!batches.ok()) {
      return DamagedFile(options_.path, "Parquet", batches.status());
    }
    batches_ = std::move(*batches);
    for (const std::string& column : plan_.columns) {
      order_.push_back(batches_->schema()->GetFieldIndex(column));
    }
    return {};
  }

  Plan& plan_;
  ReadOptions options_;
  std::shared_ptr<arrow::io::ReadableFile> file_;
  FileReader reader_;
  std::shared_ptr<arrow::RecordBatchReader> batches_;
  std::vector<int> leaves_;  // of the needed columns
  std::vector<int> order_;   // of the needed columns among those read
  bool reads_lists_ = false;
  BatchSlicer slicer_;
  std::atomic<int64_t> rows_read_{0};
  int64_t rows_ = 0;
  int64_t total_bytes_ = 0;
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenParquet(Plan& plan, const ReadOptions& options) {
  const auto file = arrow::io::ReadableFile::Open(options.path);
  if (!file.ok()) {
    return Error{fmt::format("cannot read {}: {}", options.path, file.status().message()), ""};
  }
  auto reader = std::make_unique<ParquetReader>(plan, options, *file);
  if (Status status = reader->Start(); !status) {
    return status.error();
  }
  return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace sextant::io
