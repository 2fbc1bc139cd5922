#include "runtime/io/text_blocks.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "compiler/source/decode.h"

namespace sextant::io {
namespace {

constexpr std::size_t kLeastBlock = 64;
constexpr std::size_t kMostBlock = 512u << 10;  // larger blocks leave the processor's cache

}  // namespace

const char* const kBadUtf8Hint = "save the file as UTF-8, or convert it: iconv -f gb18030 -t utf-8";

const char* const kOtherEncodingHint =
    "save the file as UTF-8, or name its encoding in the source, as in `encoding \"gb18030\"`";

std::string BadTextMessage(std::string_view cell, const std::string& column,
                           const std::string& encoding) {
  constexpr std::size_t kMost = 60;
  std::string shown;
  for (std::size_t i = 0; i < cell.size() && shown.size() < kMost; ++i) {
    if (cell[i] != source::Decoder::kNoText) {
      shown += cell[i];
      // not in the middle of a character
      while (i + 1 < cell.size() && (static_cast<unsigned char>(cell[i + 1]) & 0xc0) == 0x80) {
        shown += cell[++i];
      }
    } else if (i + 1 < cell.size() && static_cast<unsigned char>(cell[i + 1]) >= 0x80) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(cell[++i]));
    } else {
      shown += "\\x??";
    }
  }
  return fmt::format("column `{}` is not text in `{}`: {}", column, encoding, shown);
}

std::string BadUtf8Message(std::string_view cell, const std::string& column) {
  std::string shown;  // the bytes outside ASCII as \xNN
  for (const char c : cell.substr(0, 60)) {
    const auto byte = static_cast<unsigned char>(c);
    shown += byte >= 0x20 && byte < 0x7f ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
  }
  return fmt::format("column `{}` is not UTF-8: {}", column, shown);
}

TextBlocks::TextBlocks(std::string path, std::unique_ptr<ByteStream> stream,
                       WholeRecords whole_records)
    : path_(std::move(path)),
      stream_(std::move(stream)),
      whole_records_(std::move(whole_records)) {}

TextBuffers::Buffer TextBuffers::Take(std::size_t capacity) {
  {
    const std::lock_guard lock(mutex_);
    while (!idle_.empty()) {
      Buffer buffer = std::move(idle_.back());
      idle_.pop_back();
      if (buffer.capacity >= capacity) {
        return buffer;
      }
    }
  }
  return {std::make_unique_for_overwrite<char[]>(capacity), capacity};
}

// A record of many blocks does not hold its memory to the end of the file.
void TextBuffers::GiveBack(Buffer buffer) {
  const std::lock_guard lock(mutex_);
  if (buffer.capacity <= 2 * kMostBlock) {
    idle_.push_back(std::move(buffer));
  }
}

void TextBlock::Release() {
  if (buffer_.bytes != nullptr) {
    buffers_.GiveBack(std::exchange(buffer_, {}));
    begin_ = size_ = 0;
  }
}

// Moves what is left to the front of a buffer with room for `wanted` bytes.
void TextBlocks::MakeRoom(std::size_t wanted) {
  const std::size_t kept = end_ - begin_;
  if (buffer_.capacity < wanted + TextBlock::kSlack) {
    TextBuffers::Buffer larger = buffers_.Take(wanted + TextBlock::kSlack);
    std::copy_n(buffer_.bytes.get() + begin_, kept, larger.bytes.get());
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.bytes.get(), buffer_.bytes.get() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
}

// Reads until `wanted` bytes are there or the file ends.
Status TextBlocks::Fill(std::size_t wanted) {
  if (buffer_.capacity < begin_ + wanted + TextBlock::kSlack) {
    MakeRoom(wanted);
  }
  while (!at_end_ && end_ - begin_ < wanted) {
    const Result<std::size_t> read =
        stream_->Read(buffer_.bytes.get() + end_, wanted - (end_ - begin_));
    if (!read) {
      return read.error();
    }
    at_end_ = *read == 0;
    end_ += *read;
  }
  return {};
}

Result<std::string_view> TextBlocks::Peek() {
  if (Status status = Fill(block_bytes_); !status) {
    return status.error();
  }
  if (rest().starts_with("\xff\xfe") || rest().starts_with("\xfe\xff")) {
    return Error{fmt::format("{} is UTF-16 text", path_),
                 "save it as UTF-8, or, if it is CSV, write `encoding \"utf-16\"` in its source"};
  }
  if (rest().starts_with("\xef\xbb\xbf")) {
    begin_ += 3;
  }
  return rest();
}

void TextBlocks::AimAt(int64_t records) {
  const std::string_view sample = rest().substr(0, 64 * 1024);
  const auto lines = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n'));
  const std::size_t record_bytes = lines == 0 ? sample.size() + 1 : sample.size() / lines + 1;
  block_bytes_ =
      std::clamp(record_bytes * static_cast<std::size_t>(records), kLeastBlock, kMostBlock);
}

// Hands out the first `size` bytes, with a line end after the last record of the file: in the
// buffer they were read into, or, where most of that is still to come, in a copy.
std::unique_ptr<TextBlock> TextBlocks::Take(std::size_t size) {
  const std::size_t kept = end_ - begin_ - size;
  TextBuffers::Buffer other =
      buffers_.Take(std::max(std::min(size, kept) + 1, block_bytes_) + TextBlock::kSlack);
  char* const text = buffer_.bytes.get() + begin_;
  std::size_t begin = 0;
  if (kept > size) {
    std::copy_n(text, size, other.bytes.get());
    begin_ += size;
  } else {
    std::copy_n(text + size, kept, other.bytes.get());
    std::swap(buffer_, other);
    begin = std::exchange(begin_, 0);
    end_ = kept;
  }
  char* const end = other.bytes.get() + begin + size;
  if (end[-1] != '\n') {
    *end = '\n';
    ++size;
  }
  return std::make_unique<TextBlock>(buffers_, std::move(other), begin, size);
}

Result<std::unique_ptr<TextBlock>> TextBlocks::Next() {
  for (std::size_t wanted = block_bytes_;; wanted *= 2) {
    if (Status status = Fill(wanted); !status) {
      return status.error();
    }
    if (at_end_ && end_ - begin_ <= wanted) {
      return begin_ == end_ ? nullptr : Take(end_ - begin_);
    }
    const Result<std::size_t> whole = whole_records_(rest().substr(0, wanted));
    if (!whole) {
      return whole.error();
    }
    if (*whole > 0) {
      return Take(*whole);
    }
    if (wanted > kLongestRecord) {
      return Error{fmt::format("a record of {} is longer than {} MB", path_, kLongestRecord >> 20),
                   "a quote may have been opened and not closed"};
    }
  }
}

}  // namespace sextant::io
