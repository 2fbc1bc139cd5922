#include "runtime/interp/interpreter.h"
#include "runtime/io/generate.h"
#include "tests/unit/runtime/io/arrow_support.h"

// Lists whose rows stand in a column of the records' file.
using namespace sextant;
using test::Batch;
using test::Column;

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
let recent  = count of moves within 30 days before 2026-03-31
let credits = sum(amount of moves with (kind is known and kind is credit))
let last    = latest(amount of moves)
let house   = latest(bank of moves)
output { recent, credits, last, house }
)";

// The same, with columns of other names.
const std::string kNamed = std::string(kStrategy) + R"(
source ledger for Move {
  dates "dd.MM.yyyy"
  null "", "-"
  posted_on from "POSTED"
  amount    from "CENT" in 0.01 EUR
  kind      from "KIND" codes { "C" -> credit, "D" -> debit }
}
source book for Account {
  id    from "ACC"
  moves from "MOVES"
}
)";

const char* const kHead = "id,recent,credits,last,house\n";

// "key where:code" of every line of rejects.
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

class Book {
 public:
  explicit Book(const std::string& strategy = kStrategy) : compiled_(test::Compiled(strategy)) {}

  const ir::Module& module() const { return *compiled_->module; }
  const driver::Compilation& compiled() const { return *compiled_; }

  // Decides a file with both engines, in pieces of several sizes: always the same. The error, if
  // any.
  std::string Run(const std::string& path, const io::ListFiles& lists = {}) {
    std::string error, decided, refused;
    bool first = true;
    for (const engine::EngineKind kind : engine::EnginesHere()) {
      for (const int64_t rows : {1, 3, 4096}) {
        const Result<io::RunResult> result = RunOnce(path, lists, kind, rows);
        const std::string found = result ? "" : result.error().message + " / " + result.error().hint;
        if (first) {
          error = found;
          decided = decisions();
          refused = rejects();
        }
        first = false;
        INFO("pieces of " << rows);
        CHECK(found == error);
        if (result) {
          CHECK(result->records == result->decided + result->rejected);
          CHECK(decisions() == decided);
          CHECK(rejects() == refused);
          records = result->records;
          counts = result->lists;
        }
      }
    }
    return error;
  }

  std::string decisions() const { return test::Slurp(folder / "decisions.csv"); }
  std::string rejects() const { return test::Slurp(folder / "rejects.csv"); }
  std::vector<std::string> places() const { return Places(rejects()); }

  test::TempFolder folder;
  int64_t records = 0;
  std::vector<io::ListCount> counts;

 private:
  Result<io::RunResult> RunOnce(const std::string& path, const io::ListFiles& lists,
                                engine::EngineKind kind, int64_t rows) {
    auto bindings = interp::Bind(module(), {});
    REQUIRE(bindings);
    auto engine = engine::MakeEngine(kind, module(), compiled_->sources, *bindings);
    REQUIRE(engine.ok());
    io::RunOptions options;
    options.input.module = &module();
    options.input.path = path;
    options.input.lists = lists;
    options.input.batch_rows = rows;
    options.engine = engine->get();
    options.threads = rows == 3 ? 3 : 1;
    options.decisions = folder / "decisions.csv";
    options.rejects = folder / "rejects.csv";
    return io::Run(options);
  }

  std::unique_ptr<driver::Compilation> compiled_;
};

std::shared_ptr<arrow::DataType> RowType(const std::shared_ptr<arrow::DataType>& amount,
                                         const std::shared_ptr<arrow::DataType>& text) {
  return arrow::struct_({arrow::field("extra", arrow::int8()), arrow::field("amount", amount),
                         arrow::field("bank", text), arrow::field("kind", text),
                         arrow::field("posted_on", arrow::date32())});
}

// Days 20513 and 20543 are 2026-03-01 and 2026-03-31.
const char* const kRows = R"([
  [[1, 10.50, "AB", "credit", 20543], [2, 3, "C;D", "debit", 20543]],
  [],
  null,
  [[3, 2, null, null, 20513], [4, 4, "XY", "credit", 20514]]
])";
const std::string kRowsDecided =
    std::string(kHead) + "3,2,10.50,3.00,C;D\n4,0,0.00,,\n5,0,0.00,,\n7,1,4.00,4.00,XY\n";

}  // namespace

