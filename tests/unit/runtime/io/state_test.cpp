#include "compiler/support/dates.h"
#include "tests/unit/runtime/io/io_support.h"

// What is carried from one run to the next.
namespace sextant::test {
namespace {

constexpr const char* kProgram = R"(record R key id {
  id : text
  n : integer in 0..100
  worth : money CNY
}
lifecycle Stage first match {
  stage high when n >= 50 keep while n >= 40 formerly "top"
  stage low otherwise
  moves low -> high  high -> low
  other moves fault
  high stays at least 2 months
}
band Size remembered = worth { small below 50 CNY; large otherwise }
strategy Line remembered -> { limit : money CNY, extra : money CNY optional } first match {
  rule more when Size is large then limit = worth, extra = 1.5 CNY
  otherwise then limit = worth
}
let prior = Stage.previous
output { Stage, prior }
)";

class Book {
 public:
  explicit Book(const std::string& program = kProgram) : compiled_(Compiled(program)) {}

  // Writes the records, decides them, and gives the state file, or the error.
  std::string Run(const std::string& as_of, const std::string& records,
                  const std::string& state_in = "", const std::string& state_out = "out.csv",
                  int threads = 1) {
    const auto bound = interp::Bind(*compiled_->module, {});
    auto engine = engine::MakeEngine(engine::EngineKind::kInterpreter, *compiled_->module,
                                     compiled_->sources, *bound);
    REQUIRE(engine.ok());
    io::RunOptions options;
    options.input.module = &*compiled_->module;
    options.input.path = folder_.Write("book.csv", records);
    options.input.as_of = ParseDate(as_of);
    options.input.state = state_in.empty() ? "" : folder_ / state_in;
    options.input.batch_rows = 2;
    options.input.lists = lists;
    options.engine = engine->get();
    options.decisions = folder_ / "decisions.csv";
    options.rejects = folder_ / "rejects.csv";
    options.state = folder_ / state_out;
    options.threads = threads;
    const auto result = io::Run(options);
    if (!result) {
      return result.error().message.substr(result.error().message.find(": ") + 2) + " / " +
             result.error().hint;
    }
    absent = result->absent;
    return Slurp(options.state);
  }
  std::string Decisions() const { return Slurp(folder_ / "decisions.csv"); }
  std::string Rejects() const { return Slurp(folder_ / "rejects.csv"); }
  void Write(const std::string& name, const std::string& text) { folder_.Write(name, text); }

  std::string Path(const std::string& name) const { return folder_ / name; }

  int64_t absent = 0;
  io::ListFiles lists;

 private:
  TempFolder folder_;
  std::unique_ptr<driver::Compilation> compiled_;
};

const std::string kHead = "id,as_of,Stage.stage,Stage.since,Size,Line.limit,Line.extra\n";

}  // namespace

TEST_CASE("a first run, and a run on the state it left") {
  Book book;
  const std::string first =
      book.Run("2026-01-31", "id,n,worth\na,60,10\nb,0,60.5\nc,10,1\n", "", "s1.csv");
  CHECK(first == kHead +
                     "a,2026-01-31,high,2026-01-31,small,10.00,\n"
                     "b,2026-01-31,low,2026-01-31,large,60.50,1.50\n"
                     "c,2026-01-31,low,2026-01-31,small,1.00,\n");
  CHECK(book.Decisions() == "id,Stage,prior\na,high,\nb,low,\nc,low,\n");
  // `a` is held by its minimum stay, `b` moves, `c` is absent, `d` is new.
  const std::string second =
      book.Run("2026-02-28", "id,n,worth\nd,45,1\nb,50,1\na,0,2\n", "s1.csv", "s2.csv");
  CHECK(second == kHead +
                      "d,2026-02-28,low,2026-02-28,small,1.00,\n"
                      "b,2026-02-28,high,2026-02-28,small,1.00,\n"
                      "a,2026-02-28,high,2026-01-31,small,2.00,\n"
                      "c,2026-01-31,low,2026-01-31,small,1.00,\n");
  CHECK(book.absent == 1);
  CHECK(book.Decisions() == "id,Stage,prior\nd,low,\nb,high,low\na,high,high\n");
}

