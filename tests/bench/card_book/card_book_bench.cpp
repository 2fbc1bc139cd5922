// Times the card-book strategy in memory: the engines against two hand-written programs and the
// memory roof, all in this process, interleaved, after checking that every answer is equal. Prints
// one JSON object, of which tests/bench/run makes the report.
#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/bench/card_book/book.h"
#include "tests/bench/card_book/records.h"
#include "tests/bench/card_book/twins.h"
#include "tests/bench/common/cpu.h"
#include "tests/bench/common/fail.h"
#include "tests/bench/common/timing.h"
#include "tests/bench/engines/decide.h"
#include "tests/bench/engines/program.h"

namespace sextant::bench::card_book {
namespace {

constexpr int64_t kSlowRows = 200'000;

struct NamedTwin {
  std::string name;
  Twin decide;
};
// What a machine without AVX-512 has for a twin is what the compiler vectorises.
std::vector<NamedTwin> Twins() {
  std::vector<NamedTwin> twins{{"branchy", DecideBranchy},
                               {"twin, vectorised by the compiler", DecidePredicated}};
  if (HasAvx512()) {
    twins.push_back({"twin avx512", DecideAvx512});
    twins.push_back({"roof", RoofAvx512});
  }
  return twins;
}

std::map<std::string, double> Measure(const std::string& strategy, const Book& book, int runs) {
  const int64_t rows = book.rows();
  const MemoryBook records = RecordsOf(book);
  Answers answers(rows);
  Answers scratch(rows);
  DecideBranchy(book.input(), answers.output(), 0, rows);
  std::vector<Contender> contenders;
  for (const NamedTwin& twin : Twins()) {
    const auto work = [&book, &scratch, rows, decide = twin.decide] {
      decide(book.input(), scratch.output(), 0, rows);
    };
    work();
    if (twin.name != "roof" && !Equal(scratch, answers, rows)) {
      Fail(twin.name + ": the answers differ");
    }
    contenders.push_back({twin.name, rows, work});
  }
  std::vector<std::unique_ptr<Program>> programs;
  std::vector<std::vector<abi::DecisionBatch>> decisions(Engines().size());
  for (const EngineChoice& choice : Engines()) {
    const int64_t decided = choice.slow ? std::min(rows, kSlowRows) : rows;
    const Program& program =
        *programs.emplace_back(std::make_unique<Program>(strategy, choice.kind, records));
    RequireEqual(choice.name, program, records, decided, Expected(answers));
    auto& out = decisions[programs.size() - 1];
    contenders.push_back(
        {choice.name, decided, [&, decided] { Decide(program, records, decided, 1, out); }});
  }
  return Interleave(contenders, runs);
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

  const Book book(rows, seed);
  const nlohmann::json report{{"rows", rows},
                              {"runs", runs},
                              {"bytes_read", kBytesIn},
                              {"bytes_written", kBytesOut},
                              {"ns_per_record", Measure(strategy, book, runs)}};
  fmt::print("{}\n", report.dump(2));
  return 0;
}

}  // namespace
}  // namespace sextant::bench::card_book

int main(int argc, char** argv) {
  return sextant::bench::card_book::Main(argc, argv);
}
