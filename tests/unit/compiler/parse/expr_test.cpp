#include <catch2/catch.hpp>

#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

TEST_CASE("operators bind in the order of the language reference") {
  CHECK(Shape("a + b * c - d") == "Binary -(Binary +(Name a, Binary *(Name b, Name c)), Name d)");
  CHECK(Shape("a or b and not c = d") ==
        "Binary or(Name a, Binary and(Name b, Unary not(Binary =(Name c, Name d))))");
  CHECK(Shape("a implies b implies c") == "Binary implies(Name a, Binary implies(Name b, Name c))");
  CHECK(Shape("(a or b) and c") == "Binary and(Binary or(Name a, Name b), Name c)");
  CHECK(Shape("-a * b") == "Binary *(Unary -(Name a), Name b)");
  CHECK(Shape("a / b / c") == "Binary /(Binary /(Name a, Name b), Name c)");
}

TEST_CASE("otherwise and rounded bind looser than arithmetic and tighter than comparison") {
  CHECK(Shape("a + b otherwise c + 1 > 5") ==
        "Binary >(Otherwise(Binary +(Name a, Name b), Binary +(Name c, Number 1)), Number 5)");
  CHECK(Shape("a / b rounded down to 1_000 CNY") ==
        "Rounded down to(Binary /(Name a, Name b), Number 1000 CNY)");
  CHECK(Shape("a rounded to 2 places") == "Rounded half even to 2 places(Name a)");
  CHECK(Shape("a rounded half up to b") == "Rounded half up to(Name a, Name b)");
  CHECK(Shape("a rounded to 1 CNY + 2 CNY").find("E0101") == 0);
}

TEST_CASE("an aggregate does not swallow the following and") {
  CHECK(Shape("count of s with it > 0 and b") ==
        "Binary and(Aggregate count(Name s, Binary >(Name it, Number 0)), Name b)");
  CHECK(Shape("none of s with (it > 0 or it < 9) or b") ==
        "Binary or(Aggregate none of(Name s, Binary or(Binary >(Name it, Number 0), Binary <(Name "
        "it, Number 9))), Name b)");
  CHECK(Shape("sum(s with it > 0 and it < 9)") ==
        "Aggregate sum(Name s, Binary and(Binary >(Name it, Number 0), Binary <(Name it, Number "
        "9)))");
  CHECK(Shape("any of s >= 3") == "Binary >=(Aggregate any of(Name s), Number 3)");
}

TEST_CASE("a filtered aggregate inside arithmetic needs parentheses") {
  CHECK(Shape("1 + count of s with it > 0").find("E0123") == 0);
  CHECK(Shape("1 + (count of s with it > 0)") ==
        "Binary +(Number 1, Aggregate count(Name s, Binary >(Name it, Number 0)))");
  CHECK(Shape("sum(s) with it > 0").find("E0123") == 0);
}

TEST_CASE("ranges, dates and points lex apart") {
  CHECK(Shape("a in 5..10") == "InRange(Name a, Number 5, Number 10)");
  CHECK(Shape("2024-01-15") == "Date 2024-01-15");
  CHECK(Shape("2024 - 01 - 15") == "Binary -(Binary -(Number 2024, Number 1), Number 15)");
  CHECK(Shape("a in 1.5..2.5") == "InRange(Name a, Number 1.5, Number 2.5)");
  CHECK(Shape("2024-02-30").find("E0126") == 0);
}

TEST_CASE("the unit of the upper end stands for both ends of a range") {
  CHECK(Shape("a in -1_000..5 CNY") == "InRange(Name a, Unary -(Number 1000 CNY), Number 5 CNY)");
  CHECK(Shape("a in 1..5 years") == "InRange(Name a, Number 12 months, Number 60 months)");
  CHECK(Shape("a in 1..5 万元") == "InRange(Name a, Number 1 CNY, Number 50000 CNY)");
  CHECK(Shape("a in 1..5万元") == "InRange(Name a, Number 1 CNY, Number 50000 CNY)");
  CHECK(Shape("a in b..5 CNY") == "InRange(Name a, Name b, Number 5 CNY)");
  CHECK(Shape("a in 1 TWD..5 CNY") == "InRange(Name a, Number 1 TWD, Number 5 CNY)");
}

