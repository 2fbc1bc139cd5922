#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/tokens.h"

namespace sextant::parse {

// Where the grammar could not go on: at `token` (an index into Lexed::tokens; the chunk's end when
// it ran out), with the grammar's names of the tokens it would have taken there and of the rules
// it was in, innermost first.
struct SyntaxError {
  std::size_t token = 0;
  std::vector<std::string> expected;
  std::vector<std::string> rules;
};

// Says it in the analyst's terms.
void ReportSyntaxError(const Lexed& lexed, Chunk chunk, const SyntaxError& error, diag::Sink& sink);

}  // namespace sextant::parse
