#include "cli/strategy.h"

#include <unistd.h>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "compiler/support/counted.h"

namespace sextant::cli {

void PrintError(const Error& error) {
  fmt::print(stderr, "sextant: {}\n", error.message);
  if (!error.hint.empty()) {
    fmt::print(stderr, "   help: {}\n", error.hint);
  }
}

void PrintDiagnostics(const driver::Compilation& compilation) {
  const bool colour = isatty(STDERR_FILENO) != 0;
  for (const diag::Diagnostic& diagnostic : compilation.sink.Sorted()) {
    fmt::print(stderr, "{}\n", diag::Render(diagnostic, compilation.sources, colour));
  }
  const std::size_t errors = compilation.sink.error_count();
  const std::size_t warnings = compilation.sink.warning_count();
  if (errors > 0 && warnings > 0) {
    fmt::print(stderr, "{}, {}\n", Counted(errors, "error"), Counted(warnings, "warning"));
  } else if (errors > 0 || warnings > 0) {
    fmt::print(stderr, "{}\n",
               errors > 0 ? Counted(errors, "error") : Counted(warnings, "warning"));
  }
}

std::unique_ptr<driver::Compilation> LoadStrategy(const std::string& path, int& exit_code,
                                                  bool quiet) {
  auto compilation = driver::CompileFile(path);
  if (!compilation) {
    PrintError(compilation.error());
    exit_code = kDataFailed;
    return nullptr;
  }
  const bool wrong = !compilation.value()->module.has_value();
  if (wrong || !quiet) {
    PrintDiagnostics(*compilation.value());
  }
  if (wrong) {
    exit_code = kStrategyWrong;
    return nullptr;
  }
  const ir::Module& module = *compilation.value()->module;
  spdlog::info("{}: {}, {}, {}", path, Counted(module.insts.size(), "instruction"),
               Counted(module.decisions.size(), "decision"),
               Counted(module.slots.size(), "input column"));
  return std::move(compilation.value());
}

}  // namespace sextant::cli