TEST_CASE("numbers are exact, with their suffixes applied") {
  CHECK(Shape("1_000.50") == "Number 1000.5");
  CHECK(Shape("150%") == "Number 1.5");
  CHECK(Shape("25 bp") == "Number 0.0025");
  CHECK(Shape("3‰") == "Number 0.003");
  CHECK(Shape("1.2亿 CNY") == "Number 120000000 CNY");
  CHECK(Shape("20万元") == "Number 200000 CNY");
  CHECK(Shape("2 years") == "Number 24 months");
  CHECK(Shape("1.5 years") == "Number 18 months");
  CHECK(Shape("007") == "Number 7");
  CHECK(Shape("0.5 days").find("E0122") == 0);
  CHECK(Shape(std::string(36, '9')) == "Number " + std::string(36, '9'));
  CHECK(Shape(std::string(37, '9')).find("E0109") == 0);
  CHECK(Shape(std::string(5000, '9') + "亿").find("E0109") == 0);
  CHECK(Shape("0." + std::string(17, '0') + "1") == "Number 0." + std::string(17, '0') + "1");
  CHECK(Shape("0." + std::string(18, '0') + "1").find("E0109") == 0);
}

TEST_CASE("a unit is a currency or a length of time, never another word") {
  CHECK(Shape("100 rank") ==
        "E0101 1:13: found `rank`, expected an operator or the end of the declaration");
  CHECK(Shape("100 * LTV") == "Binary *(Number 100, Name LTV)");
  CHECK(Shape("100\n  LTV").find("E0119 2:3") == 0);
}

TEST_CASE("known and missing") {
  CHECK(Shape("a is missing") == "Known not(Name a)");
  CHECK(Shape("a is not missing") == "Known(Name a)");
  CHECK(Shape("a is known") == "Known(Name a)");
  CHECK(Shape("a is not known") == "Known not(Name a)");
  CHECK(Shape("a is not b") == "Binary !=(Name a, Name b)");
  CHECK(Shape("if a then missing else 5") == "If(Name a, Missing, Number 5)");
}

TEST_CASE("soft words are names unless what follows makes them words") {
  CHECK(Shape("count + sum") == "Binary +(Name count, Name sum)");
  CHECK(Shape("largest of { largest, smallest }") == "Pick largest(Name largest, Name smallest)");
  CHECK(Shape("last 3 of last") == "Last 3(Name last)");
  CHECK(Shape("absolute - a") == "Binary -(Name absolute, Name a)");
  CHECK(Shape("absolute (-a)") == "Unary absolute(Unary -(Name a))");
  CHECK(Shape("`when` + `count`") == "Binary +(Name when, Name count)");
  CHECK(Shape("months from a to b + 1 month > 5") ==
        "Binary >(Months(Name a, Binary +(Name b, Number 1 months)), Number 5)");
}

TEST_CASE("full-width forms are their ASCII twins outside text and comments") {
  CHECK(Shape("（ａ＋１）＊２ ≥ ３") ==
        "Binary >=(Binary *(Binary +(Name a, Number 1), Number 2), Number 3)");
  CHECK(Shape("a　in　｛b、c，d｝") == "In(Name a, Name b, Name c, Name d)");
  CHECK(Shape("a ≠ “全角，（）”  # ，（") == "Binary !=(Name a, Text \"全角，（）\")");
  CHECK(Shape("a ＝ ＂x\"y＂") == "Binary =(Name a, Text \"x\\\"y\")");
}

TEST_CASE("text has four escapes") {
  CHECK(Shape(R"("a\"b\\c")") == R"(Text "a\"b\\c")");
  CHECK(Shape(R"("a\n")") == R"(Text "a\x0a")");
  CHECK(Shape(R"("a\q")").find("E0117 1:11") == 0);
}

TEST_CASE("a comparison is not compared again") {
  CHECK(Shape("1 < a < 5").find("E0112 1:15") == 0);
  CHECK(Shape("(1 < a) = b") == "Binary =(Binary <(Number 1, Name a), Name b)");
}

}  // namespace
}  // namespace sextant::parse
