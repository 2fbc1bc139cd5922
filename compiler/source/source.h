#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/id.h"
#include "compiler/support/result.h"

namespace sextant::source {

using FileId = Id<struct FileTag>;

// Bytes [begin, end) of one file. Spans are how every stage points back at the author's text.
struct Span {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool valid() const { return file.valid(); }
  friend bool operator==(const Span&, const Span&) = default;
};

// From the start of `a` to the end of `b`; both lie in one file.
inline Span Join(Span a, Span b) {
  return {a.file, a.begin, b.end};
}

// Lines and columns count from 1; columns count Unicode scalar values.
struct Position {
  uint32_t line = 0;
  uint32_t column = 0;
};

// Owns the text of every file of one compilation. Views into it stay valid as long as it lives.
class Manager {
 public:
  // The largest strategy file that is read.
  static constexpr std::size_t kMaxBytes = 16u << 20;

  // Reads a file; fails when it cannot be read or is larger than kMaxBytes.
  // `encoding` is that of the bytes, "" for UTF-8, in which the text is kept.
  Result<FileId> Load(const std::string& path, const std::string& encoding = "");
  // Registers text that is already in memory under a name shown in messages.
  FileId Add(std::string name, std::string text);

  // The path of a file named in `file`: from the folder in which that one stands.
  std::string Beside(FileId file, const std::string& name) const;

  const std::string& name(FileId file) const { return files_[file.index()].name; }
  std::string_view text(FileId file) const { return files_[file.index()].text; }
  std::string_view text(Span span) const {
    return text(span.file).substr(span.begin, span.end - span.begin);
  }
  Position position(FileId file, uint32_t offset) const;
  Position begin(Span span) const { return position(span.file, span.begin); }
  // The text of a line (from 1) without its line end.
  std::string_view line(FileId file, uint32_t line) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<uint32_t> line_starts;
  };
  std::deque<File> files_;
};

}  // namespace sextant::source
