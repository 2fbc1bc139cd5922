#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/ast/tree.h"
#include "compiler/check/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/ir/module.h"
#include "compiler/ir/test_case.h"

namespace sextant::driver {

// Everything one compilation made. The stages' results refer to each other, so it does not move.
struct Compilation {
  source::Manager sources;
  diag::Sink sink;
  ast::Tree tree;
  check::Program program;
  std::optional<ir::Module> module;  // only when there were no errors
};

// Reads, parses, checks and lowers one strategy file. A file that cannot be read is an Error;
// mistakes in it are in the result's sink.
Result<std::unique_ptr<Compilation>> CompileFile(const std::string& path);
// The same for text in memory.
std::unique_ptr<Compilation> CompileText(std::string name, std::string text);

// Its tests and trends as programs of their own, and a module of all its decisions. Only of a
// compilation without errors.
std::vector<ir::TestCase> CompileTests(const Compilation& made);
std::vector<ir::TrendCase> CompileTrends(const Compilation& made);
ir::Module CompileAll(const Compilation& made);

}  // namespace sextant::driver
