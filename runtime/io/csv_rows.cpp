#include "runtime/io/csv_rows.h"

#include <algorithm>
#include <string>

namespace sextant::io {
namespace {

bool IsEmptyLine(std::string_view text, uint32_t begin, uint32_t end) {
  return begin == end || (end == begin + 1 && text[begin] == '\r' && text[end] == '\n');
}

std::string_view WithoutReturn(std::string_view line, bool newline) {
  return newline && line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace

std::string_view Unquoted(std::string_view raw, TextArena& arena) {
  if (!raw.starts_with('"')) {
    return raw;
  }
  const std::size_t first = raw.find('"', 1);
  if (first == raw.size() - 1 || first == std::string_view::npos) {
    return raw.substr(1, first - 1);
  }
  std::string text;
  std::size_t at = 1;
  for (; at < raw.size(); ++at) {
    if (raw[at] == '"') {
      ++at;
      if (at == raw.size() || raw[at] != '"') {
        break;
      }
    }
    text.push_back(raw[at]);
  }
  text.append(raw.substr(std::min(at, raw.size())));
  return arena.Keep(text);
}

std::optional<CsvLine> FirstLine(std::string_view text, const CsvScanner& scanner) {
  CsvEnds ends;
  scanner.Scan(text, ends);
  const auto size = static_cast<uint32_t>(text.size());
  const std::size_t lines = ends.lines.size();
  if (!ends.open && size > 0 && (lines == 0 || ends.lines[lines - 1] != size - 1)) {
    ends.cells.Push(size);
    ends.lines.Push(size);
  }
  std::size_t cell = 1;
  for (std::size_t i = 0; i < ends.lines.size(); ++i) {
    const uint32_t end = ends.lines[i];
    const bool empty = IsEmptyLine(text, ends.cells[cell - 1] + 1, end);
    CsvLine line{{}, end + 1};
    do {
      const CsvColumn column{text.data(), ends.cells.data() + cell - 1, 0, ends.cells[cell] == end};
      line.cells.push_back(column.raw(0));
    } while (ends.cells[cell++] != end);
    if (!empty) {
      return line;
    }
  }
  return std::nullopt;
}

void CsvRows::Find(std::string_view text, int64_t columns) {
  text_ = text;
  columns_ = static_cast<std::size_t>(columns);
  ragged_.reset();
  scanner_.Scan(text, ends_);
  if (IsRegular()) {
    places_ = ends_.cells.data();
    stride_ = columns_;
    count_ = static_cast<int64_t>(ends_.lines.size());
  } else {
    Arrange();
    places_ = arranged_.data();
    stride_ = columns_ + 1;
  }
}

// Whether every line ends with its last cell, and none is empty. A line of several cells is not.
bool CsvRows::IsRegular() const {
  const std::size_t lines = ends_.lines.size();
  if (columns_ < 2 || ends_.cells.size() != lines * columns_ + 1) {
    return false;
  }
  bool regular = true;
  for (std::size_t line = 0; line < lines; ++line) {
    regular &= ends_.lines[line] == ends_.cells[(line + 1) * columns_];
  }
  return regular;
}

// Leaves out empty lines, up to the first line that has another number of cells.
void CsvRows::Arrange() {
  arranged_.Clear();
  count_ = 0;
  std::size_t cell = 1;
  uint32_t before = kBeforeText;
  for (std::size_t i = 0; i < ends_.lines.size(); ++i) {
    const uint32_t end = ends_.lines[i];
    const std::size_t first = cell;
    while (ends_.cells[cell++] != end) {
    }
    if (!IsEmptyLine(text_, before + 1, end)) {
      if (cell - first != columns_) {
        const std::string_view line = text_.substr(before + 1, end - before - 1);
        ragged_ = {static_cast<int64_t>(cell - first), WithoutReturn(line, text_[end] == '\n')};
        return;
      }
      arranged_.Push(before);
      uint32_t* const to = arranged_.Room(columns_);
      std::copy_n(ends_.cells.data() + first, columns_, to);
      arranged_.EndAt(to + columns_);
      ++count_;
    }
    before = end;
  }
}

CsvColumn CsvRows::column(int64_t index) const {
  const auto at = static_cast<std::size_t>(index);
  return {text_.data(), places_ + at, stride_, at + 1 == columns_};
}

}  // namespace sextant::io
