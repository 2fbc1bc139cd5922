#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// One line of source with what is marked in it, as rows of a terminal.
namespace sextant::diag {

// Bytes [begin, end) of a line; the text (may be empty) stands beside or below the marks.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
  bool primary = false;
};

// The line itself, then the rows of marks below it. Carets mark the primary place, dashes the
// others. A long line is cut to a window that shows the primary mark, or else the first.
struct Excerpt {
  struct Row {
    std::string text;
    bool primary = false;
  };
  std::string line;
  std::vector<Row> rows;
};
Excerpt MakeExcerpt(std::string_view line, std::vector<Mark> marks);

}  // namespace sextant::diag