TEST_CASE("rows of NDJSON are objects in a list") {
  Book book;
  const std::string path = book.folder.Write(
      "book.ndjson",
      R"({"id":3,"moves":[{"posted_on":"2026-03-31","amount":10.50,"kind":"credit","bank":"AB"},)"
      R"({"bank":"C;D","amount":"3","more":{"amount":[1,{"amount":2}]},"posted_on":"2026-03-31"}]})"
      "\n"
      R"({"id":4,"moves":[]})"
      "\n"
      R"({"moves":null,"id":5})"
      "\n"
      R"({"id":6})"
      "\n"
      R"({"moves":[{"amount":2e0,"posted_on":"2026-03-01"},)"
      R"({"amount":4.00,"kind":"credit","posted_on":"2026-03-02","bank":"XY"}],"id":"7"})"
      "\n");
  CHECK(book.Run(path) == "");
  CHECK(book.decisions() == std::string(kHead) + "3,2,10.50,3.00,C;D\n4,0,0.00,,\n5,0,0.00,,\n"
                                                 "6,0,0.00,,\n7,1,4.00,4.00,XY\n");
  CHECK(book.places().empty());
  CHECK(book.counts.empty());
}

TEST_CASE("the fields of rows in a column are read as a source describes them") {
  Book book(kNamed);
  const std::string path = book.folder.Write(
      "book.ndjson",
      R"({"ACC":3,"MOVES":[{"POSTED":"31.03.2026","CENT":1050,"KIND":"C","bank":"-"}]})"
      "\n"
      R"({"ACC":4,"MOVES":[{"POSTED":"31.02.2026","CENT":10.5,"KIND":"C"},)"
      R"({"POSTED":"","CENT":1,"KIND":"E"},{"POSTED":"30.03.2026","CENT":100001}]})"
      "\n");
  CHECK(book.Run(path) == "");
  CHECK(book.decisions() == std::string(kHead) + "3,1,10.50,10.50,\n");
  CHECK(book.places() == std::vector<std::string>{"4 moves.posted_on:malformed",
                                                  "4 moves.posted_on:missing",
                                                  "4 moves.amount:scale", "4 moves.amount:range",
                                                  "4 moves.kind:unlisted"});
  CHECK_THAT(book.rejects(),
             Catch::Contains("`moves.amount` is `1_000.01 EUR` in row 3 of 3; it must be from "));
}

TEST_CASE("what is no list of rows rejects its record and no other") {
  Book book;
  const std::string row = R"({"posted_on":"2026-03-31","amount":1})";
  std::string text;
  for (const std::string& moves :
       {row, "[" + row + "]", std::string("7"), std::string("\"x\""), "[" + row + ",null]",
        "[[" + row + "]]", std::string("[1]"), std::string("true"), std::string("{}"),
        std::string("[{}]"), std::string("[[[[]]]]"),
        std::string(R"([{"posted_on":{"a":[1]},"amount":[[2]]}])")}) {
    text += "{\"id\":1,\"moves\":" + moves + "}\n";
  }
  CHECK(book.Run(book.folder.Write("book.ndjson", text)) == "");
  CHECK(book.records == 12);
  CHECK(book.decisions() == std::string(kHead) + "1,1,0.00,1.00,\n");
  const std::string bad = "1 moves:malformed";
  CHECK(book.places() ==
        std::vector<std::string>{bad, bad, bad, bad, bad, bad, bad, bad, "1 moves.posted_on:missing",
                                 "1 moves.amount:missing", bad, "1 moves.posted_on:malformed",
                                 "1 moves.amount:malformed"});
  CHECK_THAT(book.rejects(),
             Catch::Contains("`moves` is `7`; it must be a list of rows") &&
                 Catch::Contains("`moves` is `item 2: null`; it must be a list of rows") &&
                 Catch::Contains("`moves` is `item 1: […]`") && Catch::Contains("`moves` is `{…}`"));
}

