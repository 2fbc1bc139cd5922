#pragma once

#include "compiler/parse/syntax.h"

namespace sextant::format {

// Whether a blank stands between part `part` of a rule and the part before it.
bool SpaceBefore(const parse::Syntax& syntax, const parse::SyntaxNode& node, std::size_t part);

}  // namespace sextant::format
