#include "tests/unit/runtime/interp/spoken.h"

// Bands, life cycles, matrices, scorecards and strategies: sections 6 and 7.
namespace sextant::interp {
namespace {

TEST_CASE("a band steps below or up to its cuts, or from and above them") {
  const auto level = [](const std::string& members, const char* n) {
    Spoken spoken("record R key id { id : integer  n : integer }\nband B = n { " + members +
                  " }\noutput { B }\n");
    spoken.Give("id", "1");
    spoken.Give("n", n);
    return spoken.Answer("B");
  };
  const std::string rising = "low below 10; middle up to 20; high otherwise";
  CHECK(level(rising, "9") == "low");
  CHECK(level(rising, "10") == "middle");
  CHECK(level(rising, "20") == "middle");
  CHECK(level(rising, "21") == "high");
  const std::string falling = "top above 20; high from 10; low otherwise";
  CHECK(level(falling, "21") == "top");
  CHECK(level(falling, "20") == "high");
  CHECK(level(falling, "10") == "high");
  CHECK(level(falling, "9") == "low");
}

TEST_CASE("a band's cuts may be parameters, finer than its value, and missing a member") {
  Spoken spoken(R"(record R key id { id : integer  share : decimal(2) optional }
param cut : rate = 12.345% in 0%..100%
band B = share { low below cut; high otherwise; unknown when missing }
output { B }
)");
  spoken.Give("id", "1");
  CHECK(spoken.Answer("B") == "unknown");
  spoken.Give("share", "0.12");
  CHECK(spoken.Answer("B") == "low");
  spoken.Give("share", "0.13");
  CHECK(spoken.Answer("B") == "high");
  CHECK(spoken.Answer("B", {{"cut", "13.000001%"}}) == "low");
  CHECK(spoken.Answer("B", {{"cut", "13%"}}) == "high");
}

TEST_CASE("a band of a float compares with the nearest doubles") {
  Spoken spoken(R"(record R key id { id : integer  pd : float in 0..1 }
band Risk = pd { low below 0.1; high otherwise }
output { Risk }
)");
  spoken.Give("id", "1");
  spoken.Give("pd", "0.1");
  CHECK(spoken.Answer("Risk") == "high");
  spoken.Give("pd", "0.09999999999999999");
  CHECK(spoken.Answer("Risk") == "low");
}

TEST_CASE("members of a band compare by value, also when tiers are written from the top") {
  Spoken spoken(R"(record R key id { id : integer }
band B = id { top above 20; high from 10; low otherwise }
let x = B > low
output { x }
)");
  spoken.Give("id", "9");
  CHECK(spoken.Answer("x") == "false");
  spoken.Give("id", "10");
  CHECK(spoken.Answer("x") == "true");
  spoken.Give("id", "21");
  CHECK(spoken.Answer("x") == "true");
}

TEST_CASE("a life cycle takes the first stage that holds, with its reason") {
  Spoken spoken(R"(record R key id { id : integer }
lifecycle L first match {
  stage late  when id > 20 because L2 "late"
  stage early when id < 10
  stage other otherwise because L0 "neither"
}
output { L }
)");
  spoken.Give("id", "25");
  CHECK(spoken.Answer("L") == "late");
  CHECK(spoken.Answer("L.reason") == "L2");
  spoken.Give("id", "5");
  CHECK(spoken.Answer("L") == "early");
  CHECK(spoken.Answer("L.reason") == "missing");
  spoken.Give("id", "15");
  CHECK(spoken.Answer("L") == "other");
}

TEST_CASE("a matrix reads its grid row by row, whatever the order of its heads") {
  Spoken spoken(R"(record R key id {
  id : integer  down : one of { a, b } optional  across : boolean
}
matrix M {
  | down / across | true | false |
  | b             | x    | y     |
  | missing       | z    | y     |
  | a             | w    | x     |
}
output { M }
)");
  spoken.Give("id", "1");
  const auto cell = [&](const char* down, const char* across) {
    spoken.Give("down", down);
    spoken.Give("across", across);
    return spoken.Answer("M");
  };
  CHECK(cell("a", "true") == "w");
  CHECK(cell("a", "false") == "x");
  CHECK(cell("b", "true") == "x");
  CHECK(cell("b", "false") == "y");
  CHECK(cell("", "true") == "z");
  CHECK(cell("", "false") == "y");
}

TEST_CASE("a scorecard adds points of bins and members, at the finest scale") {
  Spoken spoken(R"(record R key id {
  id : integer  age : integer  income : money CNY optional  mood : one of { low, middle, high }
}
scorecard S base 300 {
  age    { below 25: 5; below 35: 15.5; otherwise: -20 }
  income { missing: 7; from 10_000 CNY: 30; above 5_000 CNY: 20; otherwise: 0 }
  mood   { high, middle: 1.25; otherwise: 0 }
}
output { S }
)");
  spoken.Give("id", "1");
  const auto score = [&](const char* age, const char* income, const char* mood) {
    spoken.Give("age", age);
    spoken.Give("income", income);
    spoken.Give("mood", mood);
    return spoken.Answer("S");
  };
  CHECK(score("24", "", "low") == "312");
  CHECK(score("25", "10000", "high") == "346.75");
  CHECK(score("35", "5000.01", "middle") == "301.25");
  CHECK(score("35", "5000", "low") == "280");
}

