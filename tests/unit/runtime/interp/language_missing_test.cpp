#include "tests/unit/runtime/interp/spoken.h"

// Missing, laziness and conditions: sections 3 and 4.
namespace sextant::interp {
namespace {

TEST_CASE("otherwise replaces missing") {
  CHECK(Of("opt otherwise 0 CNY") == "0 CNY");
  CHECK(Of("opt otherwise 0.125 CNY", {{"opt", "3.5"}}) == "3.50 CNY");
  CHECK(Of("(maybe otherwise k) + 1") == "3");
  CHECK(Of("maybe otherwise f", {{"maybe", "3"}}) == "3");
  CHECK(Of("maybe otherwise f") == "0.25");
}

TEST_CASE("known and missing, and what they prove") {
  CHECK(Of("opt is known and opt > 5 CNY") == "false");
  CHECK(Of("opt is known and opt > 5 CNY", {{"opt", "6"}}) == "true");
  CHECK(Of("opt is missing or opt > 5 CNY") == "true");
  CHECK(Of("if opt is known then opt * 2 else m") == "100 CNY");
  CHECK(Of("if opt is known then opt * 2 else m", {{"opt", "6"}}) == "12 CNY");
}

TEST_CASE("an optional value may be passed on at another scale") {
  CHECK(Of("if flag then opt else 0.1234 CNY") == "missing");
  CHECK(Of("if flag then opt else 0.1234 CNY", {{"opt", "2"}}) == "2 CNY");
  CHECK(Of("if flag then opt else missing", {{"opt", "2"}, {"flag", "false"}}) == "missing");
}

TEST_CASE("a ratio is missing when its divisor is 0") {
  CHECK(Of("ratio(m, 3 CNY) otherwise 1") == "33.33333333");
  CHECK(Of("ratio(n, k) otherwise 1", {{"k", "0"}}) == "1");
  CHECK(Of("ratio(n, k)", {{"k", "0"}}) == "missing");
  CHECK(Of("ratio(f, k) otherwise 1", {{"k", "0"}}) == "1");
  CHECK(Of("ratio(f, k)") == "0.125");
}

TEST_CASE("conditions stop when decided") {
  const Cells zero = {{"k", "0"}};
  CHECK(Of("k <> 0 and n / k > 1", zero) == "false");
  CHECK(Of("k = 0 or n / k > 1", zero) == "true");
  CHECK(Of("k <> 0 implies n / k > 1", zero) == "true");
  CHECK(Of("if k = 0 then 0 else n / k", zero) == "0");
  CHECK(Of("n / k > 1 and k <> 0", zero) == "division_by_zero");
}

TEST_CASE("implies, not and the comparisons") {
  CHECK(Of("flag implies n > 9") == "false");
  CHECK(Of("not flag implies n > 9") == "true");
  CHECK(Of("n >= 7 and n <= 7 and n <> 8 and not (n < 7)") == "true");
  CHECK(Of("n = 7.0000") == "true");
  CHECK(Of("flag is true") == "true");
}

TEST_CASE("membership, in lists and in ranges") {
  CHECK(Of("mood in { low, high }") == "true");
  CHECK(Of("mood not in { low, high }") == "false");
  CHECK(Of("mood is not middle") == "true");
  CHECK(Of("n in { 1, 7.0 }") == "true");
  CHECK(Of("q in 1.5..2") == "true");
  CHECK(Of("q in 1.50001..2") == "false");
  CHECK(Of("q not in 1..2") == "false");
  CHECK(Of("m in 0..100 CNY") == "true");
  CHECK(Of("name in { \"south\", \"north\" }") == "true");
  CHECK(Of("name = \"nort\"") == "false");
  CHECK(Of("f in 0.1..0.25") == "true");
}

}  // namespace
}  // namespace sextant::interp
