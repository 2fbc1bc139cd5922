#include <catch2/catch.hpp>

#include "tests/unit/runtime/io/arrow_support.h"

using namespace sextant;
using test::Batch;
using test::Column;
using test::ReadBook;
using test::WriteArrow;
using test::WriteParquet;
using Rows = std::vector<std::string>;

namespace {

// One field `f` of a type, with an integer key, read from a column of an Arrow type: the cells of
// `f`.
Rows ReadField(const std::string& type, const std::shared_ptr<arrow::Array>& column,
               const std::string& source = "") {
  const auto compiled = test::Compiled("record R key id {\n id : integer\n f : " + type +
                                       " optional\n}\noutput { f }\n" + source);
  test::TempFolder folder;
  arrow::Int64Builder keys;
  for (int64_t i = 0; i < column->length(); ++i) {
    REQUIRE(keys.Append(i).ok());
  }
  WriteArrow(folder / "book.arrow", *Batch({{"f", column}, {"id", keys.Finish().ValueOrDie()}}));
  Rows cells = ReadBook(*compiled->module, folder / "book.arrow");
  for (std::string& cell : cells) {
    cell = cell.substr(cell.starts_with("error") ? 0 : cell.find('|') + 1);
  }
  return cells;
}

}  // namespace

TEST_CASE("exact fields are read from every kind of number") {
  const Rows whole{"100", "missing", "-200"};
  for (const auto& type : {arrow::int8(), arrow::int16(), arrow::int32(), arrow::int64(),
                           arrow::float32(), arrow::float64()}) {
    INFO(type->ToString());
    CHECK(ReadField("money EUR", Column(type, "[1, null, -2]")) == whole);
  }
  CHECK(ReadField("integer", Column(arrow::int64(), "[1, null, -2]")) ==
        Rows{"1", "missing", "-2"});
  CHECK(ReadField("integer", Column(arrow::uint64(), "[9223372036854775808, 5]")) ==
        Rows{"range:9223372036854775808", "5"});
  CHECK(ReadField("money EUR", Column(arrow::float64(), "[0.1, 12.34, 1.005, 1e300]")) ==
        Rows{"10", "1234", "scale:1.005", "range:1e+300"});
  CHECK(ReadField("money EUR", Column(arrow::float64(), "[NaN, Inf]")) ==
        Rows{"malformed:nan", "malformed:inf"});
  CHECK(ReadField("integer", Column(arrow::float64(), "[1000000, 0.5]")) ==
        Rows{"1000000", "scale:0.5"});
  CHECK(ReadField("money EUR", Column(arrow::utf8(), R"(["5e+05", "", null, "x"])")) ==
        Rows{"50000000", "missing", "missing", "malformed:x"});
  CHECK(ReadField("integer", Column(arrow::null(), "[null, null]")) == Rows{"missing", "missing"});
}

TEST_CASE("exact fields are read from decimals of every width") {
  for (const auto& type : {arrow::decimal32(9, 2), arrow::decimal64(18, 2),
                           arrow::decimal128(38, 2), arrow::decimal256(60, 2)}) {
    INFO(type->ToString());
    CHECK(ReadField("money EUR", Column(type, R"(["12.50", null, "-0.07"])")) ==
          Rows{"1250", "missing", "-7"});
    CHECK(ReadField("integer", Column(type, R"(["12.50", "12.00"])")) == Rows{"scale:12.50", "12"});
    CHECK(ReadField("rate", Column(type, R"(["5.25"])"),
                    "source s for R { f from \"f\" in percent }\n") == Rows{"5250000"});
  }
  CHECK(ReadField("money EUR", Column(arrow::decimal128(38, 0), R"(["99999999999999999999"])")) ==
        Rows{"range:99999999999999999999"});
}

