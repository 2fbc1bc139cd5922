#pragma once

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/tokens.h"

namespace sextant::parse {

// Reports what the lexer could only call a slip (`==`, 'text', `//`, 1,000, 1e5, stray characters)
// and puts what was meant in its place, so that the parser does not trip over it again.
void ReportSlips(Lexed& lexed, diag::Sink& sink);

}  // namespace sextant::parse
