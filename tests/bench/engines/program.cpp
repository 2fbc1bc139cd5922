#include "tests/bench/engines/program.h"

#include <fmt/format.h>

#include "runtime/interp/bindings.h"
#include "tests/bench/common/fail.h"

namespace sextant::bench {

std::vector<EngineChoice> Engines() {
  return {{"jit", engine::EngineKind::kJit},
          {"vector", engine::EngineKind::kVector},
          {"interpreter", engine::EngineKind::kInterpreter, /*slow=*/true}};
}

Program::Program(const std::string& path, engine::EngineKind kind, const MemoryBook& book,
                 bool pass_key) {
  auto compiled = driver::CompileFile(path);
  if (!compiled || !compiled.value()->module) {
    Fail(fmt::format("cannot compile {}", path));
  }
  compilation_ = std::move(compiled.value());
  ir::Module& module = *compilation_->module;
  if (!pass_key) {
    module.outputs.erase(module.outputs.begin());
  }
  engine::Tuning tuning;
  tuning.layout = book.Layout(module);
  tuning.streaming = true;  // the decisions of the whole book are kept, and read by nobody
  MakeEngine(kind, tuning);
}

Program Program::FromText(std::string name, std::string text, engine::EngineKind kind) {
  Program program;
  program.compilation_ = driver::CompileText(name, std::move(text));
  if (!program.compilation_->module) {
    Fail(fmt::format("cannot compile {}", name));
  }
  program.MakeEngine(kind, {});
  return program;
}

void Program::MakeEngine(engine::EngineKind kind, const engine::Tuning& tuning) {
  const auto bindings = interp::Bind(module(), {});
  auto made = engine::MakeEngine(kind, module(), compilation_->sources, *bindings, tuning);
  if (!made) {
    Fail(made.error().message);
  }
  engine_ = std::move(made.value());
}

}  // namespace sextant::bench