TEST_CASE("Parquet keeps the same state") {
  Book book;
  book.Run("2026-01-31", "id,n,worth\na,60,10\nb,0,60.5\n", "", "s1.parquet");
  CHECK(book.Run("2026-02-28", "id,n,worth\nb,45,60.5\n", "s1.parquet", "s2.csv") ==
        kHead +
            "b,2026-02-28,low,2026-01-31,large,60.50,1.50\n"
            "a,2026-01-31,high,2026-01-31,small,10.00,\n");
}

TEST_CASE("a rejected record keeps its old state, or none") {
  Book book;
  book.Run("2026-01-31", "id,n,worth\na,60,10\nb,0,1\n", "", "s1.csv");
  CHECK(book.Run("2026-02-28", "id,n,worth\nb,0,1\nnew,101,1\na,101,1\n", "s1.csv", "s2.csv") ==
        kHead +
            "b,2026-02-28,low,2026-01-31,small,1.00,\n"
            "a,2026-01-31,high,2026-01-31,small,10.00,\n");
  CHECK(book.absent == 0);
}

TEST_CASE("all copies of a key are rejected, and its state is kept once") {
  Book book;
  book.Run("2026-01-31", "id,n,worth\na,60,10\nb,0,1\nz,0,1\n", "", "s1.csv");
  for (const int threads : {1, 3}) {
    CHECK(book.Run("2026-02-28", "id,n,worth\na,1,1\nb,0,1\na,2,2\nc,1,1\na,3,3\n", "s1.csv",
                   "s2.csv", threads) == kHead +
                                             "b,2026-02-28,low,2026-01-31,small,1.00,\n"
                                             "c,2026-02-28,low,2026-02-28,small,1.00,\n"
                                             "a,2026-01-31,high,2026-01-31,small,10.00,\n"
                                             "z,2026-01-31,low,2026-01-31,small,1.00,\n");
    CHECK(book.absent == 1);
    CHECK(book.Rejects().substr(0, 47) == "key,row,where,rule,code,message,line,found\na,1,");
    CHECK_THAT(book.Rejects(),
               Catch::Contains("a,3,id,,duplicate,") && Catch::Contains("a,5,id,,duplicate,"));
  }
}

TEST_CASE("state and the rows of lists are found by one reading of the keys") {
  Book book(R"(record Move { amount : money CNY }
record R key id {
  id : integer
  moves : list of Move
}
band Size remembered = sum(amount of moves) { small below 50 CNY; large otherwise }
let prior = Size.previous
output { Size, prior }
)");
  book.Write("moves.csv", "id,amount\n2,60\n1,10\n3,1\n4,70\n3,1\n9,1\n");
  book.lists["moves"] = book.Path("moves.csv");
  book.Run("2026-01-31", "id\n1\n2\n3\n4\n", "", "s1.csv");
  book.Write("moves.csv", "id,amount\n1,60\n3.0,90\n");
  for (const int threads : {1, 3}) {
    CHECK(book.Run("2026-02-28", "id\n3\n1\n2\n2\nx\n01\n5\n", "s1.csv", "s2.csv", threads) ==
          "id,as_of,Size\n3,2026-02-28,large\n5,2026-02-28,small\n1,2026-01-31,small\n"
          "2,2026-01-31,large\n4,2026-01-31,large\n");
    CHECK(book.Decisions() == "id,Size,prior\n3,large,small\n5,small,\n");
    CHECK(book.absent == 1);
    CHECK_THAT(book.Rejects(), Catch::Contains("1,2,id,,duplicate,") &&
                                   Catch::Contains("2,4,id,,duplicate,") &&
                                   Catch::Contains("1,6,id,,duplicate,"));
  }
}

TEST_CASE("a state that is not from before is refused") {
  Book book;
  book.Run("2026-01-31", "id,n,worth\na,60,10\n", "", "s1.csv");
  for (const char* as_of : {"2026-01-31", "2025-12-31"}) {
    CHECK_THAT(book.Run(as_of, "id,n,worth\nb,0,1\n", "s1.csv"),
               Catch::Contains("start from the state of an earlier run"));
  }
}