TEST_CASE("float fields take doubles as they are") {
  CHECK(ReadField("float", Column(arrow::float64(), "[0.25, null]")) ==
        Rows{"0.250000", "missing"});
  CHECK(ReadField("float", Column(arrow::float32(), "[0.25]")) == Rows{"0.250000"});
  CHECK(ReadField("float", Column(arrow::int16(), "[3]")) == Rows{"3.000000"});
  CHECK(ReadField("float", Column(arrow::decimal128(10, 3), R"(["2.500"])")) == Rows{"2.500000"});
  CHECK(ReadField("float", Column(arrow::utf8(), R"(["2.5", "inf"])")) ==
        Rows{"2.500000", "malformed:inf"});
}

TEST_CASE("dates are read from dates, midnights, numbers and text") {
  CHECK(ReadField("date", Column(arrow::date32(), "[20543, null]")) ==
        Rows{"2026-03-31", "missing"});
  CHECK(ReadField("date", Column(arrow::date32(), "[20543, 9999999]")) ==
        Rows{"2026-03-31", "range:9999999"});
  CHECK(ReadField("date", Column(arrow::date64(), "[1774915200000]")) == Rows{"2026-03-31"});
  CHECK(ReadField("date", Column(arrow::timestamp(arrow::TimeUnit::MICRO),
                                 R"(["2026-03-31", "2026-03-31T10:20:30"])")) ==
        Rows{"2026-03-31", "malformed:2026-03-31 10:20:30"});
  CHECK(ReadField("date", Column(arrow::timestamp(arrow::TimeUnit::NANO), R"(["1969-12-31"])")) ==
        Rows{"1969-12-31"});
  CHECK(ReadField("date", Column(arrow::int32(), "[20260331, 7]"),
                  "source s for R { dates \"yyyyMMdd\" }\n") == Rows{"2026-03-31", "malformed:7"});
  const Rows zoned =
      ReadField("date", Column(arrow::timestamp(arrow::TimeUnit::SECOND, "Asia/Shanghai"), "[0]"));
  CHECK(zoned[0].find("holds timestamp[s, tz=Asia/Shanghai], and `f` is date") !=
        std::string::npos);
}

TEST_CASE("enumerations and booleans are read from codes, names and dictionaries") {
  const std::string codes =
      "source s for R { f from \"f\" codes { 1 -> a, 300 -> b, \"x\" -> b } }\n";
  CHECK(ReadField("one of { a, b }", Column(arrow::int64(), "[1, 300, null, 2]"), codes) ==
        Rows{"0", "1", "missing", "unlisted:2"});
  CHECK(ReadField("one of { a, b }", Column(arrow::float64(), "[1.0, 1.5]"), codes) ==
        Rows{"0", "unlisted:1.5"});
  CHECK(ReadField("one of { a, b }", Column(arrow::utf8(), R"(["b", "a", "c", ""])")) ==
        Rows{"1", "0", "unlisted:c", "missing"});
  const auto dictionary =
      arrow::DictionaryArray::FromArrays(Column(arrow::int8(), "[1, 0, null, 2, 3, 1]"),
                                         Column(arrow::utf8(), R"(["b", "a", "", "oops"])"))
          .ValueOrDie();
  CHECK(ReadField("one of { a, b }", dictionary) ==
        Rows{"0", "1", "missing", "missing", "unlisted:oops", "0"});
  CHECK(ReadField("text", dictionary) == Rows{"a", "b", "missing", "missing", "oops", "a"});
  CHECK(ReadField("boolean", Column(arrow::boolean(), "[true, false, null]")) ==
        Rows{"true", "false", "missing"});
  CHECK(ReadField("boolean", Column(arrow::int32(), "[1, 0, 2]")) ==
        Rows{"true", "false", "malformed:2"});
}

TEST_CASE("text is read from text of every layout, and from what has a text") {
  for (const auto& type :
       {arrow::utf8(), arrow::large_utf8(), arrow::utf8_view(), arrow::binary()}) {
    INFO(type->ToString());
    CHECK(
        ReadField("text", Column(type, R"(["a", null, "a text longer than twelve bytes", ""])")) ==
        Rows{"a", "missing", "a text longer than twelve bytes", "missing"});
  }
  CHECK(ReadField("text", Column(arrow::int64(), "[100000]")) == Rows{"100000"});
  CHECK(ReadField("text", Column(arrow::float64(), "[100000, 0.5]")) == Rows{"100000", "0.5"});
}