constexpr const char* kStrategy = R"(record R key id { id : integer  n : integer  m : money CNY }
strategy Plan -> { action : one of { raise, hold }, line : money CNY(4), note : integer optional } first match {
  let share = m / n
  rule raise when n <> 0 and share > 10 CNY
    then action = raise, line = m * 2, note = n
    because R1 "plenty"
  rule few when n < 3 then action = hold, line = 1 CNY
  otherwise then action = hold, line = share rounded to 4 places because R3 "the rest"
}
output { Plan }
)";

TEST_CASE("a strategy assigns every output of its first rule that holds") {
  Spoken spoken(kStrategy);
  spoken.Give("id", "1");
  spoken.Give("n", "5");
  spoken.Give("m", "100.25");
  CHECK(spoken.Answer("Plan.action") == "raise");
  CHECK(spoken.Answer("Plan.line") == "200.50 CNY");
  CHECK(spoken.Answer("Plan.note") == "5");
  CHECK(spoken.Answer("Plan.reason") == "R1");
  spoken.Give("n", "0");  // `share` is not needed
  CHECK(spoken.Answer("Plan.line") == "1 CNY");
  CHECK(spoken.Answer("Plan.note") == "missing");
  CHECK(spoken.Answer("Plan.reason") == "missing");
  spoken.Give("n", "300");
  CHECK(spoken.Answer("Plan.line") == "0.3342 CNY");
  CHECK(spoken.Answer("Plan.reason") == "R3");
}

TEST_CASE("an assigned value must fit 64 bits, also where the other outputs do") {
  Spoken spoken(kStrategy);
  spoken.Give("id", "1");
  spoken.Give("n", "1");
  spoken.Give("m", "461168601842738.79");
  CHECK(spoken.Answer("Plan.action") == "raise");
  spoken.Give("m", "461168601842738.8");  // twice this at four places is 2^63 and a little
  CHECK(spoken.Answer("Plan.action") == "overflow");
  const RowResult result = spoken.Run();
  CHECK(result.rejects[0].where == "Plan");
  CHECK(result.rejects[0].rule == "raise");
  CHECK(result.rejects[0].line == 5);
}

TEST_CASE("decisions read each other in any order") {
  Spoken spoken(R"(record R key id { id : integer }
let doubled = Second.level * 2
strategy First -> integer first match {
  rule big when doubled > 10 then 1
  otherwise then 0
}
strategy Second -> { level : integer } first match {
  otherwise then level = id
}
output { First }
)");
  spoken.Give("id", "6");
  CHECK(spoken.Answer("First") == "1");
  spoken.Give("id", "5");
  CHECK(spoken.Answer("First") == "0");
}

}  // namespace
}  // namespace sextant::interp
