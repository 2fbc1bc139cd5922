#pragma once

#include <string>

#include "tests/differential/trial.h"

namespace sextant::differential {

// The case for a person: the program, the records as a table, both answers, how to replay it.
std::string Describe(const Case& one, const Outcome& outcome);

// Writes the small case and, below it, the program as it was generated, to
// out/differential/SEED-INDEX.txt; gives the path.
std::string WriteFinding(const Case& small, const Case& original, const Outcome& outcome);

}  // namespace sextant::differential
