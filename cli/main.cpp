#include <malloc.h>

#include <clocale>
#include <cstdio>
#include <exception>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"

namespace sextant::cli {
namespace {

constexpr const char* kFooter =
    "Exit status:\n"
    "  0  done\n"
    "  1  the strategy has errors\n"
    "  2  the command line is wrong\n"
    "  3  a file or the machine failed\n"
    "  4  done, but more records were rejected than --max-rejects allows\n"
    "  5  a test failed, or a guarantee has a counter-example\n"
    "  6  fmt --check: a file is not laid out as fmt would\n\n"
    "Example:\n"
    "  sextant dry-run strategies/card_book/card_book.sxt --data strategies/card_book/sample.csv";

// Reading a strategy and deciding a book ask for much memory and give it back over and over;
// handing it to the system each time took half the time of reading a hundred rules.
void KeepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 4 << 20);
}

void LogToStderr(int verbosity) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("sextant"));
  spdlog::set_pattern("%H:%M:%S.%e %l %v");
  spdlog::set_level(verbosity == 0   ? spdlog::level::warn
                    : verbosity == 1 ? spdlog::level::info
                                     : spdlog::level::debug);
}

int Main(int argc, char** argv) {
  KeepFreedMemory();
  CLI::App app{"Sextant: check, compile, explain and run customer strategies", "sextant"};
  app.require_subcommand(1);
  app.set_version_flag("--version", SEXTANT_VERSION);
  app.footer(kFooter);
  int verbosity = 0;
  app.add_flag("-v,--verbose", verbosity, "log what is done to stderr; twice for more");
  app.parse_complete_callback([&verbosity] { LogToStderr(verbosity); });
  app.fallthrough();

  int exit_code = kDone;
  AddCheck(app, exit_code);
  AddCompile(app, exit_code);
  AddRun(app, exit_code);
  AddDryRun(app, exit_code);
  AddExplain(app, exit_code);
  AddTest(app, exit_code);
  AddGenerate(app, exit_code);
  AddFmt(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kCommandLineWrong;
  }
  return exit_code;
}

}  // namespace
}  // namespace sextant::cli

// Whatever a library throws ends here as a message, never as a crash.
int main(int argc, char** argv) {
  std::setlocale(LC_ALL, "C.UTF-8");
  try {
    return sextant::cli::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sextant: %s\n", error.what());
    return sextant::cli::kDataFailed;
  }
}
