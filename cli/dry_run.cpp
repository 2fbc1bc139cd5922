#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/run_book.h"
#include "compiler/ir/fingerprint.h"
#include "runtime/report/summary.h"

namespace sextant::cli {
namespace {

struct DryRunCommand : BookOptions {
  bool json = false;
};

int DryRun(const DryRunCommand& options) {
  int exit_code = kDone;
  const std::optional<Prepared> prepared = Prepare(options, exit_code);
  if (!prepared) {
    return exit_code;
  }
  report::Summary summary(prepared->module(), io::WorkerCount(options.threads));
  io::RunOptions run;
  run.observe = [&summary](int worker, const abi::InputBatch& batch,
                           const abi::DecisionBatch& decisions) {
    summary.Add(worker, batch, decisions);
  };
  const Result<io::RunResult> result = RunBook(options, *prepared, run);
  if (!result) {
    PrintError(result.error());
    return kDataFailed;
  }
  report::RunFacts facts{options.file, prepared->data, result->source, result->seconds, {}};
  facts.program = ir::Fingerprint(prepared->module());
  for (const io::ListCount& list : result->lists) {
    facts.lists.push_back({list.source, list.list, list.rows, list.without_record});
  }
  report::Totals totals = summary.Merged();
  for (std::size_t i = 0; i < result->gone.size(); ++i) {
    totals.migrations[i].gone = result->gone[i];
  }
  const std::string text = options.json ? report::RenderJson(prepared->module(), totals, facts)
                                        : report::RenderText(prepared->module(), totals, facts);
  fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  return JudgeRejects(options, *result);
}

}  // namespace

void AddDryRun(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DryRunCommand>();
  CLI::App* command =
      app.add_subcommand("dry-run", "Decide a book and show the totals; nothing is written");
  AddBookOptions(*command, *options);
  command->add_flag("--json", options->json, "print the totals as JSON");
  command->footer(
      "Example:\n  sextant dry-run strategies/card_book/card_book.sxt --data "
      "strategies/card_book/sample.csv");
  command->callback([options, &exit_code] { exit_code = DryRun(*options); });
}

}  // namespace sextant::cli
