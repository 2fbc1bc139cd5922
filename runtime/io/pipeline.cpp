#include "runtime/io/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "runtime/io/book_run.h"

namespace sextant::io {
namespace {

bool SameFile(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == "-" || b == "-") {
    return a == b && !a.empty();
  }
  std::error_code problem;
  if (std::filesystem::exists(a, problem) && !std::filesystem::is_regular_file(a, problem)) {
    return false;  // both to /dev/null is fine
  }
  return std::filesystem::weakly_canonical(a, problem) ==
         std::filesystem::weakly_canonical(b, problem);
}

Status CheckPaths(const RunOptions& options) {
  if (SameFile(options.decisions, options.rejects)) {
    return Error{fmt::format("decisions and rejects would both go to {}", options.decisions),
                 "give them different names"};
  }
  if (SameFile(options.state, options.decisions) || SameFile(options.state, options.rejects)) {
    return Error{fmt::format("{} would get two tables, one of them the state", options.state),
                 "give the state a file of its own"};
  }
  for (const std::string& output : {options.decisions, options.rejects, options.state}) {
    for (const std::string& input : {options.input.path, options.input.state}) {
      if (output != "-" && SameFile(output, input)) {
        return Error{fmt::format("{} is an input, and would be written over", output),
                     "give the output another name"};
      }
    }
    for (const auto& [source, path] : options.input.lists) {
      if (output != "-" && SameFile(output, path)) {
        return Error{
            fmt::format("{} holds the rows of `{}`, and would be written over", output, source),
            "give the output another name"};
      }
    }
  }
  return {};
}

}  // namespace

int WorkerCount(int threads) {
  return threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<RunResult> Run(const RunOptions& options) {
  const InputOptions& input = options.input;
  if (Status status = CheckPaths(options); !status) {
    return status.error();
  }
  Result<FileKind> kind = KindOfFile(input.path);
  if (!kind) {
    return kind.error();
  }
  const Result<const ir::SourceLayout*> layout =
      ChooseLayout(*input.module, input.source, input.path, *kind);
  if (!layout) {
    return layout.error();
  }
  Result<Plan> plan = MakePlan(*input.module, **layout, input.as_of, input.lists);
  if (!plan) {
    return plan.error();
  }
  BookRun run(options, std::move(*plan));
  if (Status status = run.Open(*kind); !status) {
    return status.error();
  }
  return run.Run();
}

}  // namespace sextant::io
