#pragma once

#include <antlr4-runtime.h>

#include "compiler/parse/syntax.h"

namespace sextant::parse {

// The parse tree of one declaration without ANTLR. `shift` is the place of its first token in the
// file; `rules` names the grammar's rules and outlives the result.
SyntaxNode BuildSyntax(antlr4::tree::ParseTree* tree, const std::vector<std::string>& rules,
                       std::size_t shift);

}  // namespace sextant::parse
