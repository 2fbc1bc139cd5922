#pragma once

#include <functional>
#include <string>

#include "cli/data_options.h"
#include "runtime/io/pipeline.h"

namespace sextant::cli {

// What `run` and `dry-run` share beyond DataOptions.
struct BookOptions : DataOptions {
  std::string engine = engine::EngineName(engine::EngineKind::kAuto);
  int threads = 0;
  std::string max_rejects;  // "" none; "250" records or "1%" of them
};

void AddBookOptions(CLI::App& command, BookOptions& options);

// Decides the whole book with the engine asked for, showing progress on a terminal and stopping
// cleanly on an interrupt. Fills in `options.engine`, progress and cancel of `run`.
Result<io::RunResult> RunBook(const BookOptions& options, const Prepared& prepared,
                              io::RunOptions run);

// kLimitPassed, with a message, when more records were rejected than the user allows; else kDone.
int JudgeRejects(const BookOptions& options, const io::RunResult& result);

}  // namespace sextant::cli
