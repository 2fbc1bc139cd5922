#pragma once

#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/characters.h"

namespace sextant::parse {

// A CSV file (RFC 4180) as the lines of a table in a strategy, so that both are read by one
// grammar; every character keeps its place in the file:
//   Value,"< 30%, missing",=> rate        | Value|  < 30%, missing | => rate|
// Reports what cannot stand in a cell and a quote that is not closed. Empty lines are left out.
Characters GridText(const Characters& csv, source::FileId file, diag::Sink& sink);

}  // namespace sextant::parse
