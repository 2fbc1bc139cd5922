#include "tests/differential/report.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "tests/differential/compare.h"

namespace sextant::differential {
namespace {

constexpr int64_t kRowsShown = 4;

std::string OutcomeText(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::kDiffers:
      return "the engines differ";
    case Outcome::kCrashed:
      return fmt::format("a crash while {} (signal {})", StageText(outcome.stage), outcome.signal);
    case Outcome::kHung:
      return fmt::format("no end while {}", StageText(outcome.stage));
    default:
      return "no failure";
  }
}

const char* WayText(Way way) {
  switch (way) {
    case Way::kWhole:
      return "whole";
    case Way::kHalves:
      return "cut in two";
    case Way::kThreads:
      return "in two threads";
  }
  return "";
}

// Decides the case once more; only for one that does not crash.
std::string Answers(const Case& one) {
  const auto compilation = driver::CompileText("program.sxt", Print(one.program));
  if (!compilation->module) {
    return "";
  }
  const ir::Module& module = *compilation->module;
  const auto duel = Duel::Make(*compilation, one.params, one.tuning);
  if (!duel.ok()) {
    return duel.error().message + "\n";
  }
  const Batch batch(module, one.table);
  (*duel)->Reference(batch.input());
  const auto difference = (*duel)->Differs(batch.input(), Way::kWhole);
  std::string out = difference ? *difference + "\n" : "";
  for (int64_t row = 0; row < std::min(one.table.rows, kRowsShown); ++row) {
    out += fmt::format("row {}, interpreter:\n{}row {}, fast engine:\n{}", row,
                       PrintAnswer(module, (*duel)->reference(), row), row,
                       PrintAnswer(module, (*duel)->answer(), row));
  }
  return out;
}

std::string Records(const Case& one) {
  const auto compilation = driver::CompileText("program.sxt", Print(one.program));
  return compilation->module ? PrintTable(*compilation->module, one.table, kRowsShown) : "";
}

}  // namespace

std::string Describe(const Case& one, const Outcome& outcome) {
  std::string out = fmt::format("{}; the batch {}\nreplay: differential --seed {} --program {}\n\n",
                                OutcomeText(outcome), WayText(one.way), one.seed, one.index);
  out += Print(one.program) + "\n";
  for (const auto& [name, value] : one.params) {
    out += fmt::format("--param {}={}\n", name, value);
  }
  if (!one.tuning.cpu.empty() || one.tuning.longest_function != 0 ||
      one.tuning.foreign_every_nth != 0 || one.tuning.mixed_layout != 0 || one.tuning.quick ||
      one.tuning.streaming) {
    out += fmt::format("{}code for {}, functions up to {}, every {}th part foreign, layout {}\n",
                       one.tuning.quick       ? "quick "
                       : one.tuning.streaming ? "streaming "
                                              : "",
                       one.tuning.cpu.empty() ? "this machine" : one.tuning.cpu,
                       one.tuning.longest_function, one.tuning.foreign_every_nth,
                       one.tuning.mixed_layout);
  }
  if (outcome.kind == Outcome::kDiffers) {
    return out + fmt::format("\n{} records\n{}\n{}", one.table.rows, Records(one), Answers(one));
  }
  return outcome.stage == Stage::kCompile
             ? out
             : out + fmt::format("\n{} records\n{}", one.table.rows, Records(one));
}

std::string WriteFinding(const Case& small, const Case& original, const Outcome& outcome) {
  const std::filesystem::path folder = "out/differential";
  std::filesystem::create_directories(folder);
  const auto path = folder / fmt::format("{}-{}.txt", small.seed, small.index);
  std::ofstream file(path);
  file << Describe(small, outcome) << "\n# --- as generated ---\n" << Print(original.program);
  return path.string();
}

}  // namespace sextant::differential
