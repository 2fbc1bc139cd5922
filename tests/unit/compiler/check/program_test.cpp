#include <catch2/catch.hpp>

#include <bit>

#include "compiler/check/constant.h"
#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

std::string Codes(const std::string& text) {
  return Checked(kRecord + text).Codes();
}

TEST_CASE("definitions stand in any order") {
  CHECK(Codes("output { a }\n\nlet a = b + 1\n\nlet b = c * 2\n\nlet c = count\n") == "");
  CHECK(Codes("let a = a + 1\n\noutput { a }\n") == "E0213");
  CHECK(Codes("let a = b\n\nlet b = a\n\noutput { a }\n") == "E0213");
}

TEST_CASE("a name means a member where the other side has one") {
  // `gold` is a let of another kind: the member is meant.
  CHECK(Codes("let gold = 5\n\nlet a = tier is known and tier is gold\n\noutput { a, gold }\n") ==
        "");
  CHECK(Codes("let gold = tier otherwise other\n\nlet a = tier is known and tier is gold\n\n"
              "output { a, gold }\n") == "E0208");
  CHECK(Codes("let a = north = region\n\nlet b = region is not south\n\noutput { a, b }\n") == "");
  CHECK(Codes("let a = region is gold\n\noutput { a }\n") == "E0206");
}

TEST_CASE("the binding item of a list of names is readable") {
  const Checked checked(kRecord +
                        "let need = amount * 2\n\nlet room = smallest of { need, amount } rounded "
                        "down to 1 CNY\n\nlet why = room.bound_by\n\nlet tight = why is need\n\n"
                        "output { room, why, tight }\n");
  CHECK(checked.Codes() == "");
  CHECK(checked.LetType("why") == "one of { need, amount }");
  CHECK(TypeOrCodes("result.bound_by") == "E0213");
  CHECK(Codes("let room = smallest of { amount, 5 CNY }\n\nlet why = room.bound_by\n\n"
              "output { why }\n") == "E0212");
}

TEST_CASE("the key comes first in the output") {
  const Checked listed(kRecord + "let a = 1\n\noutput { a, id }\n");
  REQUIRE(listed.program.outputs.size() == 2);
  CHECK(listed.program.outputs[0].name == "id");
  CHECK(listed.program.outputs[1].name == "a");
  const Checked open(kRecord + "band B = count { a below 5; b otherwise }\n");
  REQUIRE(open.program.outputs.size() == 2);
  CHECK(open.program.outputs[1].name == "B");
}

TEST_CASE("ranges are kept as stored words") {
  const Checked checked(
      "record R key id {\n  id : integer above 0\n  a : money CNY above 0 CNY below 5 CNY\n"
      "  b : rate in -1%..20%\n  c : float above 0 at most 1\n  d : date in "
      "2020-01-01..2020-01-02\n"
      "  e : days in 1..30 days\n}\n");
  REQUIRE(checked.Codes() == "");
  const auto& fields = checked.program.fields;
  CHECK(fields[0].range.low == 1);
  CHECK_FALSE(fields[0].range.high);
  CHECK(fields[1].range.low == 1);
  CHECK(fields[1].range.high == 499);
  CHECK(fields[2].range.low == -1'000'000);
  CHECK(fields[3].range.float_low == 0.0);
  CHECK_FALSE(fields[3].range.float_low_inclusive);
  CHECK(fields[3].range.float_high == 1.0);
  CHECK(fields[4].range.low == 18262);
  CHECK(fields[5].range.high == 30);
}

