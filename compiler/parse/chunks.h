#pragma once

#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/tokens.h"

namespace sextant::parse {

// The words that begin a declaration.
const std::vector<std::string>& DeclarationWords();

// Cuts a file where a declaration begins in column 1, so that a mistake in one never hides another.
// Reports and leaves out what does not begin with a declaration's word.
std::vector<Chunk> SplitDeclarations(const Lexed& lexed, diag::Sink& sink);

// Reports a declaration nested deeper than can be parsed safely.
bool CheckNesting(const Lexed& lexed, Chunk chunk, diag::Sink& sink);

}  // namespace sextant::parse
