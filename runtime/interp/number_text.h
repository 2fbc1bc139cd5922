#pragma once

#include <optional>
#include <string_view>

#include "compiler/support/int128.h"

namespace sextant::interp {

// digits * 10^-scale, and what was written after it.
struct Number {
  Int128 digits = 0;
  int scale = 0;
  std::string_view unit;
};

// Reads a number as a strategy writes it: a sign, `_` between digits, and the suffixes %, ‰, bp, 万
// and 亿 applied. Nothing when the text does not start with one.
std::optional<Number> ReadNumber(std::string_view text);

// The text without blanks at its ends.
std::string_view Trim(std::string_view text);

}  // namespace sextant::interp
