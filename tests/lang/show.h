#pragma once

#include <string>

namespace sextant::lang {

// Parses and checks a strategy and returns every diagnostic as the terminal shows it, with a blank
// line between two; "" when there is none.
struct Shown {
  std::string text;
  bool has_errors = false;
};
Shown Show(const std::string& name, const std::string& strategy);

}  // namespace sextant::lang
