// Times the twelve rules in memory: the engines against hand-written programs and the memory roof,
// all in this process, interleaved, after checking that every answer is equal. Prints one JSON
// object, of which tests/bench/run makes the report; with --dump it writes columns and answers for
// the peers.
#include <algorithm>
#include <list>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/bench/common/cpu.h"
#include "tests/bench/common/fail.h"
#include "tests/bench/common/raw_files.h"
#include "tests/bench/common/timing.h"
#include "tests/bench/engines/decide.h"
#include "tests/bench/engines/program.h"
#include "tests/bench/twelve_rules/book.h"
#include "tests/bench/twelve_rules/records.h"
#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench::twelve_rules {
namespace {

constexpr int64_t kSlowRows = 200'000;

struct Options {
  std::string strategy = "tests/bench/strategies/twelve_rules.sxt";
  int64_t rows = 4'000'000;
  int runs = 7;
  uint64_t seed = 1;
  std::string dump;
  bool threads_only = false;
};

struct NamedTwin {
  std::string name;
  Twin decide;
};
// The first is what all answers are compared with.
std::vector<NamedTwin> Twins() {
  std::vector<NamedTwin> twins{{"branchy", DecideBranchy}, {"twin avx2", DecideAvx2}};
  if (HasAvx512()) {
    twins.push_back({"twin avx512", DecideAvx512});
  }
  return twins;
}
std::vector<NamedTwin> Roofs() {
  std::vector<NamedTwin> roofs{{"roof avx2", RoofAvx2}};
  if (HasAvx512()) {
    roofs.push_back({"roof avx512", RoofAvx512});
  }
  return roofs;
}

void Dump(const std::string& folder, const Book& book, Answers& answers) {
  for (const auto& [name, column] : Columns(book.input())) {
    WriteRaw(folder, name + "." + TypeName(column.storage), column.values,
             static_cast<std::size_t>(book.rows()) * abi::StorageBytes(column.storage));
    if (column.validity != nullptr) {
      WriteRaw(folder, name + ".bits", column.validity,
               static_cast<std::size_t>((book.rows() + 7) / 8));
    }
  }
  for (const auto& [name, column] : AnswerColumns(answers)) {
    WriteRaw(folder, name + "." + TypeName(column.storage), column.values,
             static_cast<std::size_t>(book.rows()) * abi::StorageBytes(column.storage));
  }
}

// Half of the records on a thread each.
void OnTwoThreads(Twin decide, const Book& book, Answers& answers) {
  const int64_t half = book.rows() / 128 * 64;
  std::thread other([&] { decide(book.input(), answers.output(), half, book.rows() - half); });
  decide(book.input(), answers.output(), 0, half);
  other.join();
}

class Measurement {
 public:
  Measurement(const Options& options, const Book& book, const Answers& answers)
      : options_(options),
        book_(book),
        records_(RecordsOf(book)),
        answers_(answers),
        scratch_(book.rows()),
        engines_(Engines()) {}

  std::map<std::string, double> OneThread() {
    for (const NamedTwin& roof : Roofs()) {
      AddTwin(roof);
    }
    for (const NamedTwin& twin : Twins()) {
      twin.decide(book_.input(), scratch_.output(), 0, book_.rows());
      if (!Equal(scratch_, answers_, book_.rows())) {
        Fail(twin.name + ": the answers differ");
      }
      AddTwin(twin);
    }
    for (const EngineChoice& choice : engines_) {
      AddEngine(choice, 1, choice.name);
    }
    return Interleave(contenders_, options_.runs);
  }

  std::map<std::string, double> OneAndTwoThreads() {
    const NamedTwin roof = Roofs().back();
    AddTwin({"roof", roof.decide});
    contenders_.push_back({"roof, 2 threads", book_.rows(),
                           [this, roof] { OnTwoThreads(roof.decide, book_, scratch_); }});
    for (const EngineChoice& choice : engines_) {
      if (!choice.slow) {
        AddEngine(choice, 1, choice.name);
        AddEngine(choice, 2, choice.name + ", 2 threads");
      }
    }
    return Interleave(contenders_, options_.runs);
  }

 private:
  void AddTwin(const NamedTwin& twin) {
    contenders_.push_back({twin.name, book_.rows(), [this, decide = twin.decide] {
                             decide(book_.input(), scratch_.output(), 0, book_.rows());
                           }});
  }

  void AddEngine(const EngineChoice& choice, int threads, const std::string& name) {
    const int64_t rows = choice.slow ? std::min(book_.rows(), kSlowRows) : book_.rows();
    const Program& program = *programs_.emplace_back(
        std::make_unique<Program>(options_.strategy, choice.kind, records_, /*pass_key=*/false));
    RequireEqual(name, program, records_, rows, Expected(answers_));
    auto& out = decisions_.emplace_back();
    contenders_.push_back({name, rows, [this, &program, &out, rows, threads] {
                             Decide(program, records_, rows, threads, out);
                           }});
  }

  const Options& options_;
  const Book& book_;
  MemoryBook records_;
  const Answers& answers_;
  Answers scratch_;
  std::vector<EngineChoice> engines_;
  std::vector<Contender> contenders_;
  std::vector<std::unique_ptr<Program>> programs_;
  std::list<std::vector<abi::DecisionBatch>> decisions_;  // each contender's, kept from run to run
};

int Main(int argc, char** argv) {
  Options options;
  CLI::App app{"Times the twelve rules in memory"};
  app.add_option("--strategy", options.strategy, "the strategy file");
  app.add_option("--rows", options.rows, "records in the book")->check(CLI::PositiveNumber);
  app.add_option("--runs", options.runs, "timed runs; the median counts")
      ->check(CLI::PositiveNumber);
  app.add_option("--seed", options.seed, "seed of the book");
  app.add_flag("--threads-only", options.threads_only, "compare one thread with two");
  app.add_option("--dump", options.dump, "only write the columns and answers into this folder");
  CLI11_PARSE(app, argc, argv);

  const Book book(options.rows, options.seed);
  Answers answers(options.rows);
  DecideBranchy(book.input(), answers.output(), 0, options.rows);
  if (!options.dump.empty()) {
    Dump(options.dump, book, answers);
    return 0;
  }
  Measurement measurement(options, book, answers);
  const auto figures =
      options.threads_only ? measurement.OneAndTwoThreads() : measurement.OneThread();
  const nlohmann::json report{{"rows", options.rows},
                              {"runs", options.runs},
                              {"bytes_read", kBytesIn},
                              {"bytes_written", kBytesOut},
                              {"ns_per_record", figures}};
  fmt::print("{}\n", report.dump(2));
  return 0;
}

}  // namespace
}  // namespace sextant::bench::twelve_rules

int main(int argc, char** argv) {
  return sextant::bench::twelve_rules::Main(argc, argv);
}
