#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "runtime/io/csv_kernels.h"

// Finds where the cells and lines of CSV text end. What is a quote and what is not:
//
//   A cell that begins with a quote goes on to the next quote that is not one of two; separators
//   and line ends within are its own. A quote anywhere else is a character like any other, also
//   behind the closing one: `"a"b"` is ab".
namespace sextant::io {

// Numbers that are only ever appended and forgotten together. Grown room is not cleared.
class Places {
 public:
  // Room for `more` numbers behind the last.
  uint32_t* Room(std::size_t more) {
    return size_ + more <= capacity_ ? data_.get() + size_ : Grow(more);
  }
  // As many as have been written there.
  void EndAt(const uint32_t* end) { size_ = static_cast<std::size_t>(end - data_.get()); }
  void Push(uint32_t place) {
    *Room(1) = place;
    ++size_;
  }
  void Clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  const uint32_t* data() const { return data_.get(); }
  uint32_t operator[](std::size_t i) const { return data_[i]; }

 private:
  uint32_t* Grow(std::size_t more);

  std::unique_ptr<uint32_t[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// One behind it is the first byte of a text.
inline constexpr uint32_t kBeforeText = UINT32_MAX;

// The places of the bytes that end the cells of a text, and of those among them that end its lines.
struct CsvEnds {
  Places cells;  // the first is kBeforeText
  Places lines;
  bool open = false;  // the text ends within quotes

  void Clear();
};

class CsvScanner {
 public:
  // So many bytes behind a text must be readable; what they are does not matter, except that behind
  // a last \r no \n belongs to the text.
  static constexpr std::size_t kSlack = 128;

  explicit CsvScanner(char separator, const CsvKernels& kernels = BestCsvKernels())
      : separator_(separator), kernels_(kernels) {}

  // Scans a text that begins with a record.
  void Scan(std::string_view text, CsvEnds& ends) const;
  // How many bytes at its front are whole lines.
  std::size_t WholeLines(std::string_view text) const;

 private:
  // What the byte before means for the next one.
  enum class State : uint8_t {
    kStart,   // a cell begins
    kPlain,   // within a cell, or in one behind its closing quote
    kQuoted,  // within quotes
    kQuote,   // behind a quote within quotes: it has closed them, or is the first of two
  };
  State Classify(std::string_view text, std::size_t words, State state, CsvMasks& masks) const;
  static State MaskWord(std::size_t word, State state, CsvMasks& masks);
  static State MaskBytes(std::size_t word, State state, CsvMasks& masks);

  char separator_;
  const CsvKernels& kernels_;
};

}  // namespace sextant::io
