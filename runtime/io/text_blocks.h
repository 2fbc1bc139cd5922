#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/io/byte_stream.h"
#include "runtime/io/reader.h"

namespace sextant::io {

// Room for text, kept from one block to the next: fresh memory costs more than reading into it.
class TextBuffers {
 public:
  struct Buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;
  };
  Buffer Take(std::size_t capacity);
  void GiveBack(Buffer buffer);

 private:
  std::mutex mutex_;
  std::vector<Buffer> idle_;
};

// Some whole records of a text file, the last one with its line end, which the file may lack. Only
// the last block of a file may end within a record: within its quotes. The reader outlives it.
class TextBlock : public Chunk {
 public:
  // So many bytes behind the text may be read.
  static constexpr std::size_t kSlack = 128;

  TextBlock(TextBuffers& buffers, TextBuffers::Buffer buffer, std::size_t begin, std::size_t size)
      : buffers_(buffers), buffer_(std::move(buffer)), begin_(begin), size_(size) {}
  ~TextBlock() override { Release(); }

  std::string_view text() const { return {buffer_.bytes.get() + begin_, size_}; }
  // The text has been read.
  void Release();

 private:
  TextBuffers& buffers_;
  TextBuffers::Buffer buffer_;
  std::size_t begin_;
  std::size_t size_;
};

// Cuts a text file into blocks at the ends of records.
class TextBlocks {
 public:
  // How many bytes at the front of `text`, which begins with a record, are whole records. As with a
  // block, kSlack bytes behind the text may be read.
  using WholeRecords = std::function<Result<std::size_t>(std::string_view text)>;

  // A record longer than this is taken for a mistake in the file.
  static constexpr std::size_t kLongestRecord = 256u << 20;

  TextBlocks(std::string path, std::unique_ptr<ByteStream> stream, WholeRecords whole_records);

  // The start of the file, at least a block of it when there is so much; without a byte order mark.
  // Refuses UTF-16. Some slack is behind it, too.
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
  std::string_view rest() const { return {buffer_.bytes.get() + begin_, end_ - begin_}; }

  std::string path_;
  std::unique_ptr<ByteStream> stream_;
  WholeRecords whole_records_;
  std::size_t block_bytes_ = 1u << 20;

  // buffer_.bytes[begin_, end_) have been read and not handed out.
  TextBuffers buffers_;
  TextBuffers::Buffer buffer_;
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
