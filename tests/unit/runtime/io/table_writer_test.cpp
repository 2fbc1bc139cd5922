#include "runtime/io/table_writer.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "runtime/io/text_format.h"
#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;
using io::CellType;

namespace {

io::TableSchema Schema() {
  io::TableSchema schema;
  const auto add = [&schema](const char* name, CellType type, int scale = 0) {
    schema.columns.push_back({name, type, scale, {}, ";", false, ""});
  };
  add("key", CellType::kText);
  add("n", CellType::kInteger);
  add("amount", CellType::kDecimal, 2);
  add("pd", CellType::kReal);
  add("ok", CellType::kBoolean);
  add("on", CellType::kDate);
  add("stage", CellType::kCode);
  schema.columns.back().dictionary = {"new", "old, worn"};
  return schema;
}

// `rows` rows in pieces of `piece`; every third is missing in all columns but the key.
void Write(const std::string& path, int rows, int piece) {
  const io::TableSchema schema = Schema();
  auto writer = io::TableWriter::Create(path, schema);
  REQUIRE(writer);
  for (int begin = 0; begin < rows; begin += piece) {
    std::vector<io::ColumnBuilder> columns;
    for (const auto& column : schema.columns) {
      columns.emplace_back(column.type);
    }
    const int end = std::min(begin + piece, rows);
    for (int row = begin; row < end; ++row) {
      columns[0].AddText(row == 1 ? "a \"quoted\"\nkey" : "k" + std::to_string(row));
      for (std::size_t i = 1; i < columns.size(); ++i) {
        if (row % 3 == 2) {
          columns[i].AddMissing();
        } else if (schema.columns[i].type == CellType::kReal) {
          columns[i].AddReal(row / 4.0);
        } else {
          columns[i].Add(schema.columns[i].type == CellType::kCode ||
                                 schema.columns[i].type == CellType::kBoolean
                             ? row % 2
                             : row - 2);
        }
      }
    }
    io::TableData data{end - begin, {}};
    for (const auto& column : columns) {
      data.columns.push_back(column.data());
    }
    REQUIRE((*writer)->Write((*writer)->Encode(data)));
  }
  REQUIRE((*writer)->Close());
  REQUIRE((*writer)->Commit());
}

}  // namespace

TEST_CASE("CSV and NDJSON show every place, and quotes where they must be") {
  test::TempFolder folder;
  Write(folder / "t.csv", 4, 2);
  CHECK(test::Slurp(folder / "t.csv") ==
        "key,n,amount,pd,ok,on,stage\n"
        "k0,-2,-0.02,0,false,1969-12-30,new\n"
        "\"a \"\"quoted\"\"\nkey\",-1,-0.01,0.25,true,1969-12-31,\"old, worn\"\n"
        "k2,,,,,,\n"
        "k3,1,0.01,0.75,true,1970-01-02,\"old, worn\"\n");
  Write(folder / "t.ndjson", 3, 3);
  CHECK(test::Slurp(folder / "t.ndjson") ==
        "{\"key\":\"k0\",\"n\":-2,\"amount\":-0.02,\"pd\":0,\"ok\":false,\"on\":\"1969-12-30\","
        "\"stage\":\"new\"}\n"
        "{\"key\":\"a "
        "\\\"quoted\\\"\\nkey\",\"n\":-1,\"amount\":-0.01,\"pd\":0.25,\"ok\":true,\"on\":\"1969-12-"
        "31\",\"stage\":\"old, worn\"}\n"
        "{\"key\":\"k2\",\"n\":null,\"amount\":null,\"pd\":null,\"ok\":null,\"on\":null,\"stage\":"
        "null}\n");
}

