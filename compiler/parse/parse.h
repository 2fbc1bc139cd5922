#pragma once

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace sextant::parse {

// Parses one file. Mistakes go to `sink`; a declaration that could not be understood is left out
// and parsing goes on at the next one, so several mistakes are found in one run. The result is
// always a usable tree. Bounded: nesting 200, 2,000,000 tokens, kMaxErrors reports.
ast::Tree Parse(source::Manager& sources, source::FileId file, diag::Sink& sink);

}  // namespace sextant::parse
