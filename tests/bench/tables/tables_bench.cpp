// Times a first-match table in memory: the engines against two hand-written programs, all in this
// process, interleaved, after checking that every answer is equal; and how long the table takes to
// load, and to load again after an edit. Prints one JSON object, of which tests/bench/run makes the
// report; with --dump it writes columns and answers for the peers.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <list>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/bench/common/cpu.h"
#include "tests/bench/common/fail.h"
#include "tests/bench/common/raw_files.h"
#include "tests/bench/common/timing.h"
#include "tests/bench/engines/decide.h"
#include "tests/bench/engines/program.h"
#include "tests/bench/tables/book.h"
#include "tests/bench/tables/index.h"
#include "tests/bench/tables/twins.h"

namespace sextant::bench::tables {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string table;
  int64_t rows = 1 << 20;
  int64_t slow_rows = 20'000;
  int runs = 7;
  uint64_t seed = 1;
  std::string dump;
  bool threads_only = false;
};

MemoryBook MemoryOf(const Book& book) {
  std::map<std::string, MemoryColumn> columns = book.columns();
  columns["id"] = columns["income"];  // no row of the table reads the key
  return MemoryBook(book.rows(), std::move(columns));
}

void Dump(const std::string& folder, const Book& book, const Column<int32_t>& answers) {
  const auto rows = static_cast<std::size_t>(book.rows());
  for (const auto& [name, column] : book.columns()) {
    const bool narrow = column.storage == abi::Storage::kInt32;
    WriteRaw(folder, name + (narrow ? ".int32" : ".int64"), column.values, rows * (narrow ? 4 : 8));
  }
  WriteRaw(folder, "hit.int32", answers.data(), rows * 4);
}

// The select chain, where one was compiled for a table of this size.
void (*ChainFor(int rows))(const Records&, int32_t*, int64_t, int64_t) {
  return rows == 9 ? SelectChain10 : rows == 99 ? SelectChain100 : nullptr;
}

// The table of the strategy in `folder`, with another answer in its last row, loaded from `copy`.
void Edit(const std::string& folder, const std::string& copy) {
  fs::create_directories(copy);
  fs::copy_file(folder + "/table.sxt", copy + "/table.sxt", fs::copy_options::overwrite_existing);
  std::ifstream from(folder + "/table.csv");
  std::ofstream to(copy + "/table.csv");
  for (std::string line; std::getline(from, line);) {
    const bool last = line.starts_with("otherwise");
    to << (last ? line.substr(0, line.rfind(',') + 1) + "-1" : line) << "\n";
  }
}

// Milliseconds from the text on disk to the first decision.
double Load(const std::string& folder, const EngineChoice& choice, const MemoryBook& memory) {
  const auto start = Clock::now();
  const Program program(folder + "/table.sxt", choice.kind, memory, /*pass_key=*/false);
  abi::DecisionBatch out;
  program.engine().Decide(memory.Slice(program.module(), 0, 1), out);
  return SecondsSince(start) * 1e3;
}

nlohmann::json MeasureLoading(const Options& options, const MemoryBook& memory) {
  nlohmann::json report;
  const std::string edited = options.table + "/edited";
  Edit(options.table, edited);
  for (const EngineChoice& choice : Engines()) {
    std::vector<double> first, again;
    for (int run = 0; run < options.runs; ++run) {
      first.push_back(Load(options.table, choice, memory));
      again.push_back(Load(edited, choice, memory));
    }
    report["load_ms"][choice.name] = Median(first);
    report["reload_ms"][choice.name] = Median(again);
  }
  return report;
}