TEST_CASE("numbers in rows of NDJSON keep every digit") {
  Book book(
      "record Row { n : decimal(18) }\nrecord R key id { id : text  rows : list of Row }\n"
      "let total = sum(n of rows)\noutput { total }\n");
  CHECK(book.Run(book.folder.Write(
            "book.ndjson",
            "{\"id\":\"a\",\"rows\":[{\"n\":0.100000000000000001},{\"n\":\"1e-18\"}]}\n"
            "{\"id\":\"b\",\"rows\":[{\"n\":0.1000000000000000001}]}\n")) == "");
  CHECK(book.decisions() == "id,total\na,0.100000000000000002\n");
  CHECK(book.places() == std::vector<std::string>{"b rows.n:scale"});
}

TEST_CASE("an NDJSON file with damaged rows says where") {
  Book book;
  const auto error = [&](const std::string& text) {
    const std::string found = book.Run(book.folder.Write("book.ndjson", text));
    return found.substr(found.find("record"));
  };
  CHECK_THAT(error("{\"id\":1,\"moves\":[{\"amount\":1,\"amount\":2}]}\n"),
             Catch::StartsWith("record 1: holds `moves.amount` twice"));
  CHECK_THAT(error("{\"id\":1,\"moves\":[]}\n{\"id\":2,\"moves\":[{\"amount\":1}\n"),
             Catch::StartsWith("record 2: is not a JSON object"));
  const std::string deep(100'000, '[');
  CHECK_THAT(error("{\"id\":1,\"moves\":[]}\n{\"id\":2,\"moves\":" + deep + "\n"),
             Catch::StartsWith("record 2: is not a JSON object"));
  const std::string nested =
      "{\"id\":2,\"moves\":" + deep + std::string(100'000, ']') + "}\n{\"id\":3}\n";
  CHECK(book.Run(book.folder.Write("book.ndjson", nested)) == "");
  CHECK(book.places() == std::vector<std::string>{"2 moves:malformed"});
}

TEST_CASE("a list that no record has is taken for a mistake in its name") {
  Book book;
  const std::string path = book.folder.Write("book.ndjson", "{\"id\":1,\"mooves\":[]}\n");
  CHECK(book.Run(path) ==
        path + " has no column `moves`, which `moves` is read from / did you mean `mooves`? it "
               "has: `id`, `mooves`; rows in a file of their own are given as --data moves=FILE");
}

TEST_CASE("CSV has no lists, and says so") {
  Book book;
  const std::string path = book.folder.Write("book.csv", "id\n1\n2\n");
  CHECK(book.Run(path) ==
        "the rows of `moves` do not fit into " + path +
            ", which is CSV, and no file is given for them / say where they are: --data "
            "moves=rows.csv, with the key of their record in a column `id`");
  const std::string rows = book.folder.Write(
      "rows.csv", "id,amount,posted_on,kind,bank\n2,5,2026-03-31,credit,\n2,6,2026-03-31,,\n");
  CHECK(book.Run(path, {{"moves", rows}}) == "");
  CHECK(book.decisions() == std::string(kHead) + "1,0,0.00,,\n2,2,5.00,6.00,\n");
  Book named(kNamed);
  CHECK_THAT(named.Run(named.folder.Write("book.csv", "ACC\n1\n")),
             Catch::Contains("stand in a column of lists, and ") &&
                 Catch::Contains("put the rows into a file of their own"));
}

TEST_CASE("a file that is given goes before a column") {
  Book book;
  const std::string path = book.folder.Write(
      "book.ndjson", R"({"id":1,"moves":[{"amount":1,"posted_on":"2026-03-31"}]})");
  const std::string rows = book.folder.Write("rows.csv",
                                             "id,amount,posted_on,kind,bank\n1,5,2026-03-31,,\n"
                                             "9,5,2026-03-31,,\n");
  CHECK(book.Run(path, {{"moves", rows}}) == "");
  CHECK(book.decisions() == std::string(kHead) + "1,1,0.00,5.00,\n");
  REQUIRE(book.counts.size() == 1);
  CHECK(book.counts[0].without_record == 1);
}

TEST_CASE("rows of Arrow and Parquet are structs in lists of every layout") {
  Book book;
  const auto dictionary = arrow::dictionary(arrow::int16(), arrow::utf8());
  for (const auto& amount :
       {arrow::float64(), arrow::decimal128(10, 2), arrow::decimal64(9, 2), arrow::utf8()}) {
    for (const auto& text : {arrow::utf8(), arrow::large_utf8(), dictionary}) {
      const bool quoted = amount->id() == arrow::Type::STRING || arrow::is_decimal(amount->id());
      std::string json = kRows;
      for (const std::string number : {" 10.50,", " 3,", " 2,", " 4,"}) {
        const std::string bare = number.substr(1, number.size() - 2);
        const std::string full = bare.find('.') == std::string::npos ? bare + ".00" : bare;
        const std::size_t at = json.find("," + number);
        if (quoted) {
          json.replace(at + 2, bare.size(), "\"" + full + "\"");
        }
      }
      const auto row = RowType(amount, text);
      for (const auto& list :
           {arrow::list(row), arrow::large_list(row), arrow::list_view(row),
            arrow::large_list_view(row)}) {
        INFO(list->ToString());
        const bool view = list->id() == arrow::Type::LIST_VIEW ||
                          list->id() == arrow::Type::LARGE_LIST_VIEW;
        const auto batch =
            Batch({{"moves", Column(list, json)}, {"id", Column(arrow::int32(), "[3, 4, 5, 7]")}});
        test::WriteArrow(book.folder / "book.arrow", *batch);
        CHECK(book.Run(book.folder / "book.arrow") == "");
        CHECK(book.decisions() == kRowsDecided);
        CHECK(book.places().empty());
        if (view) {
          continue;
        }
        for (const bool schema : {false, true}) {
          test::WriteParquet(book.folder / "book.parquet", batch, 3, parquet::Compression::ZSTD,
                             schema);
          CHECK(book.Run(book.folder / "book.parquet") == "");
          CHECK(book.decisions() == kRowsDecided);
        }
      }
    }
  }
}

TEST_CASE("lists that begin anywhere in their items are read") {
  Book book;
  const auto row = RowType(arrow::int64(), arrow::utf8());
  const auto items = Column(row, R"([
    [9, 900, "no", "debit", 20543], [0, 1, "a", "credit", 20543], null, [0, 2, "b", "credit", 20542],
    [0, 3, null, null, 20541], [9, 5000, "no", "nothing", 1]
  ])");
  const auto ids = Column(arrow::int8(), "[1, 2, 3, 4]");
  // Begins at 1; the list of the second record is null, and yet has an item that is null.
  const auto offsets = Column(arrow::int32(), "[1, null, 3, 4, 5]");
  const auto lists = arrow::ListArray::FromArrays(*offsets, *items).ValueOrDie();
  const auto batch = Batch({{"id", ids}, {"moves", lists}});
  const std::string decided =
      std::string(kHead) + "2,0,0.00,,\n3,1,2.00,2.00,b\n4,1,0.00,3.00,\n";
  test::WriteArrow(book.folder / "book.arrow", *batch);
  CHECK(book.Run(book.folder / "book.arrow") == "");
  // The first list ends where the second, the null one, begins: at item 3, after the null item.
  CHECK(book.decisions() == decided);
  CHECK(book.places() == std::vector<std::string>{"1 moves:malformed"});
  // A slice of it, whose struct and texts begin in the middle.
  test::WriteParquet(book.folder / "book.parquet", batch->Slice(2, 2));
  CHECK(book.Run(book.folder / "book.parquet") == "");
  CHECK(book.decisions() == std::string(kHead) + "3,1,2.00,2.00,b\n4,1,0.00,3.00,\n");
}

TEST_CASE("a fixed number of rows, nulls in rows, and columns of nothing but nulls") {
  Book book;
  const auto row = RowType(arrow::int64(), arrow::utf8());
  const auto ids = Column(arrow::int8(), "[1, 2, 3]");
  test::WriteArrow(book.folder / "fixed.arrow",
                   *Batch({{"id", ids},
                           {"moves", Column(arrow::fixed_size_list(row, 2), R"([
      [[0, 1, "a", null, 20543], [0, 2, "b", null, 20543]], null,
      [[0, null, "a", "other", 20543], [0, 2, "b", "x", null]]])")}}));
  CHECK(book.Run(book.folder / "fixed.arrow") == "");
  CHECK(book.decisions() == std::string(kHead) + "1,2,0.00,2.00,b\n2,0,0.00,,\n");
  CHECK(book.places() == std::vector<std::string>{"3 moves.posted_on:missing",
                                                  "3 moves.amount:missing",
                                                  "3 moves.kind:unlisted"});
  for (const auto& [type, json, bad] :
       std::vector<std::tuple<std::shared_ptr<arrow::DataType>, std::string, std::size_t>>{
           {arrow::null(), "[null, null, null]", 0},
           {arrow::list(arrow::null()), "[[], null, []]", 0},
           {arrow::list(arrow::null()), "[[], [null, null], []]", 1},
           {arrow::list(row), "[[], [null], null]", 1},
           {arrow::list(row), "[[], [], []]", 0}}) {
    INFO(type->ToString() << " " << json);
    const auto batch = Batch({{"id", ids}, {"moves", Column(type, json)}});
    test::WriteArrow(book.folder / "book.arrow", *batch);
    CHECK(book.Run(book.folder / "book.arrow") == "");
    CHECK(book.places().size() == bad);
    CHECK(book.records == 3);
  }
  test::WriteArrow(book.folder / "none.arrow",
                   *Batch({{"id", Column(arrow::int8(), "[]")}, {"moves", Column(arrow::list(row), "[]")}}));
  CHECK(book.Run(book.folder / "none.arrow") == "");
  CHECK(book.decisions() == kHead);
  test::WriteParquet(book.folder / "none.parquet",
                     Batch({{"id", Column(arrow::int8(), "[]")}, {"moves", Column(arrow::list(row), "[]")}}));
  CHECK(book.Run(book.folder / "none.parquet") == "");
  CHECK(book.decisions() == kHead);
}

TEST_CASE("columns that hold no rows are refused with both types") {
  Book book;
  const auto error = [&](const std::shared_ptr<arrow::DataType>& type) {
    test::WriteArrow(book.folder / "book.arrow", *Batch({{"id", Column(arrow::int8(), "[]")},
                                                         {"moves", Column(type, "[]")}}));
    const std::string found = book.Run(book.folder / "book.arrow");
    test::WriteParquet(book.folder / "book.parquet",
                       Batch({{"id", Column(arrow::int8(), "[]")}, {"moves", Column(type, "[]")}}));
    CHECK_THAT(book.Run(book.folder / "book.parquet"), Catch::Contains("moves"));
    return found;
  };
  CHECK_THAT(error(arrow::utf8()), Catch::Contains("holds string, and `moves` is a list of rows"));
  CHECK_THAT(error(arrow::list(arrow::int64())), Catch::Contains("`moves` is a list of rows"));
  CHECK_THAT(error(RowType(arrow::int64(), arrow::utf8())),
             Catch::Contains("`moves` is a list of rows"));
  CHECK_THAT(error(arrow::list(arrow::list(RowType(arrow::int64(), arrow::utf8())))),
             Catch::Contains("`moves` is a list of rows"));
  CHECK_THAT(error(arrow::list(arrow::struct_({arrow::field("amount", arrow::int64())}))),
             Catch::Contains("`moves` of ") &&
                 Catch::Contains("has no column `posted_on`, which `moves.posted_on` is read from"));
  CHECK_THAT(error(arrow::list(RowType(arrow::boolean(), arrow::utf8()))),
             Catch::Contains("column `amount` of `moves` of ") &&
                 Catch::Contains("holds bool, and `moves.amount` is money EUR"));
}

TEST_CASE("only how many rows there are") {
  Book book(
      "record Row { n : integer }\nrecord R key id { id : integer  rows : list of Row }\n"
      "let many = count of rows\noutput { many }\n");
  const auto batch = Batch(
      {{"rows", Column(arrow::list(arrow::struct_({arrow::field("x", arrow::utf8())})),
                       R"([[["a"], [null]], null, [["b"]]])")},
       {"id", Column(arrow::int64(), "[1, 2, 3]")}});
  test::WriteArrow(book.folder / "book.arrow", *batch);
  CHECK(book.Run(book.folder / "book.arrow") == "");
  CHECK(book.decisions() == "id,many\n1,2\n2,0\n3,1\n");
  test::WriteParquet(book.folder / "book.parquet", batch);
  CHECK(book.Run(book.folder / "book.parquet") == "");
  CHECK(book.decisions() == "id,many\n1,2\n2,0\n3,1\n");
  CHECK(book.Run(book.folder.Write("book.ndjson",
                                   "{\"id\":1,\"rows\":[{},{\"n\":7}]}\n{\"id\":2}\n"
                                   "{\"id\":3,\"rows\":[7]}\n")) == "");
  CHECK(book.decisions() == "id,many\n1,2\n2,0\n");
  CHECK(book.places() == std::vector<std::string>{"3 rows:malformed"});
}

TEST_CASE("two lists, one of them in a file of its own, beside flags") {
  Book book(R"(
record Move { amount : money EUR }
record Note { word : text }
record R key id {
  id    : text
  likes : set of { a, b }
  moves : list of Move
  notes : list of Note
}
source slips for Note from csv { word from "WORD" }
source book for R from ndjson {
  likes from flags { a "A", b "B" }
  moves from "MOVES"
  notes from slips by id = "ID"
}
let total = sum(amount of moves)
let noted = any of notes with word = "vip"
output { likes, total, noted }
)");
  const std::string rows = book.folder.Write("slips.csv", "ID,WORD\nb,vip\nb,x\nc,vip\nz,y\n");
  const std::string path = book.folder.Write(
      "book.ndjson",
      "{\"id\":\"a\",\"A\":1,\"B\":0,\"MOVES\":[{\"amount\":1},{\"amount\":2}]}\n"
      "{\"id\":\"b\",\"A\":1,\"B\":1,\"MOVES\":[]}\n"
      "{\"id\":\"c\",\"A\":2,\"B\":1,\"MOVES\":7}\n"
      "{\"id\":\"d\",\"A\":0,\"B\":1,\"MOVES\":[{\"amount\":3}]}\n"
      "{\"id\":\"d\",\"A\":0,\"B\":1,\"MOVES\":[{\"amount\":4}]}\n");
  CHECK(book.Run(path, {{"slips", rows}}) == "");
  CHECK(book.decisions() == "id,likes,total,noted\na,a,3.00,false\nb,a;b,0.00,true\n");
  CHECK(book.places() == std::vector<std::string>{"c likes:malformed", "c moves:malformed",
                                                  "d id:duplicate", "d id:duplicate"});
  REQUIRE(book.counts.size() == 1);
  CHECK(book.counts[0].without_record == 1);
}

TEST_CASE("texts of rows that are not UTF-8 are refused with their record") {
  Book book;
  arrow::BinaryBuilder bytes;
  REQUIRE(bytes.AppendValues(std::vector<std::string>{"good", "fine", "M\xfcller"}).ok());
  const auto texts = bytes.Finish().ValueOrDie()->View(arrow::utf8()).ValueOrDie();
  const auto items =
      arrow::StructArray::Make({Column(arrow::int64(), "[1, 2, 3]"),
                                Column(arrow::date32(), "[20543, 20543, 20543]"), texts,
                                Column(arrow::utf8(), "[null, null, null]")},
                               std::vector<std::string>{"amount", "posted_on", "bank", "kind"})
          .ValueOrDie();
  const auto lists =
      arrow::ListArray::FromArrays(*Column(arrow::int32(), "[0, 1, 1, 3]"), *items).ValueOrDie();
  test::WriteArrow(book.folder / "book.arrow",
                   *Batch({{"id", Column(arrow::int64(), "[1, 2, 3]")}, {"moves", lists}}));
  CHECK_THAT(book.Run(book.folder / "book.arrow"),
             Catch::Contains("record 3: column `bank` is not UTF-8: M\\xfcller"));
}

TEST_CASE("damaged Arrow and Parquet files with lists end the run") {
  Book book;
  const auto row = RowType(arrow::int64(), arrow::utf8());
  std::string ids = "[", moves = "[";
  for (int i = 0; i < 400; ++i) {
    ids += (i > 0 ? "," : "") + std::to_string(i % 99 + 1);
    moves += std::string(i > 0 ? "," : "") + "[[1, " + std::to_string(i) +
             ", \"bank\", \"credit\", 20543], [1, 2, null, null, 20543]]";
  }
  const auto batch = Batch({{"id", Column(arrow::int64(), ids + "]")},
                            {"moves", Column(arrow::list(row), moves + "]")}});
  test::WriteArrow(book.folder / "book.arrow", *batch);
  test::WriteParquet(book.folder / "book.parquet", batch, 50, parquet::Compression::ZSTD);
  for (const char* name : {"book.arrow", "book.parquet"}) {
    CHECK(book.Run(book.folder / name) == "");
    CHECK(book.records == 400);
    const std::string whole = test::Slurp(book.folder / name);
    const std::string extension = std::filesystem::path(name).extension().string();
    for (const std::size_t size : {whole.size() / 3, whole.size() - 1}) {
      CHECK_THAT(book.Run(book.folder.Write("cut" + extension, whole.substr(0, size))),
                 Catch::Contains("damaged, was cut off"));
    }
    // Whatever bytes are wrong, a run ends with an answer or an error.
    uint32_t state = 1;
    for (int attempt = 0; attempt < 60; ++attempt) {
      std::string broken = whole;
      for (int byte = 0; byte < 4; ++byte) {
        state = state * 1664525 + 1013904223;
        broken[state % broken.size()] = static_cast<char>(state >> 24);
      }
      io::InputOptions options;
      options.module = &book.module();
      options.path = book.folder.Write("broken" + extension, broken);
      auto input = io::Input::Open(options);
      interp::Interpreter interpreter(book.module(), &book.compiled().sources, {});
      while (input.ok()) {
        const auto next = (*input)->Next();
        if (!next.ok() || *next == nullptr) {
          break;
        }
        for (int64_t record = 0; record < (*next)->rows; ++record) {
          static_cast<void>(interpreter.Decide(**next, record));
        }
      }
    }
  }
}

TEST_CASE("a record may have very many rows") {
  Book book;
  std::string text = "{\"id\":1,\"moves\":[]}\n{\"id\":2,\"moves\":[";
  constexpr int kMany = 200'000;
  for (int i = 0; i < kMany; ++i) {
    text += std::string(i > 0 ? "," : "") +
            "{\"posted_on\":\"2026-03-31\",\"amount\":0.01,\"kind\":\"credit\"}";
  }
  text += "]}\n{\"id\":3,\"moves\":[]}\n";
  CHECK(book.Run(book.folder.Write("book.ndjson", text)) == "");
  CHECK(book.decisions() ==
        std::string(kHead) + "1,0,0.00,,\n2,200000,2000.00,0.01,\n3,0,0.00,,\n");
}

TEST_CASE("a made-up book has the rows of its lists where they are read") {
  for (const std::string& strategy : {std::string(kStrategy), kNamed}) {
    std::string first;
    for (const char* name : {"made.ndjson", "made.parquet", "made.arrow", "made.csv"}) {
      Book book(strategy);
      INFO(name);
      io::GenerateOptions options;
      options.module = &book.module();
      options.sources = &book.compiled().sources;
      options.path = book.folder / name;
      options.rows = 60;
      const Status status = io::Generate(options);
      if (strategy == kNamed && std::string(name) == "made.csv") {
        CHECK_THAT(status.error().message, Catch::Contains("stand in a column of lists"));
        continue;
      }
      INFO((status ? "" : status.error().message));
      REQUIRE(status.ok());
      io::ListFiles lists;
      if (std::string(name) == "made.csv") {
        lists["moves"] = book.folder / "made.moves.csv";
      }
      CHECK(book.Run(options.path, lists) == "");
      CHECK(book.records == 60);
      CHECK(book.places().empty());
      first = first.empty() ? book.decisions() : first;
      CHECK(book.decisions() == first);
      CHECK(book.folder.Names().size() == (lists.empty() ? 3 : 4));
    }
  }
}