TEST_CASE("a column of another kind is refused with both types") {
  const Rows rows = ReadField("money EUR", Column(arrow::list(arrow::int64()), "[[1], [2]]"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].find("column `f` of ") != std::string::npos);
  CHECK(rows[0].find("holds list<item: int64>, and `f` is money EUR") != std::string::npos);
  CHECK(ReadField("date", Column(arrow::float64(), "[1]"))[0].find(
            "holds double, and `f` is date") != std::string::npos);
  CHECK(ReadField("integer", Column(arrow::date32(), "[1]"))[0].find(
            "holds date32[day], and `f` is integer") != std::string::npos);
}

TEST_CASE("null tokens that read like numbers count in typed columns too") {
  CHECK(ReadField("integer", Column(arrow::int64(), "[-999, 5]"),
                  "source s for R { null \"-999\" }\n") == Rows{"missing", "5"});
}

TEST_CASE("text that is not UTF-8 is refused with its record") {
  arrow::BinaryBuilder bytes;
  REQUIRE(bytes.AppendValues(std::vector<std::string>{"good", "M\xfcller"}).ok());
  CHECK(ReadField("text", bytes.Finish().ValueOrDie())[0].find(
            "record 2: column `f` is not UTF-8: M\\xfcller") != std::string::npos);
}

TEST_CASE("the same book in every form, whole or in pieces, reads alike") {
  const auto compiled = test::Compiled(
      "record R key id {\n id : text\n n : integer optional\n m : money EUR\n s : one of { a, b "
      "}\n d : date\n}\noutput { n, m, s, d }\n");
  arrow::StringBuilder ids, stages;
  arrow::Int64Builder numbers;
  arrow::Decimal128Builder money(arrow::decimal128(18, 2));
  arrow::Date32Builder dates;
  Rows expected;
  for (int i = 0; i < 700; ++i) {
    REQUIRE(ids.Append("K" + std::to_string(i)).ok());
    REQUIRE((i % 5 == 0 ? numbers.AppendNull() : numbers.Append(i * 7)).ok());
    REQUIRE(money.Append(arrow::Decimal128(i * 101)).ok());
    REQUIRE(stages.Append(i % 2 == 0 ? "a" : "b").ok());
    REQUIRE(dates.Append(i).ok());
    expected.push_back("K" + std::to_string(i) + "|" +
                       (i % 5 == 0 ? "missing" : std::to_string(i * 7)) + "|" +
                       std::to_string(i * 101) + "|" + std::to_string(i % 2) + "|" + FormatDate(i));
  }
  const auto batch = Batch({{"d", dates.Finish().ValueOrDie()},
                            {"unused", Column(arrow::int8(), "[0]")},
                            {"s", stages.Finish().ValueOrDie()},
                            {"m", money.Finish().ValueOrDie()},
                            {"id", ids.Finish().ValueOrDie()},
                            {"n", numbers.Finish().ValueOrDie()}})
                         ->RemoveColumn(1)
                         .ValueOrDie();
  test::TempFolder folder;
  WriteArrow(folder / "book.arrow", *batch);
  WriteArrow(folder / "book.arrows", *batch, true);
  WriteParquet(folder / "book.parquet", batch, 150);
  for (const char* name : {"book.arrow", "book.arrows", "book.parquet"}) {
    for (const int64_t rows : {64, 100, 4096}) {
      INFO(name << " " << rows);
      CHECK(ReadBook(*compiled->module, folder / name, rows) == expected);
    }
  }
  for (const char* name : {"book.arrow", "book.arrows", "book.parquet"}) {  // cut off
    const std::string bytes = test::Slurp(folder / name);
    const std::string extension = std::filesystem::path(name).extension().string();
    const Rows rows = ReadBook(
        *compiled->module, folder.Write("cut" + extension, bytes.substr(0, bytes.size() * 2 / 3)));
    INFO(name << ": " << rows[0]);
    CHECK(rows.size() == 1);
    CHECK(rows[0].find("damaged, was cut off") != std::string::npos);
  }
}
