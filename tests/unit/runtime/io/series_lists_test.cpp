#include "runtime/io/generate.h"
#include "tests/unit/runtime/io/arrow_support.h"

// Series in one column of lists.
using namespace sextant;
using test::Batch;
using test::Column;
using test::ReadBook;
using Rows = std::vector<std::string>;

namespace {

std::unique_ptr<driver::Compilation> Book(const std::string& source = "") {
  return test::Compiled(
      "record R key id {\n id : integer\n s : series of 3 money EUR\n"
      " o : series of 2 one of { a, b } optional\n}\n" +
      source + "\nlet total = sum(s)\nlet some = count of known o\noutput { total, some }\n");
}

Rows Read(const driver::Compilation& compiled, const arrow::RecordBatch& batch) {
  test::TempFolder folder;
  test::WriteArrow(folder / "book.arrow", batch);
  const Rows rows = ReadBook(*compiled.module, folder / "book.arrow", 2);
  test::WriteParquet(folder / "book.parquet", batch.Slice(0), 2);
  const Rows parquet = ReadBook(*compiled.module, folder / "book.parquet");
  if (!rows[0].starts_with("error")) {
    CHECK(parquet == rows);
  }
  return rows;
}

const Rows kExpected{"1|100|200|350|0|1", "2|100|missing|300|1|missing",
                     "3|malformed:4 items|200|300|unlisted:c|1",
                     "4|missing|missing|missing|missing|missing"};

}  // namespace

TEST_CASE("a series is a list of Arrow, Parquet and NDJSON") {
  const auto compiled = Book();
  const auto ids = Column(arrow::int64(), "[1, 2, 3, 4]");
  const std::string s = "[[1, 2, 3.5], [1, null, 3], [1, 2, 3, 4], null]";
  const std::string o = R"([["a", "b"], ["b"], ["c", "b"], []])";
  for (const auto& list : {arrow::list(arrow::float64()), arrow::large_list(arrow::float32())}) {
    for (const auto& text : {arrow::utf8(), arrow::dictionary(arrow::int32(), arrow::utf8())}) {
      CHECK(Read(*compiled, *Batch({{"s", Column(list, s)},
                                    {"id", ids},
                                    {"o", Column(arrow::list(text), o)}})) == kExpected);
    }
  }
  test::TempFolder folder;
  CHECK(ReadBook(*compiled->module,
                 folder.Write("book.ndjson",
                              "{\"id\":1,\"s\":[1,\"2\",3.50],\"o\":[\"a\",\"b\"]}\n"
                              "{\"id\":2,\"s\":[1,null,3],\"o\":[\"b\"]}\n"
                              "{\"id\":3,\"s\":[1,2,3,4],\"o\":[\"c\",\"b\"]}\n"
                              "{\"id\":4,\"s\":null,\"o\":[]}\n")) == kExpected);
}

TEST_CASE("a fixed number of items, and slices") {
  const auto compiled = Book();
  const auto batch =
      Batch({{"id", Column(arrow::int8(), "[0, 1, 2, 3]")},
             {"s", Column(arrow::fixed_size_list(arrow::int64(), 3),
                          "[[9, 9, 9], [1, 2, 3], null, [4, 5, 6]]")},
             {"o", Column(arrow::list(arrow::utf8()), R"([["x"], ["a"], null, ["b", "b"]])")}});
  CHECK(Read(*compiled, *batch->Slice(1)) ==
        Rows{"1|100|200|300|0|missing", "2|missing|missing|missing|missing|missing",
             "3|400|500|600|1|1"});
}

TEST_CASE("what is no list of items") {
  const auto compiled = Book();
  test::TempFolder folder;
  CHECK(ReadBook(*compiled->module,
                 folder.Write("book.ndjson",
                              "{\"id\":1,\"s\":7,\"o\":\"a\"}\n{\"id\":2,\"s\":[[1],{},3]}\n"
                              "{\"id\":3,\"s\":{\"a\":[1]},\"o\":[null,\"a\"]}\n")) ==
        Rows{"1|malformed:7|malformed:7|malformed:7|malformed:a|malformed:a",
             "2|malformed:item 1: […]|malformed:item 1: […]|malformed:item 1: […]|missing|missing",
             "3|malformed:{…}|malformed:{…}|malformed:{…}|missing|0"});
  const Rows rows = Read(*compiled, *Batch({{"id", Column(arrow::int8(), "[0]")},
                                            {"s", Column(arrow::int8(), "[1]")},
                                            {"o", Column(arrow::list(arrow::utf8()), "[[]]")}}));
  CHECK(rows[0].find("holds int8, and `s[1]` is money EUR") != std::string::npos);
}

TEST_CASE("columns of items go before a column of lists, and names of one before both") {
  const auto compiled = Book();
  test::TempFolder folder;
  CHECK(ReadBook(*compiled->module,
                 folder.Write("book.ndjson",
                              "{\"id\":1,\"s\":[7],\"s_1\":1,\"s_2\":2,\"s_3\":3,\"o\":[\"a\"]}\n")) ==
        Rows{"1|100|200|300|0|missing"});
  const auto named = Book("source x for R { s from \"S\" in 0.01 EUR  o from \"O\" codes { 1 -> a, "
                          "2 -> b } }");
  CHECK(ReadBook(*named->module, folder.Write("named.ndjson",
                                              "{\"id\":1,\"S\":[7,8,9],\"O\":[2,1]}\n")) ==
        Rows{"1|7|8|9|1|0"});
  CHECK(ReadBook(*named->module, folder.Write("book.csv", "id,S,O\n1,2,1\n"))[0].find(
            "`s` is read from a column of lists, and ") != std::string::npos);
  CHECK(ReadBook(*compiled->module, folder.Write("book.csv", "id,s,o\n1,2,a\n"))[0].find(
            "has no column `s_1`") != std::string::npos);
}

TEST_CASE("a made-up series goes where it is read from") {
  const auto compiled = Book("source x for R { null \"NA\" s from \"S\" in 0.01 EUR }");
  Rows first;
  for (const char* name : {"made.ndjson", "made.parquet", "made.arrow"}) {
    test::TempFolder folder;
    io::GenerateOptions options;
    options.module = &*compiled->module;
    options.sources = &compiled->sources;
    options.path = folder / name;
    options.rows = 40;
    const Status status = io::Generate(options);
    INFO((status ? "" : status.error().message));
    REQUIRE(status.ok());
    const Rows rows = ReadBook(*compiled->module, options.path);
    CHECK(rows.size() == 40);
    CHECK(rows[0].find("malformed") == std::string::npos);
    first = first.empty() ? rows : first;
    CHECK(rows == first);
  }
}
