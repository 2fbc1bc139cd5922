#include "compiler/driver/compile.h"

#include <utility>

#include "compiler/check/check.h"
#include "compiler/lower/lower.h"
#include "compiler/parse/parse.h"

namespace sextant::driver {
namespace {

void Compile(Compilation& made, source::FileId file) {
  made.tree = parse::ParseProgram(made.sources, file, made.sink);
  made.program = check::Check(made.tree, made.sources, made.sink);
  if (!made.sink.has_errors()) {
    made.module = lower::Lower(made.program, made.sources);
  }
}

}  // namespace

Result<std::unique_ptr<Compilation>> CompileFile(const std::string& path) {
  auto made = std::make_unique<Compilation>();
  Result<source::FileId> file = made->sources.Load(path);
  if (!file) {
    return file.error();
  }
  Compile(*made, *file);
  return made;
}

std::unique_ptr<Compilation> CompileText(std::string name, std::string text) {
  auto made = std::make_unique<Compilation>();
  Compile(*made, made->sources.Add(std::move(name), std::move(text)));
  return made;
}

std::vector<ir::TestCase> CompileTests(const Compilation& made) {
  return lower::LowerTests(made.program, made.sources);
}

std::vector<ir::TrendCase> CompileTrends(const Compilation& made) {
  return lower::LowerTrends(made.program, made.sources);
}

ir::Module CompileAll(const Compilation& made) {
  return lower::LowerAll(made.program, made.sources);
}

}  // namespace sextant::driver
