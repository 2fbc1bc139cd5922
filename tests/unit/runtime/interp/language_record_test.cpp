#include "tests/unit/runtime/interp/spoken.h"

// Records, checks, the as-of date and parameters.
namespace sextant::interp {
namespace {

TEST_CASE("only what the outputs reach is read") {
  Spoken spoken(R"(record R key id {
  id : integer
  used : integer in 0..10
  unused : integer in 0..10
  check unused > 5
}
let x = used + 1
let y = unused + 1
output { x }
)");
  REQUIRE(spoken.module().slots.size() == 2);
  CHECK(spoken.module().slots[0].name == "id");
  CHECK(spoken.module().slots[1].name == "used");
  CHECK(spoken.module().checks.empty());
  CHECK(spoken.module().lets.size() == 1);
}

TEST_CASE("a check of a needed field brings all its fields, and their checks") {
  Spoken spoken(R"(record R key id {
  id : integer
  a : integer
  b : integer
  c : integer
  d : integer
  check a < b because D1 "a before b"
  check b < c because D2 "b before c"
  check d > 0 because D3 "not needed"
}
output { a }
)");
  CHECK(spoken.module().slots.size() == 4);
  CHECK(spoken.module().checks.size() == 2);
  spoken.Give("id", "1");
  spoken.Give("a", "3");
  spoken.Give("b", "2");
  spoken.Give("c", "1");
  const RowResult result = spoken.Run();
  REQUIRE(result.rejects.size() == 2);
  CHECK(result.rejects[0].where == "D1");
  CHECK(result.rejects[0].message == "`a < b` does not hold: a before b");
  CHECK(result.rejects[0].found == "a 3, b 2");
  CHECK(result.rejects[0].line == 7);
  CHECK(result.rejects[1].where == "D2");
}

TEST_CASE("the as-of date is a slot of its own when the program reads it") {
  Spoken spoken("record R key id { id : integer  d : date }\nlet x = d < as_of\noutput { x }\n");
  CHECK(spoken.module().reads_as_of);
  CHECK(spoken.module().slots.back().name == "as_of");
  CHECK(spoken.module().slots.back().field == ir::kAsOfField);
  spoken.Give("id", "1");
  spoken.Give("d", "2024-01-01");
  CHECK(spoken.Answer("x") == "missing");  // the fault
  spoken.Give("as_of", "2024-01-02");
  CHECK(spoken.Answer("x") == "true");
  const Spoken without("record R key id { id : integer }\noutput { id }\n");
  CHECK_FALSE(without.module().reads_as_of);
}

TEST_CASE("declared ranges are checked, at both their ends") {
  Spoken spoken(R"(record R key id {
  id : integer
  limit : money CNY above 0 CNY
  share : float below 1
}
output { limit, share }
)");
  spoken.Give("id", "1");
  const auto kind = [&](const char* limit, const char* share) {
    spoken.Give("limit", limit);
    spoken.Give("share", share);
    return spoken.Answer("limit");
  };
  CHECK(kind("0.01", "0.5") == "0.01 CNY");
  CHECK(kind("0", "0.5") == "range");
  CHECK(kind("1", "1") == "range");
  CHECK(kind("1", "0.9999999999999999") == "1 CNY");
}

TEST_CASE("the key comes first, once") {
  const Spoken spoken("record R key id { a : integer  id : integer }\noutput { a, id }\n");
  REQUIRE(spoken.module().outputs.size() == 2);
  CHECK(spoken.module().outputs[0].name == "id");
  CHECK(spoken.module().outputs[1].name == "a");
}

TEST_CASE("text passes through to the outputs") {
  Spoken spoken("record R key name { name : text }\noutput { name }\n");
  spoken.Give("name", "T1");
  const RowResult result = spoken.Run();
  REQUIRE(result.outputs.size() == 1);
  CHECK(result.outputs[0].word == 0);  // slot 0 of the row
}

TEST_CASE("cut-offs that are parameters are refused out of order") {
  Spoken spoken(R"(record R key id { id : integer }
param low  : integer = 2 in 1..10
param high : integer = 8 in 1..10
band B = id { a below low; b below high; c otherwise }
output { B }
)");
  REQUIRE(spoken.module().param_checks.size() == 1);
  CHECK(Bind(spoken.module(), {{"low", "7"}}).ok());
  const Result<Bindings> refused = Bind(spoken.module(), {{"low", "9"}});
  REQUIRE_FALSE(refused.ok());
  CHECK_THAT(refused.error().message,
             Catch::StartsWith("in the band `B` (") &&
                 Catch::EndsWith(":4), the cut-off `low` has to be below `high`"));
}

}  // namespace
}  // namespace sextant::interp
