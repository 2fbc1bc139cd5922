#include "runtime/io/generate.h"
#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;
using test::ReadBook;
using Rows = std::vector<std::string>;

// How sets come in and go out: a = 1, b = 2, c = 4.
namespace {

std::unique_ptr<driver::Compilation> Book(const std::string& source) {
  return test::Compiled(R"(record R key id {
  id : text
  s : set of { a, b, c }
  o : set of { a, b, c } optional
}
)" + source + "\noutput { s, o }\n");
}

Rows Read(const std::string& source, const std::string& name, const std::string& text) {
  const auto compiled = Book(source);
  test::TempFolder folder;
  return ReadBook(*compiled->module, folder.Write(name, text));
}

}  // namespace

TEST_CASE("the items of a set stand in one cell") {
  CHECK(Read("", "book.csv", "id,s,o\n1,a;c,b\n2, b ; a ,\n3,,NA\n4,a;a;,c;b;a\n5,a;x,\n") ==
        Rows{"1|5|2", "2|3|0", "3|0|unlisted:NA", "4|1|7", "5|unlisted:a;x|0"});
  CHECK(Read("source x for R { null \"\", \"NA\"\n s from \"S\" split by \" | \" codes { \"A\" -> "
             "a, 2 -> "
             "b, 3 -> c } }",
             "book.csv",
             "id,S,o\n1,A | 2.0,NA\n2,,\n3,NA,a\n") == Rows{"1|3|missing", "2|0|0", "3|missing|1"});
}

TEST_CASE("an item without text is no member") {
  CHECK(Read("", "book.csv", "id,s,o\n1,a;b;,\n2,a;;b,\n3,;a,\n4,;,; \n5,a; ;b,  \n6,a;;,a ; \n") ==
        Rows{"1|3|0", "2|unlisted:a;;b|0", "3|unlisted:;a|0", "4|unlisted:;|unlisted:; ",
             "5|unlisted:a; ;b|0", "6|unlisted:a;;|1"});
  CHECK(Read("source x for R { s split by \" \" }", "book.csv", "id,s,o\n1, a  b ,\n2,  ,\n") ==
        Rows{"1|3|0", "2|0|0"});
  CHECK(Read("", "book.ndjson",
             "{\"id\":1,\"s\":[\"\"],\"o\":[\"a\",\"\",\"b\"]}\n"
             "{\"id\":2,\"s\":[],\"o\":[\"a\",\"b\"]}\n"
             "{\"id\":3,\"s\":\"a;\",\"o\":\"\"}\n") ==
        Rows{"1|unlisted:|unlisted:a;;b", "2|0|3", "3|1|0"});
}

TEST_CASE("the members of a set have a flag each") {
  const std::string flags =
      "source x for R { s from flags { c \"C\", a \"A\", b \"B\" }\n"
      " o from flags { a \"A\", b \"D\", c \"C\" } null \"?\" }";
  CHECK(Read(flags, "book.csv", "id,A,B,C,D\n1,1,0,true,FALSE\n2,,,,1\n3,0,0,0,?\n4,2,0,x,1\n") ==
        Rows{"1|5|5", "2|0|2", "3|0|missing", "4|malformed:2|malformed:2"});
  CHECK(Read("source x for R { s from flags { a \"A\", b \"B\", c \"C\" } codes { \"J\" -> true, "
             "\"N\" -> false } }",
             "book.csv", "id,A,B,C,o\n1,J,N,,\n2,1,N,N,\n") == Rows{"1|1|0", "2|malformed:1|0"});
}

TEST_CASE("a set is a list of NDJSON") {
  CHECK(Read("", "book.ndjson",
             "{\"id\":1,\"s\":[\"a\",\"c\"],\"o\":[]}\n"
             "{\"id\":2,\"s\":\"b;c\"}\n"
             "{\"id\":3,\"o\":null,\"s\":[\"a\",7]}\n"
             "{\"id\":4,\"s\":null,\"o\":[\"a\",{\"b\":[1]}]}\n") ==
        Rows{"1|5|0", "2|6|missing", "3|unlisted:a;7|missing", "4|0|unlisted:a;{…}"});
  CHECK(Read("source x for R { s from flags { a \"A\", b \"B\", c \"C\" } }", "book.ndjson",
             "{\"id\":1,\"A\":true,\"B\":0,\"C\":\"1\"}\n") == Rows{"1|5|missing"});
}

namespace {

// Made-up records, decided and written in `kind`, hold the sets that were made.
Rows Roundtrip(const std::string& source, const std::string& from, const std::string& kind) {
  const auto compiled = Book(source);
  test::TempFolder folder;
  io::GenerateOptions made;
  made.module = &*compiled->module;
  made.sources = &compiled->sources;
  made.bindings = *interp::Bind(*compiled->module, {});
  made.path = folder / from;
  made.rows = 300;
  made.seed = 7;
  const Status status = io::Generate(made);
  INFO((status ? "" : status.error().message));
  REQUIRE(status.ok());
  const Rows first = ReadBook(*compiled->module, made.path);
  const auto own = Book("");
  auto engine = engine::MakeEngine(engine::EngineKind::kInterpreter, *compiled->module,
                                   compiled->sources, made.bindings);
  REQUIRE(engine);
  io::RunOptions run;
  run.input.module = &*compiled->module;
  run.input.path = made.path;
  run.engine = engine->get();
  run.decisions = folder / kind;
  const auto ran = io::Run(run);
  INFO((ran ? "" : ran.error().message));
  REQUIRE(ran.ok());
  CHECK(ReadBook(*own->module, folder / kind) == first);
  return first;
}

}  // namespace

TEST_CASE("sets are written so that they are read again") {
  const std::string plain = "source x for R { null \"NA\" }";
  const Rows rows = Roundtrip(plain, "made.csv", "out.parquet");
  CHECK(rows.size() == 300);
  CHECK(Roundtrip(plain, "made.parquet", "out.arrow") == rows);
  CHECK(Roundtrip(plain, "made.arrow", "out.ndjson") == rows);
  CHECK(Roundtrip(plain, "made.ndjson", "out.parquet") == rows);
  CHECK(Roundtrip("source x for R from csv { null \"NA\" encoding \"utf-16\" }", "made.csv",
                  "out.parquet") == rows);
  CHECK(Roundtrip(
            "source x for R { null \"NA\"\n s from flags { a \"A\", b \"B\", c \"C\" } codes { "
            "\"J\" -> true, "
            "\"N\" -> false } \n o split by \"+\" codes { \"x\" -> a, \"y\" -> b, \"z\" -> c } }",
            "made.csv", "out.parquet") == rows);
}