TEST_CASE("a file is the same bytes however its rows come") {
  test::TempFolder folder;
  for (const char* extension : {".csv", ".ndjson", ".parquet", ".arrow", ".arrows"}) {
    INFO(extension);
    const std::string whole = folder / (std::string("whole") + extension);
    Write(whole, 70'000, 70'000);
    for (const int piece : {1000, 65'536, 33'333}) {
      const std::string pieces = folder / (std::string("pieces") + extension);
      INFO(piece);
      Write(pieces, 70'000, piece);
      CHECK((test::Slurp(pieces) == test::Slurp(whole)));  // without a diff of 70,000 rows
    }
  }
}

TEST_CASE("what was written reads back") {
  const auto compiled = test::Compiled(
      "record R key key {\n key : text\n n : integer optional\n amount : money EUR optional\n pd : "
      "float optional\n"
      " ok : boolean optional\n on : date optional\n stage : one of { new, old } optional\n}\n"
      "source s for R { stage from \"stage\" codes { \"new\" -> new, \"old, worn\" -> old } }\n"
      "output { n, amount, pd, ok, on, stage }\n");
  test::TempFolder folder;
  const std::vector<std::string> expected{"k0|-2|-2|0.000000|false|1969-12-30|0",
                                          "a \"quoted\"\nkey|-1|-1|0.250000|true|1969-12-31|1",
                                          "k2|missing|missing|missing|missing|missing|missing"};
  for (const char* name : {"t.csv", "t.ndjson", "t.parquet", "t.arrow", "t.arrows"}) {
    INFO(name);
    Write(folder / name, 3, 2);
    CHECK(test::ReadBook(*compiled->module, folder / name) == expected);
  }
}

TEST_CASE("an unknown extension is refused before anything is made") {
  test::TempFolder folder;
  const auto writer = io::TableWriter::Create(folder / "out.xlsx", Schema());
  REQUIRE(!writer);
  CHECK(writer.error().hint.find(".parquet") != std::string::npos);
  CHECK(folder.Names().empty());
}

TEST_CASE("decimals and texts are formatted to the last place") {
  std::string out;
  io::AppendDecimal(out, INT64_MIN, 18);
  CHECK(out == "-9.223372036854775808");
  out.clear();
  io::AppendCsvText(out, "", ',');
  io::AppendCsvText(out, " x", ',');
  CHECK(out == "\"\"\" x\"");
  out.clear();
  io::AppendJsonText(out, "a\x01\t\"\\");
  CHECK(out == "\"a\\u0001\\t\\\"\\\\\"");
}

namespace {

// Three rows: two items, none, one.
void WriteLists(const std::string& path) {
  io::TableSchema schema;
  schema.columns.push_back({"codes", CellType::kCode, 0, {"R1", "R;2"}, ";", false, "", true});
  schema.columns.push_back({"rates", CellType::kDecimal, 2, {}, ";", false, "", true});
  schema.columns.push_back({"days", CellType::kDate, 0, {}, ";", false, "", true});
  schema.arrow_types = true;
  std::vector<io::ColumnBuilder> columns;
  for (const auto& column : schema.columns) {
    columns.emplace_back(column.type);
    for (int row = 0; row < 3; ++row) {
      for (int item = 0; item < 2 && row != 1 && item + row < 3; ++item) {
        columns.back().Add(row == 2 ? 1 : item);
      }
      columns.back().EndList();
    }
  }
  auto writer = io::TableWriter::Create(path, schema);
  REQUIRE(writer);
  io::TableData data{3, {}};
  for (const auto& column : columns) {
    data.columns.push_back(column.data());
  }
  REQUIRE((*writer)->Write((*writer)->Encode(data)));
  REQUIRE((*writer)->Close());
  REQUIRE((*writer)->Commit());
}

}  // namespace

TEST_CASE("a list is joined in CSV and an array in NDJSON") {
  test::TempFolder folder;
  WriteLists(folder / "t.csv");
  CHECK(test::Slurp(folder / "t.csv") ==
        "codes,rates,days\n"
        "\"R1;\"\"R;2\"\"\",0.00;0.01,1970-01-01;1970-01-02\n"
        ",,\n"
        "\"\"\"R;2\"\"\",0.01,1970-01-02\n");
  WriteLists(folder / "t.ndjson");
  CHECK(test::Slurp(folder / "t.ndjson") ==
        "{\"codes\":[\"R1\",\"R;2\"],\"rates\":[0.00,0.01],\"days\":[\"1970-01-01\",\"1970-01-02\"]"
        "}\n"
        "{\"codes\":[],\"rates\":[],\"days\":[]}\n"
        "{\"codes\":[\"R;2\"],\"rates\":[0.01],\"days\":[\"1970-01-02\"]}\n");
}

TEST_CASE("nothing is written before there are rows, or none to come") {
  test::TempFolder folder;
  const std::string path = folder / "pipe.csv";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int pipe = open(path.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(pipe >= 0);
  auto writer = io::TableWriter::Create(path, Schema());
  REQUIRE(writer);
  char bytes[100];
  CHECK(read(pipe, bytes, sizeof bytes) < 0);
  REQUIRE((*writer)->Close());
  const ssize_t size = read(pipe, bytes, sizeof bytes);
  REQUIRE(size > 0);
  CHECK(std::string(bytes, static_cast<std::size_t>(size)) == "key,n,amount,pd,ok,on,stage\n");
  close(pipe);
}
