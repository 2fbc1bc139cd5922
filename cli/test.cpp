#include <unistd.h>

#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/search.h"
#include "cli/strategy.h"
#include "compiler/support/counted.h"
#include "runtime/testing/report.h"

namespace sextant::cli {
namespace {

using engine::EngineKind;

struct TestOptions {
  std::vector<std::string> files;
  std::string engine = "all";
  std::string format = "text";
  std::string filter;
  double search = 1;
  bool coverage = false;
};

std::vector<EngineKind> EnginesOf(const std::string& name) {
  const auto kind = engine::EngineNamed(name);
  return kind ? std::vector{*kind} : engine::EnginesHere();
}

// One file, its compilation kept for as long as its report points into it.
struct TestedFile {
  std::unique_ptr<driver::Compilation> compilation;
  testing::FileReport report;
};

Status RunTests(const TestOptions& options, const std::vector<ir::TestCase>& tests,
                TestedFile& file) {
  testing::FileReport& report = file.report;
  if (options.coverage) {
    report.coverage.emplace(driver::CompileAll(*file.compilation));
  }
  testing::Coverage* coverage = report.coverage ? &*report.coverage : nullptr;
  for (const ir::TestCase& test : tests) {
    if (test.name.find(options.filter) == std::string::npos) {
      ++report.left_out;
      continue;
    }
    auto outcome =
        testing::RunTest(test, file.compilation->sources, EnginesOf(options.engine), coverage);
    if (!outcome) {
      return outcome.error();
    }
    report.outcomes.push_back(std::move(*outcome));
  }
  return {};
}

// The engine that decides most in the time there is.
EngineKind SearchEngine(const TestOptions& options) {
  return options.engine == "all" ? EngineKind::kAuto : EnginesOf(options.engine).front();
}

Status RunSearch(const TestOptions& options, TestedFile& file) {
  const driver::Compilation& made = *file.compilation;
  if (options.search <= 0 || made.program.guarantees.empty()) {
    return {};
  }
  auto found = SearchGuarantees(made, options.search, SearchEngine(options));
  if (!found) {
    return found.error();
  }
  file.report.search = std::move(*found);
  return {};
}

// What is said of a file in which no test was run.
void PrintNothing(const TestOptions& options, const TestedFile& file) {
  if (file.report.left_out > 0) {
    fmt::print("{}: none of its {} has `{}` in its name\n", file.report.path,
               Counted(file.report.left_out, "test"), options.filter);
    return;
  }
  if (const std::size_t guarantees = file.compilation->program.guarantees.size()) {
    if (!file.report.search) {
      fmt::print("{} holds no test, and its {} not searched with --search 0\n", file.report.path,
                 guarantees == 1 ? "guarantee is" : "guarantees are");
    }
    return;
  }
  fmt::print(
      "{} holds no test and no guarantee. A test stands in the strategy file, and begins in "
      "column 1:\n\n{}",
      file.report.path, testing::ExampleTest(*file.compilation->module));
}

void PrintText(const TestOptions& options, const std::vector<TestedFile>& files) {
  for (const TestedFile& file : files) {
    if (file.report.outcomes.empty()) {
      PrintNothing(options, file);
    }
    fmt::print("{}", testing::ReportText(file.report, isatty(STDOUT_FILENO) != 0));
  }
}

void Print(const TestOptions& options, std::vector<TestedFile>& files) {
  if (options.format == "text") {
    return PrintText(options, files);
  }
  std::vector<testing::FileReport> reports;
  for (TestedFile& file : files) {
    reports.push_back(std::move(file.report));
  }
  fmt::print("{}", options.format == "json" ? testing::ReportJson(reports)
                                            : testing::ReportJunit(reports));
}

int Test(const TestOptions& options) {
  int exit_code = kDone;
  std::vector<TestedFile> files;
  for (const std::string& path : options.files) {
    TestedFile& file = files.emplace_back();
    file.compilation = LoadStrategy(path, exit_code);
    if (!file.compilation) {
      return exit_code;
    }
    file.report.path = path;
    file.report.sources = &file.compilation->sources;
    for (const EngineKind kind : EnginesOf(options.engine)) {
      file.report.engines.emplace_back(engine::EngineName(kind));
    }
    const std::vector<ir::TestCase> tests = driver::CompileTests(*file.compilation);
    Status status = RunTests(options, tests, file);
    status = status ? RunSearch(options, file) : status;
    if (!status) {
      PrintError(status.error());
      return kDataFailed;
    }
    exit_code = file.report.fine() ? exit_code : kTestsFailed;
  }
  Print(options, files);
  return exit_code;
}

}  // namespace

void AddTest(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command =
      app.add_subcommand("test", "Run the tests of strategies and search their guarantees");
  command->add_option("FILE", options->files, "the strategy files")->required();
  command
      ->add_option("--engine", options->engine, "interpreter, vector, jit, or all this build has")
      ->check(CLI::IsMember({"interpreter", "vector", "jit", "all"}))
      ->capture_default_str();
  command->add_option("--format", options->format, "text, json or junit")
      ->check(CLI::IsMember({"text", "json", "junit"}));
  command->add_option("--filter", options->filter, "only tests whose name holds this text");
  command
      ->add_option("--search", options->search,
                   "seconds to search a file's guarantees for counter-examples; 0: none")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--coverage", options->coverage,
                    "show the rules, stages, cells and bins that no test reaches");
  command->footer("Example:\n  sextant test strategies/card_book/card_book.sxt --coverage");
  command->callback([options, &exit_code] { exit_code = Test(*options); });
}

}  // namespace sextant::cli
