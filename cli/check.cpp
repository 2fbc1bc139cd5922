#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/strategy.h"

namespace sextant::cli {
namespace {

struct CheckOptions {
  std::string file;
  bool json = false;
};

// {"file", "ok", "errors", "warnings", "diagnostics": […]}
void PrintJson(const std::string& file, const driver::Compilation& compilation) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const diag::Diagnostic& diagnostic : compilation.sink.Sorted()) {
    list.push_back(
        nlohmann::ordered_json::parse(diag::RenderJson(diagnostic, compilation.sources)));
  }
  const nlohmann::ordered_json report{{"file", file},
                                      {"ok", !compilation.sink.has_errors()},
                                      {"errors", compilation.sink.error_count()},
                                      {"warnings", compilation.sink.warning_count()},
                                      {"diagnostics", list}};
  fmt::print("{}\n", report.dump(2));
}

int Check(const CheckOptions& options) {
  auto compilation = driver::CompileFile(options.file);
  if (!compilation) {
    PrintError(compilation.error());
    return kDataFailed;
  }
  if (options.json) {
    PrintJson(options.file, *compilation.value());
  } else {
    PrintDiagnostics(*compilation.value());
  }
  if (compilation.value()->sink.has_errors()) {
    return kStrategyWrong;
  }
  if (!options.json) {
    const ir::Module& module = *compilation.value()->module;
    fmt::print("{}: no errors; {} decisions over {} fields of {}\n", options.file,
               module.decisions.size(), module.fields.size(),
               compilation.value()->program.record_name);
  }
  return kDone;
}

}  // namespace

void AddCheck(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Check a strategy and show every mistake in it");
  command->add_option("FILE", options->file, "the strategy file")->required();
  command->add_flag("--json", options->json, "print the findings as JSON");
  command->footer("Example:\n  sextant check strategies/card_book/card_book.sxt");
  command->callback([options, &exit_code] { exit_code = Check(*options); });
}

}  // namespace sextant::cli
