#include "tests/unit/compiler/lower/listing.h"

// Scales, laziness and roundings become instructions.
namespace sextant::lower {
namespace {

TEST_CASE("operands are brought to the larger scale") {
  CHECK(ListingOf("n + q") == R"(
%0 = slot number(0) n
%1 = slot number(4) q
%2 = rescale number(4) %0
%3 = add number(4) %2, %1
%4 = let number(4) x
%5 = slot number(0) id
%6 = store number(4) %4
)");
}

TEST_CASE("constants are brought to it when compiling") {
  CHECK(ListingOf("m > 5 CNY") == R"(
%0 = slot money CNY(2) m
%1 = const money CNY(0) 5 CNY
%2 = const money CNY(2) 5 CNY
%3 = le boolean %0, %2
%4 = not boolean %3
%5 = let boolean x
%6 = slot number(0) id
)");
}

TEST_CASE("beside a float an exact constant is a double") {
  CHECK(ListingOf("f < 5%") == R"(
%0 = slot float f
%1 = const number(2) 0.05
%2 = const float 0.05
%3 = lt boolean %0, %2
%4 = let boolean x
%5 = slot number(0) id
)");
}

TEST_CASE("a range reads its value once") {
  CHECK(ListingOf("m * 2 in 1..9 CNY") == R"(
%0 = slot money CNY(2) m
%1 = const number(0) 2
%2 = mul money CNY(2) %0, %1
%3 = const money CNY(0) 1 CNY
%4 = const money CNY(2) 1 CNY
%5 = const money CNY(0) 9 CNY
%6 = const money CNY(2) 9 CNY
%7 = lt boolean %2, %4
%8 = not boolean %7
%9 = le boolean %2, %6
%10 = and boolean %8, %9
%11 = let boolean x
%12 = slot number(0) id
)");
}

TEST_CASE("a ratio looks at its divisor first") {
  const std::string listing = ListingOf("ratio(n, n + 1)");
  CHECK(listing.find("eq boolean") < listing.find("div number(8)"));
  CHECK(listing.find("select number(8)?") != std::string::npos);
}

TEST_CASE("a narrowed name is unwrapped") {
  CHECK(ListingOf("opt is known and opt > m") == R"(
%0 = slot money CNY(2)? opt
%1 = is_known boolean %0
%2 = unwrap money CNY(2) %0
%3 = slot money CNY(2) m
%4 = le boolean %2, %3
%5 = not boolean %4
%6 = and boolean %1, %5
%7 = let boolean x
%8 = slot number(0) id
)");
}

TEST_CASE("a sum is a chain of additions, an average divides it by a constant") {
  CHECK(ListingOf("average(s)") == R"(
%0 = slot money CNY(2) s[1]
%1 = slot money CNY(2) s[2]
%2 = slot money CNY(2) s[3]
%3 = const number(0) 3
%4 = add money CNY(2) %0, %1
%5 = add money CNY(2) %4, %2
%6 = div money CNY(8) %5, %3
%7 = let money CNY(8) x
%8 = slot number(0) id
%9 = store money CNY(8) %7
)");
}

TEST_CASE("rounding to a step keeps the step's scale") {
  CHECK(ListingOf("m rounded down to 1_000 CNY") == R"(
%0 = slot money CNY(2) m
%1 = round money CNY(0) down to 1000 %0
%2 = let money CNY(0) x
%3 = slot number(0) id
%4 = store money CNY(0) %2
)");
}

TEST_CASE("equal expressions are one, unless they can fault at different places") {
  const std::string pure = ListingOf("(f < 1 or flag) and (f < 1 or not flag)");
  CHECK(pure.find("lt boolean") == pure.rfind("lt boolean"));
  const std::string faulty = ListingOf("n + 1 > 0 and n + 1 < 5");
  CHECK(faulty.find("add number") != faulty.rfind("add number"));
}

TEST_CASE("a chain of lets may be as long as the file") {
  std::string text = "record R key id { id : integer }\nlet x0 = id\n";
  for (int i = 1; i < 20'000; ++i) {
    text += "let x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " + 1\n";
  }
  const auto compiled = Compile(text + "output { x19999 }\n");
  CHECK(compiled->module->lets.size() == 20'000);
}

}  // namespace
}  // namespace sextant::lower