nlohmann::json MeasureDeciding(const Options& options, const Bounds& table, const Book& book,
                               const Index& index, const Column<int32_t>& answers) {
  const MemoryBook memory = MemoryOf(book);
  const Records records = book.records();
  Column<int32_t> scratch(answers.size());
  std::vector<Contender> contenders{{"twin index", options.rows, [&] {
                                       index.Decide(records, scratch.data(), 0, options.rows);
                                     }}};
  if (const auto chain = ChainFor(table.rows()); chain != nullptr) {
    chain(records, scratch.data(), 0, options.rows);
    if (!std::equal(answers.begin(), answers.begin() + options.rows, scratch.begin())) {
      Fail("twin chain: the answers differ");
    }
    contenders.push_back({"twin chain", options.rows,
                          [&, chain] { chain(records, scratch.data(), 0, options.rows); }});
  }
  std::vector<std::unique_ptr<Program>> programs;
  std::vector<std::vector<abi::DecisionBatch>> decisions(Engines().size());
  for (const EngineChoice& choice : Engines()) {
    const int64_t rows = choice.slow ? std::min(options.rows, options.slow_rows) : options.rows;
    const Program& program = *programs.emplace_back(std::make_unique<Program>(
        options.table + "/table.sxt", choice.kind, memory, /*pass_key=*/false));
    RequireEqual(choice.name, program, memory, rows,
                 {{"Hit", answers.data(), abi::Storage::kInt32}});
    auto& out = decisions[programs.size() - 1];
    contenders.push_back({choice.name, rows, [&, rows] { Decide(program, memory, rows, 1, out); }});
  }
  return Interleave(contenders, options.runs);
}

// One thread and two, of the engines that are not slow.
std::map<std::string, double> MeasureThreads(const Options& options, const Book& book) {
  const MemoryBook memory = MemoryOf(book);
  std::vector<Contender> contenders;
  std::list<Program> programs;
  std::list<std::vector<abi::DecisionBatch>> decisions;
  for (const EngineChoice& choice : Engines()) {
    for (int threads = 1; threads <= 2 && !choice.slow; ++threads) {
      const Program& program = programs.emplace_back(options.table + "/table.sxt", choice.kind,
                                                     memory, /*pass_key=*/false);
      auto& out = decisions.emplace_back();
      contenders.push_back({choice.name + (threads == 1 ? "" : ", 2 threads"), options.rows,
                            [&, threads] { Decide(program, memory, options.rows, threads, out); }});
    }
  }
  return Interleave(contenders, options.runs);
}

int Main(int argc, char** argv) {
  Options options;
  CLI::App app{"Times a first-match table in memory"};
  app.add_option("--table", options.table, "folder that make_table.py has written")->required();
  app.add_option("--rows", options.rows, "records in the book")->check(CLI::PositiveNumber);
  app.add_option("--slow-rows", options.slow_rows, "records for what is slow")
      ->check(CLI::PositiveNumber);
  app.add_option("--runs", options.runs, "timed runs; the median counts")
      ->check(CLI::PositiveNumber);
  app.add_option("--seed", options.seed, "seed of the book");
  app.add_flag("--threads-only", options.threads_only, "compare one thread with two");
  app.add_option("--dump", options.dump, "only write the columns and answers into this folder");
  CLI11_PARSE(app, argc, argv);

  if (!HasAvx512()) {
    Fail("the hand-written programs need AVX-512");
  }
  const Bounds table = ReadBounds(options.table);
  const Book book(options.rows, options.seed);
  if (options.threads_only) {
    fmt::print("{}\n", nlohmann::json{{"ns_per_record", MeasureThreads(options, book)}}.dump());
    return 0;
  }
  const auto start = Clock::now();
  const Index index(table);
  const double build_ms = SecondsSince(start) * 1e3;
  Column<int32_t> answers(static_cast<std::size_t>((options.rows + 63) / 64 * 64));
  Column<int32_t> check(answers.size());
  index.Decide(book.records(), answers.data(), 0, options.rows);
  const int64_t few = std::min(options.rows, options.slow_rows);
  DecideInOrder(table, book.records(), check.data(), 0, few);
  if (!std::equal(check.begin(), check.begin() + few, answers.begin())) {
    Fail("twin index: the answers differ");
  }
  if (!options.dump.empty()) {
    Dump(options.dump, book, answers);
    return 0;
  }
  nlohmann::json report = MeasureLoading(options, MemoryOf(book));
  report["rows"] = options.rows;
  report["table_rows"] = table.rows() + 1;
  report["twin_index_ms"] = build_ms;
  report["twin_index_bytes"] = index.bytes();
  report["ns_per_record"] = MeasureDeciding(options, table, book, index, answers);
  fmt::print("{}\n", report.dump(2));
  return 0;
}

}  // namespace
}  // namespace sextant::bench::tables

int main(int argc, char** argv) {
  return sextant::bench::tables::Main(argc, argv);
}
