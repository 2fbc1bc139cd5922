// Times the card-book strategy in memory: the engines against two hand-written programs and the
// memory roof, all on one thread, interleaved, after checking that every answer is equal.
// Prints one JSON object; tests/bench/run makes the report of it.
#include <algorithm>
#include <chrono>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "compiler/driver/compile.h"
#include "runtime/engine/engine.h"
#include "tests/bench/book.h"
#include "tests/bench/twins.h"

namespace sextant::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int64_t kChunk = 1 << 16;

double Seconds(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Program {
  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<engine::Engine> engine;
};

Program Load(const std::string& path, engine::EngineKind kind) {
  auto compiled = driver::CompileFile(path);
  if (!compiled || !compiled.value()->module) {
    fmt::print(stderr, "cannot compile {}\n", path);
    std::exit(1);
  }
  Program program{std::move(compiled.value()), nullptr};
  auto bindings = interp::Bind(*program.compilation->module, {});
  auto engine = engine::MakeEngine(kind, *program.compilation->module, program.compilation->sources,
                                   *bindings);
  if (!engine) {
    fmt::print(stderr, "{}\n", engine.error().message);
    std::exit(1);
  }
  program.engine = std::move(engine.value());
  return program;
}

// Text on disk to the first decision, in seconds.
double TimeToFirstDecision(const std::string& path, engine::EngineKind kind, const CardBook& book) {
  const auto start = Clock::now();
  const Program program = Load(path, kind);
  abi::DecisionBatch out;
  program.engine->Decide(book.Slice(*program.compilation->module, 0, 1), out);
  return Seconds(start);
}

// Keeps the decisions of the whole book, as the hand-written programs do.
void RunEngine(const Program& program, const CardBook& book, int64_t rows,
               std::vector<abi::DecisionBatch>& out) {
  out.resize(static_cast<std::size_t>((rows + kChunk - 1) / kChunk));
  for (int64_t at = 0; at < rows; at += kChunk) {
    program.engine->Decide(
        book.Slice(*program.compilation->module, at, std::min(kChunk, rows - at)),
        out[static_cast<std::size_t>(at / kChunk)]);
  }
}

const abi::OutputBuffer& Column(const ir::Module& module, const abi::DecisionBatch& batch,
                                const std::string& name) {
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    if (module.outputs[i].name == name)
      return batch.columns[i];
  }
  fmt::print(stderr, "no output `{}`\n", name);
  std::exit(1);
}

// Stops the benchmark unless the engine gives what the hand-written program gives.
void RequireEqual(const Program& program, const CardBook& book, const CardAnswers& expected) {
  const ir::Module& module = *program.compilation->module;
  abi::DecisionBatch batch;
  for (int64_t at = 0; at < book.rows(); at += kChunk) {
    const int64_t n = std::min(kChunk, book.rows() - at);
    program.engine->Decide(book.Slice(module, at, n), batch);
    const std::map<std::string, const int32_t*> codes = {
        {"Relationship", expected.stage.data()},
        {"Value", expected.cell.data()},
        {"CreditLine.action", expected.action.data()},
        {"CreditLine.binding", expected.binding.data()}};
    for (int64_t i = 0; i < n; ++i) {
      bool same = abi::BitAt(batch.rejected.data(), i) == (expected.rejected[at + i] != 0);
      for (const auto& [name, values] : codes) {
        same &= reinterpret_cast<const int32_t*>(Column(module, batch, name).values())[i] ==
                values[at + i];
      }
      same &= reinterpret_cast<const int64_t*>(
                  Column(module, batch, "CreditLine.line").values())[i] == expected.line[at + i];
      same &= reinterpret_cast<const int64_t*>(Column(module, batch, "Loyalty").values())[i] ==
              expected.loyalty[at + i];
      if (!same) {
        fmt::print(stderr, "the answers differ at record {}\n", at + i + 1);
        std::exit(1);
      }
    }
  }
}

int Main(int argc, char** argv) {
  std::string strategy = "strategies/card_book/card_book.sxt";
  int64_t rows = 4'000'000;
  int runs = 7;
  uint64_t seed = 1;
  CLI::App app{"Times the card-book strategy in memory"};
  app.add_option("--strategy", strategy, "the strategy file");
  app.add_option("--rows", rows, "records in the book")->check(CLI::PositiveNumber);
  app.add_option("--runs", runs, "timed runs; the median counts")->check(CLI::PositiveNumber);
  app.add_option("--seed", seed, "seed of the book");
  CLI11_PARSE(app, argc, argv);

  const CardBook book(rows, seed);
  CardAnswers answers(rows);
  CardAnswers check(rows);
  const Program interpreter = Load(strategy, engine::EngineKind::kInterpreter);
  const Program jit = Load(strategy, engine::EngineKind::kJit);
  DecidePredicated(book, 0, rows, answers);
  DecideBranchy(book, 0, rows, check);
  if (answers.line != check.line || answers.stage != check.stage ||
      answers.loyalty != check.loyalty) {
    fmt::print(stderr, "the two hand-written programs differ\n");
    return 1;
  }
  RequireEqual(jit, book, answers);

  std::vector<abi::DecisionBatch> out;
  const int64_t few = std::min<int64_t>(rows, 200'000);  // the interpreter is slow
  const std::vector<std::tuple<std::string, int64_t, std::function<void()>>> contenders = {
      {"roof", rows, [&] { ReadAndWrite(book, 0, rows, check); }},
      {"twin", rows, [&] { DecidePredicated(book, 0, rows, answers); }},
      {"jit", rows, [&] { RunEngine(jit, book, rows, out); }},
      {"branchy", rows, [&] { DecideBranchy(book, 0, rows, answers); }},
      {"interpreter", few, [&] { RunEngine(interpreter, book, few, out); }}};
  std::map<std::string, std::vector<double>> times;
  for (int run = 0; run < runs; ++run) {
    for (const auto& [name, count, work] : contenders) {
      const auto start = Clock::now();
      work();
      times[name].push_back(Seconds(start) / static_cast<double>(count) * 1e9);
    }
  }
  nlohmann::json report{{"rows", rows},
                        {"runs", runs},
                        {"bytes_read", CardBook::kBytesIn},
                        {"bytes_written", CardAnswers::kBytesOut}};
  for (const auto& [name, values] : times) {
    report["ns_per_record"][name] = Median(values);
  }
  for (const auto& [name, kind] : {std::pair{"interpreter", engine::EngineKind::kInterpreter},
                                   std::pair{"jit", engine::EngineKind::kJit}}) {
    std::vector<double> first;
    for (int run = 0; run < runs; ++run) {
      first.push_back(TimeToFirstDecision(strategy, kind, book) * 1e3);
    }
    report["first_decision_ms"][name] = Median(first);
  }
  fmt::print("{}\n", report.dump(2));
  return 0;
}

}  // namespace
}  // namespace sextant::bench

int main(int argc, char** argv) {
  return sextant::bench::Main(argc, argv);
}
