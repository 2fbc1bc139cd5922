#include "tests/unit/runtime/interp/spoken.h"

// Numbers, as the language reference tells them: section 2.
namespace sextant::interp {
namespace {

TEST_CASE("exact numbers keep every place") {
  CHECK(Of("n + q") == "8.5");
  CHECK(Of("n - q * q") == "4.75");
  CHECK(Of("m * r") == "5 CNY");
  CHECK(Of("m * 1.5 - 0.001 CNY") == "149.999 CNY");
  CHECK(Of("20万 CNY + m") == "200_100 CNY");
  CHECK(Of("150% * n") == "10.5");
  CHECK(Of("-n + absolute (k - n)") == "-2");
}

TEST_CASE("a quotient has eight places, also of whole numbers") {
  CHECK(Of("n / k") == "3.5");
  CHECK(Of("k / 3") == "0.66666667");
  CHECK(Of("-k / 3") == "-0.66666667");
  CHECK(Of("m / n") == "14.28571429 CNY");
  CHECK(Of("m / (30 CNY)") == "3.33333333");
  CHECK(Of("n / k", {{"k", "0"}}) == "division_by_zero");
  // A comparison takes the rounded quotient.
  CHECK(Of("if k / 3 = 0.66666667 then 1 else 0") == "1");
}

TEST_CASE("rounding is written") {
  CHECK(Of("q rounded to 0 places", {{"q", "2.5"}}) == "2");
  CHECK(Of("q rounded to 0 places", {{"q", "3.5"}}) == "4");
  CHECK(Of("q rounded half up to 0 places", {{"q", "2.5"}}) == "3");
  CHECK(Of("q rounded half up to 0 places", {{"q", "-2.5"}}) == "-3");
  CHECK(Of("q rounded down to 0 places", {{"q", "-2.1"}}) == "-3");
  CHECK(Of("q rounded up to 0 places", {{"q", "-2.9"}}) == "-2");
  CHECK(Of("m rounded down to 1_000 CNY", {{"m", "1999.99"}}) == "1_000 CNY");
  CHECK(Of("m rounded to 1_000 CNY", {{"m", "2500"}}) == "2_000 CNY");
  CHECK(Of("n rounded to 2 places") == "7");
  CHECK(Of("q rounded to 0.25", {{"q", "1.13"}}) == "1.25");
}

TEST_CASE("a float is rounded by its exact value") {
  CHECK(Of("f rounded to 2 places", {{"f", "2.675"}}) == "2.67");
  CHECK(Of("f rounded to 2 places", {{"f", "0.125"}}) == "0.12");
  CHECK(Of("(f rounded to 6 places) * m", {{"f", "0.1"}}) == "10 CNY");
}

TEST_CASE("beside a float an exact number becomes the nearest double") {
  CHECK(Of("f + q", {{"f", "0.1"}, {"q", "0.2"}}) == "0.30000000000000004");
  CHECK(Of("f * n") == "1.75");
  CHECK(Of("f / k", {{"k", "0"}}) == "division_by_zero");
  CHECK(Of("if f < 0.25 then 1 else 0") == "0");
  CHECK(Of("smallest of { f, q }") == "0.25");
}

TEST_CASE("intermediates have 128 bits, stored values 64") {
  const std::string most = "9223372036854775807";
  CHECK(Of("n + k", {{"n", most}, {"k", "1"}}) == "overflow");  // an output is stored
  CHECK(Of("n * n / n", {{"n", "3000000000"}}) == "3000000000");
  CHECK(Of("n * n * n", {{"n", most}}) == "overflow");
  CHECK(Of("if n * k > n then 1 else 0", {{"n", most}}) == "1");
}

TEST_CASE("the smallest and largest of a list") {
  CHECK(Of("smallest of { m, 12.345 CNY, m * 2 }") == "12.345 CNY");
  CHECK(Of("largest of { n, q }") == "7");
  CHECK(Of("largest of { d, e }") == "2024-03-01");
}

TEST_CASE("the item that was chosen can be read") {
  Spoken spoken(R"(record R key id { id : integer  a : money CNY  b : money CNY }
let offer = smallest of { a, b } rounded down to 100 CNY
let choice = offer.bound_by
output { offer, choice }
)");
  const auto choice = [&](const char* a, const char* b) {
    spoken.Give("id", "1");
    spoken.Give("a", a);
    spoken.Give("b", b);
    return spoken.Answer("choice");
  };
  CHECK(choice("1", "2") == "a");
  CHECK(choice("3", "2") == "b");
  CHECK(choice("2", "2") == "a");
  CHECK(spoken.Answer("offer") == "0 CNY");
}

TEST_CASE("a typed let is stored, an untyped one is a name") {
  const auto fault = [](const std::string& type) {
    Spoken spoken("record R key id { id : integer }\nlet big" + type +
                  " = id * id\nlet x = big - id * id\noutput { x }\n");
    spoken.Give("id", "9000000000000000000");
    return spoken.Answer("x");
  };
  CHECK(fault("") == "0");
  CHECK(fault(" : integer") == "overflow");
}

TEST_CASE("a rate shows as a percentage through a typed let") {
  Spoken spoken("record R key id { id : integer }\nlet c : rate = id / 8\noutput { c }\n");
  spoken.Give("id", "1");
  CHECK(spoken.Answer("c") == "12.5%");
}

}  // namespace
}  // namespace sextant::interp
