#include <arrow/io/interfaces.h>
#include <arrow/ipc/writer.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <fmt/format.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include "runtime/io/arrow_table.h"
#include "runtime/io/table_writer.h"

// Parquet and Arrow IPC. Rows are written in batches of one size, and so in the same bytes however
// they came.
namespace sextant::io {
namespace {

constexpr int64_t kBatchRows = 64 * 1024;
constexpr int64_t kRowGroupRows = 8 * kBatchRows;

struct EncodedBatch : Encoded {
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> rows;
};

// Our file as Arrow writes to it; keeps our own error, which says more than Arrow's.
class FileStream : public arrow::io::OutputStream {
 public:
  explicit FileStream(OutputFile& file) : file_(file) {}

  arrow::Status Write(const void* data, int64_t size) override {
    if (Status status = file_.Write(data, static_cast<std::size_t>(size)); !status) {
      problem_ = status;
      return arrow::Status::IOError(status.error().message);
    }
    return arrow::Status::OK();
  }
  arrow::Result<int64_t> Tell() const override { return file_.size(); }
  arrow::Status Close() override {
    closed_ = true;
    return arrow::Status::OK();
  }
  bool closed() const override { return closed_; }

  Status Explain(const arrow::Status& status) const {
    if (status.ok()) {
      return {};
    }
    return problem_.ok()
               ? Status(
                     Error{fmt::format("cannot write {}: {}", file_.path(), status.message()), ""})
               : problem_;
  }

 private:
  OutputFile& file_;
  bool closed_ = false;
  Status problem_;
};

// What the two formats have in common for us.
class Format {
 public:
  virtual ~Format() = default;
  virtual arrow::Status Write(const arrow::RecordBatch& rows) = 0;
  virtual arrow::Status Close() = 0;
};

class ParquetFormat : public Format {
 public:
  static arrow::Result<std::unique_ptr<Format>> Open(const TableSchema& table,
                                                     const arrow::Schema& schema,
                                                     std::shared_ptr<FileStream> stream,
                                                     bool threads) {
    auto format = std::make_unique<ParquetFormat>();
    parquet::ArrowWriterProperties::Builder arrow_properties;
    arrow_properties.set_use_threads(threads);
    if (table.arrow_types) {
      arrow_properties.store_schema();
    }
    ARROW_ASSIGN_OR_RAISE(
        format->writer_,
        parquet::arrow::FileWriter::Open(schema, arrow::default_memory_pool(), std::move(stream),
                                         Properties(table), arrow_properties.build()));
    return format;
  }

  arrow::Status Write(const arrow::RecordBatch& rows) override {
    return writer_->WriteRecordBatch(rows);
  }
  arrow::Status Close() override { return writer_->Close(); }

 private:
  static std::shared_ptr<parquet::WriterProperties> Properties(const TableSchema& table) {
    parquet::WriterProperties::Builder builder;
    builder.compression(parquet::Compression::SNAPPY)
        ->max_row_group_length(kRowGroupRows)
        ->enable_store_decimal_as_integer();
    for (const TableColumn& column : table.columns) {
      if (column.distinct) {
        builder.disable_dictionary(
            std::make_shared<parquet::schema::ColumnPath>(std::vector{column.name}));
      }
    }
    return builder.build();
  }

  std::unique_ptr<parquet::arrow::FileWriter> writer_;
};

class IpcFormat : public Format {
 public:
  static arrow::Result<std::unique_ptr<Format>> Open(std::shared_ptr<arrow::Schema> schema,
                                                     std::shared_ptr<FileStream> stream,
                                                     bool streaming) {
    auto format = std::make_unique<IpcFormat>();
    ARROW_ASSIGN_OR_RAISE(format->writer_,
                          streaming ? arrow::ipc::MakeStreamWriter(std::move(stream), schema)
                                    : arrow::ipc::MakeFileWriter(std::move(stream), schema));
    return format;
  }

  arrow::Status Write(const arrow::RecordBatch& rows) override {
    return writer_->WriteRecordBatch(rows);
  }
  arrow::Status Close() override { return writer_->Close(); }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchWriter> writer_;
};

class ArrowWriter : public TableWriter {
 public:
  ArrowWriter(const TableSchema& schema, std::unique_ptr<OutputFile> file)
      : table_(schema),
        file_(std::move(file)),
        stream_(std::make_shared<FileStream>(*file_)),
        rechunker_(kBatchRows) {}

  // Dropped before the file, even when it was never closed.
  ~ArrowWriter() override { format_.reset(); }

  Status Open(const TableSchema& schema, const FileKind& kind, bool threads) {
    auto format = kind.format == ir::FileFormat::kParquet
                      ? ParquetFormat::Open(schema, *table_.schema(), stream_, threads)
                      : IpcFormat::Open(table_.schema(), stream_, kind.arrow_stream);
    if (!format.ok()) {
      return stream_->Explain(format.status());
    }
    format_ = std::move(*format);
    return {};
  }

  std::unique_ptr<Encoded> Encode(const TableData& rows) const override {
    auto encoded = std::make_unique<EncodedBatch>();
    encoded->rows = table_.BatchOf(rows);
    return encoded;
  }

  Status Write(std::unique_ptr<Encoded> rows) override {
    auto& batch = static_cast<EncodedBatch&>(*rows).rows;
    if (!batch.ok()) {
      return stream_->Explain(batch.status());
    }
    rechunker_.Add(std::move(*batch));
    return Flush(false);
  }

  Status Close() override {
    if (Status status = Flush(true); !status) {
      return status;
    }
    return stream_->Explain(format_->Close());
  }

  Status Commit() override { return file_->Commit(); }

 private:
  Status Flush(bool rest) {
    for (;;) {
      const auto batch = rechunker_.Take(rest);
      if (!batch.ok() || *batch == nullptr) {
        return stream_->Explain(batch.status());
      }
      if (const arrow::Status status = format_->Write(**batch); !status.ok()) {
        return stream_->Explain(status);
      }
    }
  }

  ArrowTable table_;
  std::unique_ptr<OutputFile> file_;
  std::shared_ptr<FileStream> stream_;
  Rechunker rechunker_;
  std::unique_ptr<Format> format_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> MakeArrowWriter(const TableSchema& schema,
                                                     std::unique_ptr<OutputFile> file,
                                                     const FileKind& kind, bool threads) {
  auto writer = std::make_unique<ArrowWriter>(schema, std::move(file));
  if (Status status = writer->Open(schema, kind, threads); !status) {
    return status.error();
  }
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace sextant::io
