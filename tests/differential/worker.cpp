#include "tests/differential/worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "tests/differential/generator.h"
#include "tests/differential/records.h"
#include "tests/differential/report.h"
#include "tests/differential/shrink.h"

namespace sextant::differential {
namespace {

constexpr uint64_t kRecordSalt = 0x5EC0'4D5;
constexpr int kErrorsShown = 3;
// The longest that a program may take, on a machine with much else to do.
constexpr uint64_t kPatienceSeconds = 60;

// The cases of one program in the order in which they are tried; the same each time.
class CaseList {
 public:
  CaseList(Case base, const ir::Module& module, int64_t records)
      : base_(std::move(base)),
        random_(MixSeeds(base_.seed, base_.index) ^ kRecordSalt),
        generator_(module),
        left_(records) {
    base_.params = DrawParams(module, random_);
    base_.tuning = DrawTuning(random_);
  }

  const Case& base() const { return base_; }

  // The next batch, or false when the program has had its records.
  bool Next(Case& one) {
    if (left_ <= 0 || batches_ > kMostBatches) {
      return false;
    }
    ++batches_;
    one = base_;
    one.table = generator_.Make(random_, DrawRows(random_, left_));
    left_ -= one.table.rows;
    one.way = random_.Chance(10) ? Way::kHalves : random_.Chance(2) ? Way::kThreads : Way::kWhole;
    return true;
  }

 private:
  static constexpr int kMostBatches = 60;
  Case base_;
  Random random_;
  RecordGenerator generator_;
  int64_t left_;
  int batches_ = 0;
};

Case BaseCase(const Options& options, uint64_t index) {
  Case base;
  base.seed = options.seed;
  base.index = index;
  base.program = Generator(MixSeeds(options.seed, index)).Program();
  return base;
}

void CountDiagnostics(const Options& options, uint64_t index,
                      const driver::Compilation& compilation, Tally& tally) {
  std::array<bool, kDiags> seen{};
  int shown = 0;
  for (const diag::Diagnostic& found : compilation.sink.Sorted()) {
    const auto code = static_cast<std::size_t>(found.diag);
    const bool error = diag::SeverityOf(found.diag) == diag::Severity::kError;
    if (!std::exchange(seen[code], true)) {
      ++(error ? tally.errors : tally.warnings)[code];
    }
    if (error && options.verbose && shown++ < kErrorsShown) {
      fmt::print("program {} is refused\n{}\n", index, diag::Render(found, compilation.sources));
    }
  }
}

// Whether ranges rule out or in what the program asks, and nothing else is wrong with it:
// conditions are drawn at random, and the checker knows more about them than what draws them.
bool DecidesNothing(const driver::Compilation& compilation) {
  using diag::Diag;
  return std::ranges::all_of(compilation.sink.Sorted(), [](const diag::Diagnostic& found) {
    return diag::SeverityOf(found.diag) != diag::Severity::kError ||
           found.diag == Diag::kNeverHolds || found.diag == Diag::kAlwaysHolds ||
           found.diag == Diag::kNeverAlone || found.diag == Diag::kNeverOffered;
  });
}

void CountConstructs(const NodePtr& program, Tally& tally) {
  Visit(program, [&](const Path&, const NodePtr& node) {
    ++tally.constructs[static_cast<std::size_t>(node->construct)];
    for (const Construct also : node->also) {
      ++tally.constructs[static_cast<std::size_t>(also)];
    }
  });
}

bool SaysTheSame(const abi::OutputBuffer& column, const abi::DecisionBatch& answer) {
  const std::size_t bytes = abi::StorageBytes(column.storage);
  const std::byte* first = nullptr;
  for (int64_t row = 0; row < answer.rows; ++row) {
    const std::byte* value = column.values() + row * static_cast<int64_t>(bytes);
    if (abi::BitAt(answer.rejected.data(), row)) {
      continue;
    }
    first = first == nullptr ? value : first;
    if (!std::equal(first, first + bytes, value)) {
      return false;
    }
  }
  return true;
}

void CountAnswer(const abi::DecisionBatch& answer, Tally& tally) {
  ++tally.batches;
  tally.records += static_cast<uint64_t>(answer.rows);
  tally.rejected += static_cast<uint64_t>(answer.rejected_rows);
  for (const abi::Reject& reject : answer.rejects) {
    ++tally.faults[static_cast<std::size_t>(reject.kind)];
  }
  if (answer.rows - answer.rejected_rows >= 64) {
    for (const abi::OutputBuffer& column : answer.columns) {
      ++tally.columns;
      tally.constant += SaysTheSame(column, answer);
    }
  }
}

void Report(const Options& options, const Case& failing, const Outcome& outcome, Tally& tally,
            Tally::Work& work) {
  ++tally.findings;
  work.until = Now() + 2 * options.shrink_seconds + kPatienceSeconds;
  Shrinker shrinker(failing, outcome, std::chrono::seconds(options.shrink_seconds));
  const Case small = shrinker.Shrink();
  const std::string path = WriteFinding(small, failing, outcome);
  fmt::print("=== program {} ({})\n{}\n", failing.index, path, Describe(small, outcome));
  std::fflush(stdout);
}

}  // namespace

uint64_t Now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

void RunProgram(const Options& options, Tally& tally, Tally::Work& work) {
  const uint64_t index = work.index;
  work.until = Now() + kPatienceSeconds;
  const Case base = BaseCase(options, index);
  const auto compilation = driver::CompileText("program.sxt", Print(base.program));
  CountDiagnostics(options, index, *compilation, tally);
  if (compilation->sink.has_errors() || !compilation->module) {
    ++(DecidesNothing(*compilation) ? tally.decided : tally.refused);
    return;
  }
  ++tally.programs;
  CountConstructs(base.program, tally);
  CaseList cases(base, *compilation->module, options.program_records);
  const auto duel = Duel::Make(*compilation, cases.base().params, cases.base().tuning);
  if (!duel.ok()) {
    ++tally.findings;
    fmt::print("program {}: no engine: {}\n", index, duel.error().message);
    return;
  }
  for (Case one; cases.Next(one);) {
    const Batch batch(*compilation->module, one.table);
    (*duel)->Reference(batch.input());
    CountAnswer((*duel)->reference(), tally);
    if (const auto difference = (*duel)->Differs(batch.input(), one.way)) {
      return Report(options, one, {Outcome::kDiffers, Stage::kDecide, 0, *difference}, tally, work);
    }
  }
}

void Investigate(const Options& options, Tally& tally, Tally::Work& work) {
  const uint64_t index = work.index;
  Case base = BaseCase(options, index);
  Outcome outcome = RunApart(base);
  if (outcome.failed()) {
    return Report(options, base, outcome, tally, work);
  }
  const auto compilation = driver::CompileText("program.sxt", Print(base.program));
  CaseList cases(base, *compilation->module, options.program_records);
  outcome = RunApart(cases.base());
  if (outcome.failed()) {
    return Report(options, cases.base(), outcome, tally, work);
  }
  for (Case one; cases.Next(one);) {
    outcome = RunApart(one);
    if (outcome.failed()) {
      return Report(options, one, outcome, tally, work);
    }
  }
  ++tally.findings;
  fmt::print("program {} brought its process down, but not a second time\n", index);
}

}  // namespace sextant::differential