TEST_CASE("defaults of parameters are stored words") {
  const Checked checked(kRecord +
                        "param a : rate = 5%\n\nparam b : money CNY = -1_000 CNY\n\n"
                        "param c : float = 0.1\n\nparam d : one of { x, y } = y\n\n"
                        "param e : boolean = true\n\nparam f : date = 1970-01-02\n\n"
                        "param g : months = 1 year\n\n"
                        "let all = e and d is x and c > a and b > 0 CNY and f < as_of and "
                        "(months from start to as_of) > g\n\noutput { all }\n");
  REQUIRE(checked.Codes() == "");
  const auto& params = checked.program.params;
  CHECK(params[0].default_word == 5'000'000);
  CHECK(params[1].default_word == -100'000);
  CHECK(std::bit_cast<double>(params[2].default_word) == 0.1);
  CHECK(params[3].default_word == 1);
  CHECK(params[4].default_word == 1);
  CHECK(params[5].default_word == 1);
  CHECK(params[6].default_word == 12);
}

TEST_CASE("constants are brought to a type exactly or not at all") {
  const Checked checked(kRecord + "let a = -1.25\n\noutput { a }\n");
  const ast::ExprId value = checked.program.lets[0].value;
  CHECK(ConstantWord(checked.program, value, Type::Number(2)) == -125);
  CHECK(ConstantWord(checked.program, value, Type::Number(4)) == -12'500);
  CHECK_FALSE(ConstantWord(checked.program, value, Type::Number(1)));
  CHECK(std::bit_cast<double>(*ConstantWord(checked.program, value, Type::Float())) == -1.25);
  CHECK(NearestDouble(1, 1) == 0.1);
  CHECK(NearestDouble(static_cast<Int128>(9007199254740993), 0) == 9007199254740992.0);
}

TEST_CASE("column patterns are spelled out") {
  const Checked checked(
      kRecord +
      "source extract for Customer {\n  bill from \"B_0\", \"B_{02..06}\"\n"
      "  amount from \"FEN\" in 0.01 CNY\n  rate_ in percent\n"
      "  region codes { 1 -> north, \"S\" -> south }\n"
      "  start dates \"dd.MM.yyyy\" null \"\", \"NA\"\n  as_of from \"RUN\"\n}\n");
  REQUIRE(checked.Codes() == "");
  const Source& source = checked.program.sources.front();
  using Columns = std::vector<std::string>;
  CHECK(source.fields[15].columns == Columns{"B_0", "B_02", "B_03", "B_04", "B_05", "B_06"});
  CHECK(source.fields[4].unit_scale == 2);
  CHECK(source.fields[3].unit_scale == 2);
  CHECK(source.fields[12].codes.size() == 2);
  CHECK(source.fields[9].date_format == "dd.MM.yyyy");
  CHECK(source.fields[9].nulls == Columns{"", "NA"});
  CHECK(source.as_of->columns == Columns{"RUN"});
  CHECK(source.fields[0].columns == Columns{"id"});
}

TEST_CASE("without a source every field is the column of its name") {
  const Checked checked("record R key id {\n  id : text\n  x : series of 2 integer\n}\n");
  REQUIRE(checked.program.sources.size() == 1);
  const auto& fields = checked.program.sources.front().fields;
  CHECK(fields[1].columns == std::vector<std::string>{"x_1", "x_2"});
}

TEST_CASE("a broken part does not make the rest look wrong") {
  CHECK(Codes("let a = (1 +\n\nlet b = a + count\n\noutput { b }\n") == "E0101");
  CHECK(Codes("let a : strng = 5\n\nlet b = a + 1 CNY\n\noutput { b }\n") == "E0120");
  CHECK(Codes("bnd B = count { a below 5; b otherwise }\n\nlet c = B is a\n\noutput { c }\n") ==
        "E0103");
}

TEST_CASE("types print one a line") {
  const Checked checked(
      "record R key id {\n  id : text\n  x : integer optional\n}\n\n"
      "let a = x is known and x > 1\n\noutput { a }\n");
  CHECK(PrintTypes(checked.program, checked.sources) ==
        "field id : text\n"
        "field x : integer optional\n"
        "let a : boolean\n"
        "6:9 x : integer optional\n"
        "6:9 x is known : boolean\n"
        "6:24 x : integer (known here)\n"
        "6:28 1 : integer\n"
        "6:24 x > 1 : boolean\n"
        "6:9 x is known and x > 1 : boolean\n");
}

}  // namespace
}  // namespace sextant::check
