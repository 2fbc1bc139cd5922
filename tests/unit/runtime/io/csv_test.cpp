#include <catch2/catch.hpp>

#include "compiler/source/decode.h"
#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;
using test::ReadBook;
using Rows = std::vector<std::string>;

namespace {

const char* const kStrategy = R"(
record Customer key id {
  id      : integer
  name    : text optional
  limit   : money EUR optional
  opened  : date optional
  status  : one of { new, old } optional
  active  : boolean optional
  pd      : float optional
}
output { name, limit, opened, status, active, pd }
)";

class Csv {
 public:
  explicit Csv(const std::string& source = "") : compiled_(test::Compiled(kStrategy + source)) {}

  Rows Read(std::string_view text, int64_t batch_rows = 4096,
            const std::string& name = "book.csv") {
    return ReadBook(*compiled_->module, folder_.Write(name, text), batch_rows);
  }
  std::string Error(std::string_view text) {
    const Rows rows = Read(text);
    return rows.size() == 1 && rows[0].starts_with("error: ")
               ? rows[0].substr(rows[0].rfind('/', rows[0].find(".csv")) + 1)
               : "no error";
  }

 private:
  test::TempFolder folder_;
  std::unique_ptr<driver::Compilation> compiled_;
};

const std::string kHeader = "id,name,limit,opened,status,active,pd\n";

}  // namespace

TEST_CASE("CSV cells are read as their fields' types") {
  Csv csv;
  CHECK(csv.Read(kHeader + "1,Ann,5e+05,2026-03-31,old,true,0.25\n") ==
        Rows{"1|Ann|50000000|2026-03-31|1|true|0.250000"});
  CHECK(csv.Read(kHeader + "2,,,,,,\n") ==
        Rows{"2|missing|missing|missing|missing|missing|missing"});
  CHECK(csv.Read(kHeader + "x,a,1.005,31.3.26,odd,maybe,inf\n") ==
        Rows{"malformed:x|a|scale:1.005|malformed:31.3.26|unlisted:odd|malformed:maybe|malformed:"
             "inf"});
  CHECK(csv.Read(kHeader + "3, b , 7 ,  , ,FALSE,1e-3") ==
        Rows{"3| b |700|missing|missing|false|0.001000"});
}

TEST_CASE("CSV quoting, line ends and column order") {
  Csv csv;
  CHECK(csv.Read("\xef\xbb\xbf"
                 "pd,\"id\",ignored,name,limit,opened,status,active\r\n"
                 "0.5,1,\"a, \"\"b\"\"\",\"two\r\nlines\",,,,\r\n\r\n,2,,x,,,,\r\n") ==
        Rows{"1|two\r\nlines|missing|missing|missing|missing|0.500000",
             "2|x|missing|missing|missing|missing|missing"});
  CHECK(csv.Read("id\tname\tlimit\topened\tstatus\tactive\tpd\n1\ta,b\t2\t\t\t\t\n", 4096,
                 "book.tsv") == Rows{"1|a,b|200|missing|missing|missing|missing"});
  CHECK(csv.Read(kHeader).empty());
}

TEST_CASE("records are the same whatever the size of the pieces") {
  Csv csv;
  std::string text = kHeader;
  for (int i = 1; i <= 300; ++i) {
    text += std::to_string(i) + (i % 3 == 0 ? ",\"with\nline \"\"ends\"\"\n\"" : ",plain") +
            ",1.50,,,,\n";
  }
  const Rows whole = csv.Read(text);
  CHECK(whole.size() == 300);
  CHECK(whole[2] == "3|with\nline \"ends\"\n|150|missing|missing|missing|missing");
  for (const int64_t rows : {1, 2, 7, 64, 1000}) {
    CHECK(csv.Read(text, rows) == whole);
  }
}

TEST_CASE("null tokens, separator and date format come from the source") {
  Csv csv(
      "source extract for Customer from csv {\n separator \";\"\n null \"NA\", \"-1\"\n dates "
      "\"dd.MM.yyyy\"\n"
      " limit from \"LIMIT_CENTS\" in 0.01 EUR\n status from \"ST\" codes { 1 -> new, \"O\" -> old "
      "}\n}\n");
  CHECK(csv.Read("id;name;LIMIT_CENTS;opened;ST;active;pd\n1;NA;-1;31.03.2026;1.0;NA;NA\n2;;5;NA;O;"
                 "1;0\n") ==
        Rows{"1|missing|missing|2026-03-31|0|missing|missing", "2||5|missing|1|true|0.000000"});
}

