#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/run_book.h"
#include "compiler/support/counted.h"

namespace sextant::cli {
namespace {

struct RunCommand : BookOptions {
  std::string out;
  std::string rejects;
  std::string state_out;
};

// decisions.parquet -> decisions.rejects.csv: rejects are never dropped silently.
std::string DefaultRejects(const std::string& out) {
  return std::filesystem::path(out).replace_extension(".rejects.csv").string();
}

// What is carried has to go somewhere, or the next period would begin anew.
Status CheckState(const RunCommand& options, const ir::Module& module) {
  if (module.state.empty()) {
    return options.state_out.empty() ? Status() : Status(NothingCarried("--state-out"));
  }
  if (!options.state_out.empty()) {
    return {};
  }
  return Error{
      fmt::format("the strategy carries `{}` to the next period, and no file is named for it",
                  module.state.front().name),
      "say where it goes, for example --state-out state.csv; a dry-run writes nothing"};
}

int Run(RunCommand& options) {
  if (options.rejects.empty() && options.out == "-") {
    PrintError({"the decisions go to standard output, and no file is named for the rejects",
                "say where they go, for example --rejects rejects.csv"});
    return kCommandLineWrong;
  }
  int exit_code = kDone;
  const std::optional<Prepared> prepared = Prepare(options, exit_code);
  if (!prepared) {
    return exit_code;
  }
  if (Status status = CheckState(options, prepared->module()); !status) {
    PrintError(status.error());
    return kCommandLineWrong;
  }
  io::RunOptions run;
  run.state = options.state_out;
  run.decisions = options.out;
  run.rejects = options.rejects.empty() ? DefaultRejects(options.out) : options.rejects;
  const Result<io::RunResult> result = RunBook(options, *prepared, run);
  if (!result) {
    PrintError(result.error());
    return kDataFailed;
  }
  fmt::print(stderr, "{}: {} decided, in {}; {} rejected, in {}\n",
             Counted(result->records, "record"), result->decided, run.decisions, result->rejected,
             run.rejects);
  for (const io::ListCount& list : result->lists) {
    fmt::print(stderr, "{} of {}, {} of them without a record\n", Counted(list.rows, "row"),
               list.source, list.without_record);
  }
  if (!run.state.empty()) {
    fmt::print(stderr, "{}, in {}; {} of them of keys that are not in the data\n",
               Counted(result->states, "state"), run.state, result->absent);
  }
  return JudgeRejects(options, *result);
}

}  // namespace

void AddRun(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RunCommand>();
  CLI::App* command =
      app.add_subcommand("run", "Decide every record of a book and write the decisions");
  AddBookOptions(*command, *options);
  command
      ->add_option(
          "--out", options->out,
          "the decisions: .parquet, .csv, .arrow or .ndjson; `-` is CSV on standard output")
      ->required();
  command->add_option("--rejects", options->rejects,
                      "the rejected records and why; beside --out as .rejects.csv when not said");
  command->add_option("--state-out", options->state_out,
                      "what is carried to the next period; needed when the strategy carries state");
  command->footer(
      "Example:\n  sextant run strategies/card_book/card_book.sxt --data "
      "strategies/card_book/sample.csv "
      "--out decisions.parquet --rejects rejects.csv --param risk_cutoff=3");
  command->callback([options, &exit_code] { exit_code = Run(*options); });
}

}  // namespace sextant::cli
