#include "runtime/io/generate.h"
#include "tests/unit/runtime/io/io_support.h"

// Lists whose rows stand in a file of their own.
using namespace sextant;

namespace {

const char* const kStrategy = R"(
record Move dated by posted_on {
  posted_on : date
  amount    : money EUR in -100..1_000 EUR
  kind      : one of { credit, debit } optional
  bank      : text optional
  note      : text
}
record Account key id {
  id    : integer in 1..99
  moves : list of Move
}
source ledger for Move from csv {
  dates "dd.MM.yyyy"
  null "", " "
  separator ";"
  posted_on from "POSTED"
  amount    from "CENT" in 0.01 EUR
  kind      from "KIND" codes { "C" -> credit, "D" -> debit }
}
source extract for Account from csv {
  id    from "ACC"
  moves from ledger by id = "ACCOUNT"
}
let recent  = count of moves within 30 days before 2026-03-31
let credits = sum(amount of moves with (kind is known and kind is credit))
let last    = latest(amount of moves)
let house   = latest(bank of moves)
let banks   = count distinct bank of moves
output { recent, credits, last, house, banks }
)";

const char* const kAccounts = "ACC\n7\n3\n12\n5\n5\n1e1\n";
const char* const kMoves =
    "CENT;ACCOUNT;KIND;POSTED;bank\n"
    "1050;3;C;31.03.2026;AB\n"
    "200;7;;01.03.2026;\n"
    "300;3;D;31.03.2026;\"C;D\"\n"
    "400;7.0;C;02.03.2026;XY\n"
    "500;99;C;02.03.2026;XY\n"
    "600; ;C;02.03.2026;XY\n"
    "700;seven;C;02.03.2026;XY\n"
    "10.5;12;C;02.03.2026;XY\n"
    "1;12;E;31.02.2026;XY\n"
    "2;12;F;02.03.1990;XY\n"
    "3;5;C;02.03.2026;XY\n";

class Lists {
 public:
  explicit Lists(const char* strategy = kStrategy) : compiled_(test::Compiled(strategy)) {}

  const driver::Compilation& compiled() const { return *compiled_; }

  Result<io::RunResult> Run(const std::string& accounts,
                            const std::map<std::string, std::string>& lists, int threads = 1,
                            int64_t batch_rows = 4096) {
    auto bindings = interp::Bind(*compiled_->module, {});
    REQUIRE(bindings);
    engine_ = std::move(*engine::MakeEngine(engine::EngineKind::kInterpreter, *compiled_->module,
                                            compiled_->sources, *bindings));
    io::RunOptions options;
    options.input.module = &*compiled_->module;
    options.input.path = accounts;
    options.input.lists = lists;
    options.input.batch_rows = batch_rows;
    options.engine = engine_.get();
    options.threads = threads;
    options.decisions = folder / "decisions.csv";
    options.rejects = folder / "rejects.csv";
    return io::Run(options);
  }

  test::TempFolder folder;

 private:
  std::unique_ptr<driver::Compilation> compiled_;
  std::unique_ptr<engine::Engine> engine_;
};

// Where and code of every line of rejects.
std::vector<std::string> Places(const std::string& rejects) {
  std::vector<std::string> places;
  std::istringstream lines(rejects);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string key, row, where, rule, code;
    std::getline(cells, key, ',');
    std::getline(cells, row, ',');
    std::getline(cells, where, ',');
    std::getline(cells, rule, ',');
    std::getline(cells, code, ',');
    places.push_back(key + " " + where + ":" + code);
  }
  return places;
}

}  // namespace

TEST_CASE("rows are found by the key, however it is written, in the order of the file") {
  Lists lists;
  const std::string accounts = lists.folder.Write("accounts.csv", kAccounts);
  const std::string moves = lists.folder.Write("moves.csv", kMoves);
  for (const int threads : {1, 3}) {
    const auto result = lists.Run(accounts, {{"ledger", moves}}, threads, threads == 1 ? 4096 : 2);
    REQUIRE(result);
    CHECK(test::Slurp(lists.folder / "decisions.csv") ==
          "id,recent,credits,last,house,banks\n"
          "7,1,4.00,4.00,XY,1\n"
          "3,2,10.50,3.00,C;D,2\n"
          "10,0,0.00,,,0\n");
    CHECK(Places(test::Slurp(lists.folder / "rejects.csv")) ==
          std::vector<std::string>{"12 moves.posted_on:malformed", "12 moves.amount:scale",
                                   "12 moves.kind:unlisted", "5 id:duplicate", "5 id:duplicate"});
    REQUIRE(result->lists.size() == 1);
    CHECK(result->lists[0].source == "ledger");
    CHECK(result->lists[0].rows == 11);
    CHECK(result->lists[0].without_record == 3);
  }
}

TEST_CASE("what is missing for a list is said") {
  Lists lists;
  const std::string accounts = lists.folder.Write("accounts.csv", kAccounts);
  const std::string moves = lists.folder.Write("moves.csv", "CENT;ACCOUNT;POSTED;bank\n");
  CHECK(lists.Run(accounts, {}).error().message ==
        "the rows of `moves` are read from `ledger`, and no file is given for it");
  CHECK(lists.Run(accounts, {{"ledger", moves}}).error().message ==
        moves + " has no column `KIND`, which `moves.kind` is read from");
  CHECK(lists.Run("-", {{"ledger", lists.folder.Write("m.csv", kMoves)}}).error().message ==
        "the records come from standard input, which can be read only once");
}

TEST_CASE("without a source block the rows come from the source of the list's name") {
  Lists lists(
      "record Row { n : integer }\nrecord R key id { id : text  rows : list of Row }\n"
      "let total = sum(n of rows)\noutput { total }\n");
  const std::string book = lists.folder.Write("book.csv", "id\na\nb\n");
  const std::string rows =
      lists.folder.Write("rows.ndjson", "{\"id\": \"b\", \"n\": 3}\n{\"id\": \"b\", \"n\": 4}\n");
  REQUIRE(lists.Run(book, {{"rows", rows}}));
  CHECK(test::Slurp(lists.folder / "decisions.csv") == "id,total\na,0\nb,7\n");
}

TEST_CASE("a made-up book brings the rows of its lists") {
  Lists lists;
  io::GenerateOptions options;
  options.module = &*lists.compiled().module;
  options.sources = &lists.compiled().sources;
  options.path = lists.folder / "book.csv";
  options.rows = 50;
  REQUIRE(io::Generate(options));
  const auto result = lists.Run(options.path, {{"ledger", lists.folder / "book.ledger.csv"}});
  REQUIRE(result);
  CHECK(result->records == 50);
  CHECK(result->rejected == 0);
  CHECK(result->lists[0].rows > 50);
  CHECK(result->lists[0].without_record == 0);
}
