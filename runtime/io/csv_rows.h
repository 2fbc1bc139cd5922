#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/io/csv_scan.h"
#include "runtime/io/json_record.h"

namespace sextant::io {

// One column of CSV text: where its cells stand. Cell `row` is between the bytes at places
// at[row * stride] and at[row * stride + 1].
struct CsvColumn {
  const char* text = nullptr;
  const uint32_t* at = nullptr;
  std::size_t stride = 0;
  bool last = false;  // of its line: a \r before the \n is none of it

  // As it is written, with its quotes.
  std::string_view raw(int64_t row) const {
    const uint32_t* const ends = at + static_cast<std::size_t>(row) * stride;
    return Between(ends[0] + 1, ends[1]);
  }
  std::string_view Between(uint32_t begin, uint32_t end) const {
    const bool pair = last && end > begin && text[end] == '\n' && text[end - 1] == '\r';
    return {text + begin, static_cast<std::size_t>(end - begin - (pair ? 1 : 0))};
  }
};

// A cell without its quotes; what has to be written anew is kept in the arena.
std::string_view Unquoted(std::string_view raw, TextArena& arena);

// The first line of a text that is not empty; the text may lack its end.
struct CsvLine {
  std::vector<std::string_view> cells;  // as they are written
  std::size_t end = 0;                  // of the line, in the text
};
std::optional<CsvLine> FirstLine(std::string_view text, const CsvScanner& scanner);

// The records of CSV text: its lines without those that are empty.
class CsvRows {
 public:
  CsvRows(char separator, const CsvKernels& kernels = BestCsvKernels())
      : scanner_(separator, kernels) {}

  // Finds the records of whole lines that have `columns` cells each. The text must have
  // CsvScanner::kSlack bytes behind it, and stay.
  void Find(std::string_view text, int64_t columns);

  // Those before the first that is not like the others, if one is.
  int64_t count() const { return count_; }
  // The line behind those, when it has another number of cells.
  struct Ragged {
    int64_t cells = 0;
    std::string_view line;  // without its end
  };
  const std::optional<Ragged>& ragged() const { return ragged_; }
  // Whether the text ends within quotes.
  bool open() const { return ends_.open; }

  CsvColumn column(int64_t index) const;

 private:
  bool IsRegular() const;
  void Arrange();

  CsvScanner scanner_;
  std::string_view text_;
  std::size_t columns_ = 0;
  CsvEnds ends_;
  Places arranged_;  // where lines had to be left out: of each record its begin - 1 and its ends
  const uint32_t* places_ = nullptr;
  std::size_t stride_ = 0;
  int64_t count_ = 0;
  std::optional<Ragged> ragged_;
};

}  // namespace sextant::io
