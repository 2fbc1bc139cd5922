#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/io/byte_stream.h"
#include "runtime/io/reader.h"

namespace sextant::io {

// Some whole records of a text file, the last one with its line end, which the file may lack. Only
// the last block of a file may end within a record: within its quotes.
struct TextBlock : Chunk {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;

  std::string_view text() const { return {bytes.get(), size}; }
};

// Cuts a text file into blocks at the ends of records.
class TextBlocks {
 public:
  // How many bytes at the front of `text`, which begins with a record, are whole records.
  using WholeRecords = std::function<Result<std::size_t>(std::string_view text)>;

  // A record longer than this is taken for a mistake in the file.
  static constexpr std::size_t kLongestRecord = 256u << 20;

  TextBlocks(std::string path, std::unique_ptr<ByteStream> stream, WholeRecords whole_records);

  // The start of the file, at least a block of it when there is so much; without a byte order mark.
  // Refuses UTF-16.
  Result<std::string_view> Peek();
  // Leaves out bytes that Peek has shown.
  void Skip(std::size_t bytes) { begin_ += bytes; }

  // Aims at blocks of that many records, by the length of the first records of the file.
  void AimAt(int64_t records);

  // The next block, or null at the end.
  Result<std::unique_ptr<TextBlock>> Next();

  const ByteStream& stream() const { return *stream_; }
  const std::string& path() const { return path_; }

 private:
  void MakeRoom(std::size_t wanted);
  Status Fill(std::size_t wanted);
  std::unique_ptr<TextBlock> Take(std::size_t size);
  std::string_view rest() const { return {buffer_.get() + begin_, end_ - begin_}; }

  std::string path_;
  std::unique_ptr<ByteStream> stream_;
  WholeRecords whole_records_;
  std::size_t block_bytes_ = 1u << 20;

  // buffer_[begin_, end_) has been read and not handed out.
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
};

// What is wrong with a cell that is not UTF-8.
std::string BadUtf8Message(std::string_view cell, const std::string& column);
extern const char* const kBadUtf8Hint;
extern const char* const kOtherEncodingHint;  // where an encoding can be named
// What is wrong with a cell in which a source::Decoder has found bytes that mean nothing.
std::string BadTextMessage(std::string_view cell, const std::string& column,
                           const std::string& encoding);

}  // namespace sextant::io
