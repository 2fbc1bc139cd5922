#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/parse/syntax.h"

namespace sextant::format {

// The one form in which a token is written: `>=` for `≥`, straight quotes around text.
std::string Spelling(const parse::SyntaxToken& token);

// Columns that a text takes on a terminal.
std::size_t DisplayWidth(std::string_view text);

}  // namespace sextant::format
