#pragma once

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"

namespace sextant::parse {

// Reads the rows of tables written `from "prices.csv"`: files beside the strategy, whose cells are
// written as in a strategy. Messages point into them.
void ReadTableFiles(source::Manager& sources, ast::Tree& tree, diag::Sink& sink);

}  // namespace sextant::parse
