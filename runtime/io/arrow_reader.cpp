#include <atomic>

#include <arrow/array.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/type.h>
#include <fmt/format.h>

#include "runtime/io/arrow_batches.h"

// Arrow IPC, the file form and the streaming form. The file is read, not mapped: a mapped file that
// somebody cuts short takes the process with it.
namespace sextant::io {
namespace {

// Batches one after the other, whichever the form.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  virtual arrow::Result<std::shared_ptr<arrow::RecordBatch>> Next() = 0;  // null at the end
};

class FileSource : public BatchSource {
 public:
  explicit FileSource(std::shared_ptr<arrow::ipc::RecordBatchFileReader> reader)
      : reader_(std::move(reader)) {}
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> Next() override {
    if (next_ >= reader_->num_record_batches()) {
      return nullptr;
    }
    return reader_->ReadRecordBatch(next_++);
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> reader_;
  int next_ = 0;
};

class StreamSource : public BatchSource {
 public:
  explicit StreamSource(std::shared_ptr<arrow::ipc::RecordBatchStreamReader> reader)
      : reader_(std::move(reader)) {}
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> Next() override {
    std::shared_ptr<arrow::RecordBatch> batch;
    ARROW_RETURN_NOT_OK(reader_->ReadNext(&batch));
    return batch;
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchStreamReader> reader_;
};

std::shared_ptr<arrow::DataType> BytesOf(const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::STRING:
      return arrow::binary();
    case arrow::Type::LARGE_STRING:
      return arrow::large_binary();
    case arrow::Type::STRING_VIEW:
      return arrow::binary_view();
    default:
      return nullptr;
  }
}

// The same list or struct of other items; null for types whose items are left as they are.
std::shared_ptr<arrow::DataType> WithFields(const arrow::DataType& type,
                                            const arrow::FieldVector& fields) {
  switch (type.id()) {
    case arrow::Type::LIST:
      return arrow::list(fields[0]);
    case arrow::Type::LARGE_LIST:
      return arrow::large_list(fields[0]);
    case arrow::Type::FIXED_SIZE_LIST:
      return arrow::fixed_size_list(
          fields[0], static_cast<const arrow::FixedSizeListType&>(type).list_size());
    case arrow::Type::LIST_VIEW:
      return arrow::list_view(fields[0]);
    case arrow::Type::LARGE_LIST_VIEW:
      return arrow::large_list_view(fields[0]);
    case arrow::Type::STRUCT:
      return arrow::struct_(fields);
    default:
      return nullptr;
  }
}

// The column, and what is within it, with bytes in place of texts.
std::shared_ptr<arrow::ArrayData> WithoutText(const arrow::ArrayData& column) {
  auto data = std::make_shared<arrow::ArrayData>(column);
  if (auto bytes = BytesOf(*data->type)) {
    data->type = std::move(bytes);
  }
  if (data->child_data.empty()) {
    return data;
  }
  arrow::FieldVector fields = data->type->fields();
  std::vector<std::shared_ptr<arrow::ArrayData>> children;
  for (std::size_t i = 0; i < data->child_data.size() && i < fields.size(); ++i) {
    children.push_back(WithoutText(*data->child_data[i]));
    fields[i] = fields[i]->WithType(children[i]->type);
  }
  if (auto type = fields.empty() ? nullptr : WithFields(*data->type, fields)) {
    data->type = std::move(type);
    data->child_data = std::move(children);
  }
  return data;
}

// Nobody has looked at the offsets and codes of the file yet. Whether text is UTF-8 is asked later,
// where the record can be named.
arrow::Status CheckBuffers(const arrow::RecordBatch& batch) {
  for (const std::shared_ptr<arrow::Array>& column : batch.columns()) {
    ARROW_RETURN_NOT_OK(arrow::MakeArray(WithoutText(*column->data()))->ValidateFull());
  }
  return arrow::Status::OK();
}

struct Opened {
  std::shared_ptr<arrow::Schema> schema;
  std::unique_ptr<BatchSource> source;
};

arrow::Result<Opened> OpenSource(const std::shared_ptr<arrow::io::ReadableFile>& file, bool stream,
                                 const arrow::ipc::IpcReadOptions& options) {
  if (stream) {
    ARROW_RETURN_NOT_OK(file->Seek(0));
    ARROW_ASSIGN_OR_RAISE(auto reader,
                          arrow::ipc::RecordBatchStreamReader::Open(
                              std::static_pointer_cast<arrow::io::InputStream>(file), options));
    return Opened{reader->schema(), std::make_unique<StreamSource>(reader)};
  }
  ARROW_ASSIGN_OR_RAISE(auto reader, arrow::ipc::RecordBatchFileReader::Open(file, options));
  return Opened{reader->schema(), std::make_unique<FileSource>(reader)};
}

class ArrowReader : public Reader {
 public:
  ArrowReader(Plan& plan, const ReadOptions& options,
              std::shared_ptr<arrow::io::ReadableFile> file)
      : plan_(plan), path_(options.path), file_(std::move(file)), slicer_(options.batch_rows) {}

