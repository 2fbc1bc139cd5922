#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Showing text of unknown quality on a terminal: every byte string can be shown, and nothing in it
// can move the cursor, change colours or reverse the reading order.
namespace sextant::diag {

// One Unicode scalar value, or one byte that is not part of any.
struct Scalar {
  char32_t value = 0;
  std::size_t length = 1;
  bool valid = true;
};

// The scalar that starts at `at`, which must lie inside `text`.
Scalar NextScalar(std::string_view text, std::size_t at);

// What is printed for one scalar, and how many columns that takes.
struct Cell {
  std::string text;
  std::size_t width = 1;
};

// A tab becomes a blank, wide characters take two columns, combining marks none; what cannot be
// printed is shown as `\x1b` or `\u{202e}`.
Cell Show(Scalar scalar, std::string_view bytes);

// The whole of `text` made safe to print.
std::string ShowAll(std::string_view text);

}  // namespace sextant::diag
