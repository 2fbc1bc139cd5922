#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace sextant {

// "row" of one, "rows" of none and of several.
template <std::integral Count>
std::string Plural(Count count, std::string_view noun) {
  return std::string(noun) + (count == 1 ? "" : "s");
}

// "1 row", "3 rows".
template <std::integral Count>
std::string Counted(Count count, std::string_view noun) {
  return std::to_string(count) + " " + Plural(count, noun);
}

}  // namespace sextant
