#pragma once

#include "runtime/vector/builder.h"

namespace sextant::vector {

// Where the registers of a program lie: in one stretch of memory, one after the other at multiples
// of 64 bytes.
struct RegisterFile {
  std::vector<std::size_t> offsets;
  std::size_t bytes = 0;
};

// Gives registers whose values are not needed at the same time the same place, and renumbers the
// calls accordingly. What is made once keeps its place.
RegisterFile AssignRegisters(Draft& draft);

}  // namespace sextant::vector
