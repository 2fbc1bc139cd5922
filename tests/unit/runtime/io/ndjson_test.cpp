#include <catch2/catch.hpp>

#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;
using test::ReadBook;
using Rows = std::vector<std::string>;

namespace {

const char* const kStrategy = R"(
record Customer key id {
  id     : text
  limit  : money EUR optional
  active : boolean optional
  score  : decimal(18) optional
}
output { limit, active, score }
)";

Rows Read(std::string_view text, int64_t batch_rows = 4096) {
  static const auto compiled = test::Compiled(kStrategy);
  test::TempFolder folder;
  return ReadBook(*compiled->module, folder.Write("book.ndjson", text), batch_rows);
}

std::string ErrorOf(std::string_view text) {
  const Rows rows = Read(text);
  return rows.empty() ? "" : rows[0].substr(rows[0].rfind('/', rows[0].find(".ndjson")) + 1);
}

}  // namespace

TEST_CASE("NDJSON numbers keep every digit") {
  CHECK(Read("{\"id\":\"a\",\"limit\":12.50,\"active\":true,\"score\":1.000000000000000001}\n"
             "{\"score\":\"2.5e-3\",\"id\":7,\"limit\":5e+05,\"active\":0}\n\n"
             "{\"id\":\"\\u00e4\\\"\\n\",\"limit\":null,\"extra\":{\"id\":[1,{\"limit\":2}]}}\n") ==
        Rows{"a|1250|true|1000000000000000001", "7|50000000|false|2500000000000000",
             "ä\"\n|missing|missing|missing"});
}

TEST_CASE("an object where a value is expected is that record's fault") {
  CHECK(Read("{\"id\":\"a\",\"limit\":{\"x\":1},\"active\":[],\"score\":true}") ==
        Rows{"a|malformed:{…}|malformed:[…]|malformed:true"});
}

TEST_CASE("records are the same whatever the size of the pieces of NDJSON") {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "{\"id\":\"" + std::to_string(i) + "\",\"limit\":" + std::to_string(i) + ".25}\r\n";
  }
  const Rows whole = Read(text);
  CHECK(whole.size() == 100);
  CHECK(Read(text, 1) == whole);
  CHECK(Read(text, 13) == whole);
}

TEST_CASE("an NDJSON file that is wrong says where") {
  CHECK(ErrorOf("[{\"id\":\"a\"}]") ==
        "book.ndjson is one JSON list / write one object a line, without a list around them");
  CHECK(ErrorOf("{\"id\":\"a\"}\n{\"id\":\"b\"\n") ==
        "book.ndjson, record 2: is not a JSON object: unexpected end of input; expected '}' (byte "
        "10): {\"id\":\"b\" / "
        "each line holds one JSON object");
  CHECK(ErrorOf("{\"id\":\"a\"}\n17\n").find("record 2: is not a JSON object: 17") !=
        std::string::npos);
  CHECK(ErrorOf("{\"id\":\"a\",\"id\":\"b\"}\n").find("record 1: holds `id` twice") !=
        std::string::npos);
  CHECK(ErrorOf("{\"id\":\"\xfc\"}\n").find("invalid string: ill-formed UTF-8 byte") !=
        std::string::npos);
  CHECK(ErrorOf("{\"idd\":\"a\",\"limit\":1}\n")
            .find("no column `id`, which `id` is read from / it has: `active`, `idd`, `limit`, "
                  "`score`") != std::string::npos);
}
