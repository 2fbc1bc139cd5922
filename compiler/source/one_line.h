#pragma once

#include <string>
#include <string_view>

namespace sextant::source {

// A piece of a strategy as it is quoted in messages: on one line, with a blank for every run of
// blanks, line ends and comments outside its texts.
std::string OneLine(std::string_view text);

}  // namespace sextant::source
