#pragma once

#include <string>

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace sextant::parse {

// Parses one file. Mistakes go to `sink`; a declaration that could not be understood is left out
// and parsing goes on at the next one, so several mistakes are found in one run. The result is
// always a usable tree. Bounded: nesting 200, 2,000,000 tokens, kMaxErrors reports.
ast::Tree Parse(source::Manager& sources, source::FileId file, diag::Sink& sink);

// The same of a file and everything it imports, each file once, into one tree. Imported files are
// found beside the file that imports them.
ast::Tree ParseProgram(source::Manager& sources, source::FileId file, diag::Sink& sink);

// Adds the declarations of one file to the tree, without the files of its tables.
void ParseInto(const source::Manager& sources, source::FileId file, ast::Tree& tree,
               diag::Sink& sink);

}  // namespace sextant::parse
