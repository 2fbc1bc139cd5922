// The hand-written programs that engines are measured against decide as the reference interpreter
// does.
#include <catch2/catch.hpp>

#include "tests/bench/card_book/records.h"
#include "tests/bench/card_book/twins.h"
#include "tests/bench/common/cpu.h"
#include "tests/bench/engines/decide.h"
#include "tests/bench/tables/book.h"
#include "tests/bench/tables/index.h"
#include "tests/bench/tables/twins.h"
#include "tests/bench/twelve_rules/records.h"
#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench {
namespace {

const std::string kRoot = SEXTANT_SOURCE_DIR "/";
const std::string kTables = BENCH_TABLES "/";

// Not a multiple of any block.
constexpr int64_t kRows = 1'500 + 13;

}  // namespace

TEST_CASE("the twelve rules written by hand") {
  using namespace twelve_rules;
  const Book book(kRows, 5);
  const MemoryBook records = RecordsOf(book);
  const Program program(kRoot + "tests/bench/strategies/twelve_rules.sxt",
                        engine::EngineKind::kInterpreter, records, /*pass_key=*/false);
  std::vector<Twin> twins{DecideBranchy};
  if (HasAvx2()) {
    twins.push_back(DecideAvx2);
  }
  if (HasAvx512()) {
    twins.push_back(DecideAvx512);
  }
  for (const Twin twin : twins) {
    Answers answers(kRows);
    twin(book.input(), answers.output(), 0, kRows);
    RequireEqual("twin", program, records, kRows, Expected(answers));
  }
}

TEST_CASE("the card book written by hand") {
  using namespace card_book;
  const Book book(kRows, 5);
  const MemoryBook records = RecordsOf(book);
  const Program program(kRoot + "strategies/card_book/card_book.sxt",
                        engine::EngineKind::kInterpreter, records);
  std::vector<Twin> twins{DecideBranchy, DecidePredicated};
  if (HasAvx512()) {
    twins.push_back(DecideAvx512);
  }
  for (const Twin twin : twins) {
    Answers answers(kRows);
    twin(book.input(), answers.output(), 0, kRows);
    RequireEqual("twin", program, records, kRows, Expected(answers));
  }
}

TEST_CASE("tables written by hand") {
  using namespace tables;
  const Book book(kRows, 5);
  std::map<std::string, MemoryColumn> columns = book.columns();
  columns["id"] = columns["income"];
  const MemoryBook records(kRows, std::move(columns));
  for (const int rows : {10, 100, 1'000}) {
    const std::string folder = kTables + std::to_string(rows);
    const Bounds table = ReadBounds(folder);
    Column<int32_t> answers(kRows + 64), others(kRows + 64);
    DecideInOrder(table, book.records(), answers.data(), 0, kRows);
    const auto same = [&] {
      return std::equal(answers.begin(), answers.begin() + kRows, others.begin());
    };
    if (rows <= 100) {
      const Program program(folder + "/table.sxt", engine::EngineKind::kInterpreter, records,
                            /*pass_key=*/false);
      RequireEqual("twin", program, records, kRows,
                   {{"Hit", answers.data(), abi::Storage::kInt32}});
    }
    if (!HasAvx512()) {
      continue;
    }
    Index(table).Decide(book.records(), others.data(), 0, kRows);
    CHECK(same());
    if (rows <= 100) {
      (rows == 10 ? SelectChain10 : SelectChain100)(book.records(), others.data(), 0, kRows);
      CHECK(same());
    }
  }
}

}  // namespace sextant::bench