TEST_CASE("a CSV file that is wrong says where") {
  Csv csv;
  CHECK(csv.Error("") == "book.csv is empty / ");
  CHECK(csv.Error("id,nam,limit,opened,status,active,pd\n") ==
        "book.csv has no column `name`, which `name` is read from / did you mean `nam`? "
        "it has: `id`, `nam`, `limit`, `opened`, `status`, `active`, `pd`");
  CHECK(csv.Error("id,name,limit,opened,status,active,pd,id\n") ==
        "book.csv has the column `id` twice / rename one of them: it is not clear which one is "
        "meant");
  CHECK(csv.Error(kHeader + "1,,,,,,\n2,,,,,\n") ==
        "book.csv, record 2: has 6 cells where the line of column names has 7: 2,,,,, / "
        "a cell that holds the separator must stand in quotes");
  CHECK(csv.Error(kHeader + "1,,,,,,\n2,\"open,,,,,\n3,,,,,,\n") ==
        "book.csv, record 2: the file ends within a quoted cell / a quote was opened and not "
        "closed, or the file was cut off");
  CHECK(csv.Error(kHeader + "1,a,,,,,\n2,M\xfcller,,,,,\n") ==
        "book.csv, record 2: column `name` is not UTF-8: M\\xfcller / "
        "save the file as UTF-8, or name its encoding in the source, as in `encoding "
        "\"gb18030\"`");
  CHECK(csv.Error("\xff\xfei\0d\0") ==
        "book.csv is UTF-16 text / save it as UTF-8, or, if it is CSV, write `encoding \"utf-16\"` "
        "in "
        "its source");
}

TEST_CASE("a file in another encoding is read in pieces") {
  Csv plain, csv("source x for Customer from csv { encoding \"gb18030\" }\n");
  const auto encoder = source::Encoder::Open("gb18030");
  REQUIRE(encoder.ok());
  std::string text = kHeader;
  for (int row = 0; row < 20'000; ++row) {  // more than a piece, at odd and even places
    text +=
        std::to_string(row) + (row % 3 == 0 ? ",\"北京\n分行𠮷\",5" : ",上海 €,6") + ",,new,,\n";
  }
  const Rows rows = plain.Read(text, 700);
  CHECK(rows.size() == 20'000);
  CHECK(csv.Read(*(*encoder)->Encode(text), 700) == rows);
  Csv wide("source x for Customer from csv { encoding \"utf-16\" }\n");
  const auto to_wide = source::Encoder::Open("utf-16");
  CHECK(wide.Read(*(*to_wide)->Encode(text)) == rows);
}

TEST_CASE("what is no text in the encoding ends the run where it is read") {
  Csv csv("source x for Customer from csv { encoding \"gb18030\" }\n");
  const std::string hint =
      " / name the encoding the file was saved in; if it is this one, mend the cell";
  CHECK(csv.Error(kHeader + "1,a,,,,,\n2,\xb1\xb1\xb1,,,,,\n") ==
        "book.csv, record 2: column `name` is not text in `gb18030`: 北\\xb1" + hint);
  CHECK(csv.Error(kHeader + "1,a,,,,,\xff") ==
        "book.csv, record 1: column `pd` is not text in `gb18030`: \\xff" + hint);
  CHECK(csv.Read("other,id,name,limit,opened,status,active,pd\n\xff,1,a,,,,,5\n").size() == 1);
}

TEST_CASE("columns that are not needed are not looked at") {
  Csv csv;
  CHECK(csv.Read("other,id,name,limit,opened,status,active,pd,other\nM\xfcller,1,a,,,,,,5\n")
            .size() == 1);
}

TEST_CASE("ragged rows are numbered through the whole file") {
  Csv csv;
  std::string text = kHeader;
  for (int i = 1; i <= 50; ++i) {
    text += std::to_string(i) + ",,,,,,\n";
  }
  const Rows rows = csv.Read(text + "51,,,,,,,\n52,,,,,,\n", 3);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].find("record 51: has 8 cells") != std::string::npos);
}

TEST_CASE("a file that is not there, a folder, an unknown format") {
  const auto compiled = test::Compiled(kStrategy);
  test::TempFolder folder;
  CHECK(ReadBook(*compiled->module, folder / "none.csv")[0].find("error: there is no file") == 0);
  CHECK(ReadBook(*compiled->module, folder / "")[0].find("is a folder") != std::string::npos);
  CHECK(ReadBook(*compiled->module, folder.Write("book.xlsx", "PK"))[0].find(
            "cannot tell the format") != std::string::npos);
  CHECK(ReadBook(*compiled->module, folder.Write("book.parquet", "PAR1 and nothing else"))[0].find(
            "is damaged") != std::string::npos);
  CHECK(ReadBook(*compiled->module, folder.Write("book.arrow", "ARROW1 and nothing else"))[0].find(
            "is damaged") != std::string::npos);
}
