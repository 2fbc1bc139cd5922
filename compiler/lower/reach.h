#pragma once

#include <vector>

#include "compiler/check/program.h"

namespace sextant::lower {

// What the outputs of a program need. Checks of a needed field need all their fields.
struct Reached {
  std::vector<bool> fields;
  std::vector<bool> lets;
  std::vector<bool> decisions;
  std::vector<bool> checks;
  bool as_of = false;
};

Reached Reach(const check::Program& program);

}  // namespace sextant::lower
