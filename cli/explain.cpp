#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/data_options.h"
#include "runtime/report/explanation.h"

namespace sextant::cli {
namespace {

struct ExplainCommand : DataOptions {
  std::string key;
  int64_t row = 0;
  bool json = false;
};

Result<std::optional<io::FoundRecord>> Find(const ExplainCommand& options, const Prepared& prepared,
                                            io::Input& input) {
  return options.row > 0 ? io::FindRow(input, options.row)
                         : io::FindKey(input, prepared.module(), options.key);
}

Result<report::Explanation> ExplainRecord(const ExplainCommand& options, const Prepared& prepared) {
  auto input = io::Input::Open(InputOf(options, prepared));
  if (!input) {
    return input.error();
  }
  auto found = Find(options, prepared, *input.value());
  if (!found) {
    return found.error();
  }
  if (!found->has_value()) {
    const ir::Module& module = prepared.module();
    return options.row > 0
               ? Error{fmt::format("`{}` has no record {}", prepared.data, options.row), ""}
               : Error{fmt::format("no record of `{}` has {} `{}`", prepared.data,
                                   module.fields[module.key_field].name, options.key),
                       "write the key as it stands in the file"};
  }
  const auto [batch, row] = **found;
  report::Explanation explanation;
  explanation.key = io::KeyText(prepared.module(), *batch, row);
  explanation.number = batch->first_row + row;
  interp::Interpreter interpreter(prepared.module(), &prepared.compilation->sources,
                                  prepared.bindings);
  explanation.result = interpreter.Decide(*batch, row, &explanation.trace);
  return explanation;
}

int Explain(const ExplainCommand& options) {
  if (options.key.empty() == (options.row == 0)) {
    PrintError({"explain needs the record: its key or its number in the file",
                "say --key 17, or --row 3 for the third record"});
    return kCommandLineWrong;
  }
  int exit_code = kDone;
  const std::optional<Prepared> prepared = Prepare(options, exit_code);
  if (!prepared) {
    return exit_code;
  }
  const Result<report::Explanation> explanation = ExplainRecord(options, *prepared);
  if (!explanation) {
    PrintError(explanation.error());
    return kDataFailed;
  }
  const std::string text = options.json ? report::ExplanationJson(*explanation)
                                        : report::ExplanationText(prepared->module(), *explanation);
  fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  return kDone;
}

}  // namespace

void AddExplain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainCommand>();
  CLI::App* command = app.add_subcommand("explain", "Show how one record came to its decisions");
  AddDataOptions(*command, *options, true);
  command->add_option("--key", options->key, "the record's key");
  command->add_option("--row", options->row, "or the record's number in the file, from 1")
      ->check(CLI::PositiveNumber);
  command->add_flag("--json", options->json, "print the explanation as JSON");
  command->footer(
      "Example:\n  sextant explain strategies/card_book/card_book.sxt --data "
      "strategies/card_book/sample.csv --key 7");
  command->callback([options, &exit_code] { exit_code = Explain(*options); });
}

}  // namespace sextant::cli
