#pragma once

#include <optional>

#include "compiler/check/program.h"
#include "compiler/diag/diagnostic.h"

namespace sextant::check {

// Resolves names, types every expression, checks units, missing values, scales, coverage and the
// order of cut-offs. Reports to `sink`; the result may be lowered only when it has no errors.
// `tree` must outlive the result.
Program Check(const ast::Tree& tree, const source::Manager& sources, diag::Sink& sink);

// The type of every named thing and expression as text; the format of `--emit types`.
std::string PrintTypes(const Program& program, const source::Manager& sources);

// The output by which the rules of a `best by` are compared: the one that is named, or the only one
// by the name of the strategy. Nothing when there is none.
std::optional<std::size_t> BestByOutput(const Decision& decision, const ast::StrategyDecl& decl);

}  // namespace sextant::check