  Status Start(bool stream, bool threads) {
    auto options = arrow::ipc::IpcReadOptions::Defaults();
    options.use_threads = threads;
    auto whole = OpenSource(file_, stream, options);
    if (!whole.ok()) {
      return DamagedFile(path_, "Arrow", whole.status());
    }
    const Result<std::vector<int>> places = LocateInSchema(plan_, *whole->schema, path_);
    if (!places) {
      return places.error();
    }
    // Opened again for the needed columns alone; they come in the order of the file.
    options.included_fields = *places;
    auto needed = OpenSource(file_, stream, options);
    if (!needed.ok()) {
      return DamagedFile(path_, "Arrow", needed.status());
    }
    source_ = std::move(needed->source);
    for (const std::string& column : plan_.columns) {
      order_.push_back(needed->schema->GetFieldIndex(column));
    }
    total_ = file_->GetSize().ValueOr(0);
    return {};
  }

  Result<std::unique_ptr<Chunk>> Next() override {
    for (;;) {
      if (std::unique_ptr<Chunk> chunk = slicer_.Take()) {
        return chunk;
      }
      const auto batch = source_->Next();
      if (!batch.ok()) {
        return DamagedFile(path_, "Arrow", batch.status());
      }
      read_.store(file_->Tell().ValueOr(0), std::memory_order_relaxed);
      if (*batch == nullptr) {
        return std::unique_ptr<Chunk>();
      }
      const auto ordered = (*batch)->SelectColumns(order_);
      const arrow::Status sound = ordered.ok() ? CheckBuffers(**ordered) : ordered.status();
      if (!sound.ok()) {
        return DamagedFile(path_, "Arrow", sound);
      }
      slicer_.Give(*ordered);
    }
  }

  std::unique_ptr<Decoder> MakeDecoder() const override {
    return std::make_unique<ArrowDecoder>(plan_);
  }
  int64_t bytes_read() const override { return read_.load(std::memory_order_relaxed); }
  int64_t total_bytes() const override { return total_; }

 private:
  Plan& plan_;
  std::string path_;
  std::shared_ptr<arrow::io::ReadableFile> file_;
  std::unique_ptr<BatchSource> source_;
  std::vector<int> order_;
  BatchSlicer slicer_;
  std::atomic<int64_t> read_{0};
  int64_t total_ = 0;
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenArrow(Plan& plan, const ReadOptions& options) {
  const auto file = arrow::io::ReadableFile::Open(options.path);
  if (!file.ok()) {
    return Error{fmt::format("cannot read {}: {}", options.path, file.status().message()), ""};
  }
  auto reader = std::make_unique<ArrowReader>(plan, options, *file);
  if (Status status = reader->Start(options.kind.arrow_stream, options.threads); !status) {
    return status.error();
  }
  return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace sextant::io
