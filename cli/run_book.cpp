#include "cli/run_book.h"

#include <atomic>
#include <charconv>
#include <csignal>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/progress.h"
#include "compiler/support/counted.h"

namespace sextant::cli {
namespace {

// Set by the first interrupt; a second one ends the program at once. A signal handler can reach
// nothing but a static.
std::atomic<bool> interrupted{false};

void OnInterrupt(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

struct RejectLimit {
  double amount = 0;
  bool percent = false;
};

// "250" or "1%" or "0.5%".
std::optional<RejectLimit> ParseLimit(std::string_view text) {
  RejectLimit limit;
  limit.percent = text.ends_with('%');
  if (limit.percent) {
    text.remove_suffix(1);
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.amount);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && limit.amount >= 0 ? std::optional(limit) : std::nullopt;
}

std::string LimitProblem(const std::string& text) {
  return ParseLimit(text)
             ? ""
             : fmt::format("`{}` is neither a number of records nor a share such as 1%", text);
}

}  // namespace

void AddBookOptions(CLI::App& command, BookOptions& options) {
  AddDataOptions(command, options, true);
  command
      .add_option("--engine", options.engine,
                  "auto (vector at once, jit for large books), vector (blocks of records), jit "
                  "(machine code) or interpreter (the reference)")
      ->check(CLI::IsMember({"auto", "vector", "jit", "interpreter"}))
      ->capture_default_str();
  command.add_option("--threads", options.threads, "threads that decide; 0 is one a processor")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      .add_option("--max-rejects", options.max_rejects,
                  "how many rejected records are tolerated, as 250 or 1%; more give exit status 4")
      ->check(CLI::Validator(LimitProblem, "RECORDS|SHARE%"));
}

Result<io::RunResult> RunBook(const BookOptions& options, const Prepared& prepared,
                              io::RunOptions run) {
  auto engine = EngineOf(options.engine, prepared);
  if (!engine) {
    return engine.error();
  }
  ProgressLine line;
  run.input = InputOf(options, prepared);
  run.engine = engine.value().get();
  run.threads = options.threads;
  run.progress = [&line](const io::Progress& progress) {
    line.Show(progress.records, progress.bytes, progress.total_bytes);
  };
  run.cancel = &interrupted;
  std::signal(SIGINT, OnInterrupt);
  std::signal(SIGTERM, OnInterrupt);
  auto result = io::Run(run);
  if (result) {
    spdlog::info("{} in {:.2f} s, {} rejected, engine {}, source `{}`",
                 Counted(result->records, "record"), result->seconds, result->rejected,
                 options.engine, result->source);
  }
  return result;
}

int JudgeRejects(const BookOptions& options, const io::RunResult& result) {
  if (options.max_rejects.empty()) {
    return kDone;
  }
  const RejectLimit limit = *ParseLimit(options.max_rejects);
  const double allowed =
      limit.percent ? limit.amount / 100 * static_cast<double>(result.records) : limit.amount;
  if (static_cast<double>(result.rejected) <= allowed) {
    return kDone;
  }
  fmt::print(stderr, "sextant: {} of {} {} rejected; --max-rejects allows {}\n", result.rejected,
             Counted(result.records, "record"), result.rejected == 1 ? "was" : "were",
             options.max_rejects);
  return kLimitPassed;
}

}  // namespace sextant::cli
