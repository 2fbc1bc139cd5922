#include "runtime/io/byte_stream.h"

#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>
#include <fmt/format.h>

namespace sextant::io {
namespace {

class ArrowByteStream : public ByteStream {
 public:
  ArrowByteStream(std::string path, std::shared_ptr<arrow::io::ReadableFile> file,
                  std::shared_ptr<arrow::io::InputStream> stream, int64_t total)
      : path_(std::move(path)), file_(std::move(file)), stream_(std::move(stream)), total_(total) {}

  Result<std::size_t> Read(char* to, std::size_t size) override {
    const auto read = stream_->Read(static_cast<int64_t>(size), to);
    if (!read.ok()) {
      return Error{fmt::format("cannot read {}: {}", path_, read.status().message()),
                   stream_ == file_ ? "" : "the compressed file is damaged or was cut off"};
    }
    if (const auto position = file_->Tell(); position.ok()) {
      position_.store(*position, std::memory_order_relaxed);
    }
    return static_cast<std::size_t>(*read);
  }

  int64_t bytes_read() const override { return position_.load(std::memory_order_relaxed); }
  int64_t total_bytes() const override { return total_; }

 private:
  std::string path_;
  std::shared_ptr<arrow::io::ReadableFile> file_;
  std::shared_ptr<arrow::io::InputStream> stream_;
  int64_t total_;
  std::atomic<int64_t> position_{0};
};

arrow::Result<std::shared_ptr<arrow::io::InputStream>> Unpack(
    std::shared_ptr<arrow::io::InputStream> file, Compression compression) {
  if (compression == Compression::kNone) {
    return file;
  }
  const auto type =
      compression == Compression::kGzip ? arrow::Compression::GZIP : arrow::Compression::ZSTD;
  ARROW_ASSIGN_OR_RAISE(std::unique_ptr<arrow::util::Codec> codec,
                        arrow::util::Codec::Create(type));
  // The stream keeps only what the codec makes, not the codec.
  ARROW_ASSIGN_OR_RAISE(auto stream,
                        arrow::io::CompressedInputStream::Make(codec.get(), std::move(file)));
  return std::static_pointer_cast<arrow::io::InputStream>(std::move(stream));
}

}  // namespace

Result<std::unique_ptr<ByteStream>> ByteStream::Open(const std::string& path,
                                                     Compression compression) {
  const auto file =
      path == "-" ? arrow::io::ReadableFile::Open(0) : arrow::io::ReadableFile::Open(path);
  if (!file.ok()) {
    return Error{fmt::format("cannot read {}: {}", path, file.status().message()), ""};
  }
  const auto stream = Unpack(*file, compression);
  if (!stream.ok()) {
    return Error{fmt::format("cannot unpack {}: {}", path, stream.status().message()), ""};
  }
  const auto size = (*file)->GetSize();
  return std::unique_ptr<ByteStream>(
      std::make_unique<ArrowByteStream>(path, *file, *stream, size.ok() ? *size : 0));
}

}  // namespace sextant::io