TEST_CASE("a renamed stage is found by its former name, another rejects its record") {
  Book book;
  book.Write("s.csv", kHead + "a,2026-01-31,top,2026-01-31,small,1,\n");
  CHECK(book.Run("2026-02-28", "id,n,worth\na,0,1\n", "s.csv") ==
        kHead + "a,2026-02-28,high,2026-01-31,small,1.00,\n");
  book.Write("s.csv", kHead + "a,2026-01-31,middle,2026-01-31,small,1,\n");
  CHECK(book.Run("2026-02-28", "id,n,worth\na,0,1\n", "s.csv") ==
        kHead + "a,2026-01-31,middle,2026-01-31,small,1.00,\n");
  CHECK_THAT(book.Rejects(),
             Catch::Contains("a,1,Stage.stage,,unlisted,") && Catch::Contains(",6,middle\n"));
}

TEST_CASE("a state that no record can start from is handed on as it was found") {
  Book book;
  const std::string much(300, '7');
  const std::string states =
      "a,never,high,2026-01-31,small,1.00,\n"
      "b,,high,2026-01-31,small,1.00,\n"
      "c,2026-01-31,high,,small,1.00,\n"
      "d,2026-01-31,,2026-01-31,small,1.00,\n"
      "e,2026-01-31,high,2026-02-01,small,1.00,\n"
      "f,2026-01-31,high,soon,\"x,y\"," +
      much +
      ",1.005\n"
      "g,2026-01-31,other,soon,huge,1.00,\n";
  book.Write("s.csv", kHead + states);
  const std::string records = "id,n,worth\na,0,1\nb,0,1\nc,0,1\nd,0,1\ne,0,1\nf,0,1\n";
  for (const int threads : {1, 2}) {
    CHECK(book.Run("2026-02-28", records, "s.csv", "s2.csv", threads) == kHead + states);
    CHECK(book.absent == 1);
    CHECK(book.Decisions() == "id,Stage,prior\n");
    for (const char* reject :
         {"a,1,state as_of,,malformed,", "b,2,state as_of,,missing,", "c,3,Stage.since,,missing,",
          "d,4,Stage.stage,,missing,", "e,5,Stage.since,,range,", "f,6,Stage.since,,malformed,",
          "f,6,Size,,unlisted,", "f,6,Line.limit,,range,", "f,6,Line.extra,,scale,"}) {
      CHECK_THAT(book.Rejects(), Catch::Contains(reject));
    }
  }
  book.Run("2026-02-28", records, "s.csv", "s2.ndjson");
  CHECK(book.Run("2026-02-28", records, "s2.ndjson", "s3.csv") == kHead + states);
  CHECK_THAT(book.Run("2026-02-28", records, "s.csv", "s2.parquet"),
             Catch::Contains("`never` in `as_of`, which") &&
                 Catch::Contains("cannot hold as it is / write the new state as CSV or NDJSON"));
}

TEST_CASE("Parquet holds stages that are no more") {
  Book book;
  const std::string states =
      "b,2026-01-31,high,2026-01-31,small,1.00,\n"
      "a,2026-01-31,middle,2026-01-31,huge,1.00,\n"
      "c,2026-01-31,other,2026-01-31,small,1.00,\n";
  book.Write("s.csv", kHead + states);
  const std::string records = "id,n,worth\nb,101,1\na,0,1\n";
  for (const char* name : {"s2.parquet", "s2.arrow"}) {
    book.Run("2026-02-28", records, "s.csv", name);
    CHECK(book.Run("2026-02-28", records, name, "s3.csv") == kHead + states);
    CHECK_THAT(book.Rejects(), Catch::Contains("a,2,Stage.stage,,unlisted,") &&
                                   Catch::Contains("a,2,Size,,unlisted,"));
  }
}

TEST_CASE("a state file has to be whole") {
  Book book;
  const auto refused = [&](const std::string& state) {
    book.Write("s.csv", state);
    return book.Run("2026-02-28", "id,n,worth\na,0,1\n", "s.csv");
  };
  CHECK_THAT(refused("id,as_of,Stage.stage,Stage.since,Size,Line.limit\n"),
             Catch::Contains("Line.extra"));
  CHECK_THAT(refused("id,as_of,Stage.stage,Stage.since,Size,Line.limit,Line.extra,Old\n"),
             Catch::Contains("`Old`, which the strategy does not carry") || Catch::Contains("Old"));
  const std::string row = "a,2026-01-31,high,2026-01-31,small,1,\n";
  CHECK_THAT(refused(kHead + row + row), Catch::Contains("a key has one state"));
  CHECK_THAT(refused(kHead + ",2026-01-31,high,2026-01-31,small,1,\n"),
             Catch::Contains("has no `id`"));
}

}  // namespace sextant::test
