#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/progress.h"
#include "compiler/support/counted.h"
#include "runtime/io/generate.h"

namespace sextant::cli {
namespace {

struct GenerateCommand : DataOptions {
  std::string out;
  int64_t rows = 1000;
  uint64_t seed = 1;
};

int Generate(const GenerateCommand& options) {
  int exit_code = kDone;
  const std::optional<Prepared> prepared = Prepare(options, exit_code);
  if (!prepared) {
    return exit_code;
  }
  io::GenerateOptions generate;
  generate.module = &prepared->module();
  generate.sources = &prepared->compilation->sources;
  generate.bindings = prepared->bindings;
  generate.path = options.out;
  generate.source = options.source;
  generate.rows = options.rows;
  generate.seed = options.seed;
  generate.as_of = prepared->as_of;
  ProgressLine line;
  generate.progress = [&](int64_t rows) { line.Show(rows, rows, options.rows); };
  const Status status = io::Generate(generate);
  if (!status) {
    PrintError(status.error());
    return kDataFailed;
  }
  fmt::print(stderr, "{} in {}\n", Counted(options.rows, "record"), options.out);
  return kDone;
}

}  // namespace

void AddGenerate(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<GenerateCommand>();
  CLI::App* command =
      app.add_subcommand("generate", "Make up a book of records that fits the strategy");
  AddDataOptions(*command, *options, false);
  command->add_option("--rows", options->rows, "how many records")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--seed", options->seed, "the same seed gives the same book")
      ->capture_default_str();
  command
      ->add_option("--out", options->out,
                   "the book: .csv, .parquet, .arrow or .ndjson; `-` is CSV on standard output")
      ->required();
  command->footer(
      "Example:\n  sextant generate strategies/card_book/card_book.sxt --rows 100000 --seed 7 "
      "--out book.csv");
  command->callback([options, &exit_code] { exit_code = Generate(*options); });
}

}  // namespace sextant::cli
