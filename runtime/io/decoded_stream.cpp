#include "runtime/io/decoded_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "compiler/source/decode.h"

namespace sextant::io {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

class Decoded : public ByteStream {
 public:
  Decoded(std::unique_ptr<ByteStream> file, std::unique_ptr<source::Decoder> decoder)
      : file_(std::move(file)), decoder_(std::move(decoder)), piece_(kPiece, '\0') {}

  Result<std::size_t> Read(char* to, std::size_t size) override {
    while (at_ == text_.size() && !at_end_) {
      const Result<std::size_t> read = file_->Read(piece_.data(), piece_.size());
      if (!read) {
        return read;
      }
      at_end_ = *read == 0;
      at_ = 0;
      text_.clear();
      decoder_->Decode(std::string_view(piece_).substr(0, *read), at_end_, text_);
    }
    const std::size_t taken = std::min(size, text_.size() - at_);
    std::memcpy(to, text_.data() + at_, taken);
    at_ += taken;
    return taken;
  }

  int64_t bytes_read() const override { return file_->bytes_read(); }
  int64_t total_bytes() const override { return file_->total_bytes(); }

 private:
  std::unique_ptr<ByteStream> file_;
  std::unique_ptr<source::Decoder> decoder_;
  std::string piece_;  // of the file
  std::string text_;   // of which [at_, …) has not been handed out
  std::size_t at_ = 0;
  bool at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> DecodedStream(std::unique_ptr<ByteStream> file,
                                                  const std::string& encoding) {
  Result<std::unique_ptr<source::Decoder>> decoder = source::Decoder::Open(encoding);
  if (!decoder) {
    return decoder.error();
  }
  return std::unique_ptr<ByteStream>(
      std::make_unique<Decoded>(std::move(file), std::move(*decoder)));
}

}  // namespace sextant::io
