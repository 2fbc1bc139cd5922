#include <unistd.h>

#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/search.h"
#include "cli/strategy.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/support/counted.h"
#include "runtime/testing/report.h"

namespace sextant::cli {
namespace {

struct CheckOptions {
  std::string file;
  double search = 0;
  bool json = false;
};

// Nothing without --search, without guarantees, or when there are errors already.
Result<testing::FileReport> Searched(const CheckOptions& options,
                                     const driver::Compilation& compilation) {
  testing::FileReport report;
  report.path = options.file;
  report.sources = &compilation.sources;
  if (options.search > 0 && compilation.module && !compilation.program.guarantees.empty()) {
    auto search = SearchGuarantees(compilation, options.search, engine::EngineKind::kAuto);
    if (!search) {
      return search.error();
    }
    report.search = std::move(*search);
  }
  return report;
}

// {"file", "ok", "errors", "warnings", "diagnostics": […], "program": "3f…", "search": {…}}
void PrintJson(const std::string& file, const driver::Compilation& compilation,
               const testing::FileReport& searched) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const diag::Diagnostic& diagnostic : compilation.sink.Sorted()) {
    list.push_back(
        nlohmann::ordered_json::parse(diag::RenderJson(diagnostic, compilation.sources)));
  }
  nlohmann::ordered_json report{{"file", file},
                                {"ok", !compilation.sink.has_errors() && searched.fine()},
                                {"errors", compilation.sink.error_count()},
                                {"warnings", compilation.sink.warning_count()},
                                {"diagnostics", list}};
  if (compilation.module) {
    report["program"] = ir::Fingerprint(*compilation.module);
  }
  if (searched.search) {
    report["search"] =
        nlohmann::ordered_json::parse(testing::ReportJson({searched}))["files"][0]["search"];
  }
  fmt::print("{}\n", report.dump(2));
}

int Check(const CheckOptions& options) {
  auto compilation = driver::CompileFile(options.file);
  if (!compilation) {
    PrintError(compilation.error());
    return kDataFailed;
  }
  const Result<testing::FileReport> searched = Searched(options, *compilation.value());
  if (!searched) {
    PrintError(searched.error());
    return kDataFailed;
  }
  if (options.json) {
    PrintJson(options.file, *compilation.value(), *searched);
  } else {
    PrintDiagnostics(*compilation.value());
    fmt::print("{}", testing::ReportText(*searched, isatty(STDOUT_FILENO) != 0));
  }
  if (compilation.value()->sink.has_errors() || !searched->fine()) {
    return kStrategyWrong;
  }
  if (!options.json) {
    const ir::Module& module = *compilation.value()->module;
    fmt::print("{}: no errors; {} over {} of {}\n", options.file,
               Counted(module.decisions.size(), "decision"), Counted(module.fields.size(), "field"),
               compilation.value()->program.record_name);
  }
  return kDone;
}

}  // namespace

void AddCheck(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Check a strategy and show every mistake in it");
  command->add_option("FILE", options->file, "the strategy file")->required();
  command
      ->add_option("--search", options->search,
                   "seconds to search its guarantees for counter-examples")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--json", options->json, "print the findings as JSON");
  command->footer("Example:\n  sextant check strategies/card_book/card_book.sxt");
  command->callback([options, &exit_code] { exit_code = Check(*options); });
}

}  // namespace sextant::cli
