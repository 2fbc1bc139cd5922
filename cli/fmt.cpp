#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/strategy.h"
#include "compiler/format/format.h"
#include "runtime/io/output_file.h"

namespace sextant::cli {
namespace {

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
  bool to_stdout = false;
};

Result<source::FileId> Read(const std::string& path, source::Manager& sources) {
  if (path != "-") {
    return sources.Load(path);
  }
  std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  return sources.Add("(standard input)", std::move(text));
}

// The whole file at once, or nothing of it; its permissions stay.
Status Rewrite(const std::string& path, const std::string& text) {
  auto file = io::OutputFile::Create(path);
  if (!file) {
    return file.error();
  }
  if (Status status = file.value()->KeepMode(); !status) {
    return status;
  }
  if (Status status = file.value()->Write(text.data(), text.size()); !status) {
    return status;
  }
  return file.value()->Commit();
}

int Deliver(const FmtOptions& options, const std::string& path, const std::string& text,
            bool changed) {
  if (options.check) {
    if (changed) {
      fmt::print("{}\n", path);
    }
    return changed ? kNotFormatted : kDone;
  }
  if (options.to_stdout || path == "-") {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return kDone;
  }
  if (changed) {
    if (const Status status = Rewrite(path, text); !status) {
      PrintError(status.error());
      return kDataFailed;
    }
    fmt::print("formatted {}\n", path);
  }
  return kDone;
}

int FormatFile(const FmtOptions& options, const std::string& path) {
  driver::Compilation compilation;
  const Result<source::FileId> file = Read(path, compilation.sources);
  if (!file) {
    PrintError(file.error());
    return kDataFailed;
  }
  const std::optional<std::string> text =
      format::Format(compilation.sources, *file, compilation.sink);
  if (!text) {
    PrintDiagnostics(compilation);
    return kStrategyWrong;
  }
  return Deliver(options, path, *text, *text != compilation.sources.text(*file));
}

// Every file is looked at, whatever became of those before it. What went wrong counts more than
// what is not formatted.
int Fmt(const FmtOptions& options) {
  int exit_code = kDone;
  for (const std::string& path : options.files) {
    const int code = FormatFile(options, path);
    if (exit_code == kDone || exit_code == kNotFormatted || code == kDataFailed) {
      exit_code = code == kDone ? exit_code : code;
    }
  }
  return exit_code;
}

}  // namespace

void AddFmt(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App* command = app.add_subcommand("fmt", "Lay strategies out in the one usual way");
  command->add_option("FILE", options->files, "strategy files, rewritten in place; - is stdin")
      ->required();
  command->add_flag("--check", options->check,
                    "write nothing; list the files that are not laid out so, and exit with 6");
  command->add_flag("--stdout", options->to_stdout, "print the result in place of writing it");
  command->footer(
      "A file with a syntax error is left as it is.\n"
      "Example:\n  sextant fmt --check strategies/card_book/card_book.sxt");
  command->callback([options, &exit_code] { exit_code = Fmt(*options); });
}

}  // namespace sextant::cli
