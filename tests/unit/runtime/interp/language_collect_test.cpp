#include "tests/unit/runtime/interp/spoken.h"

// Lists: what `collect` gives, the reasons of a scorecard, and the other policies that evaluate
// every condition.
namespace sextant::interp {
namespace {

// A strategy of these rules, a rule on each line.
Spoken Strategy(const std::string& head, const std::string& rules) {
  std::string body = "  ";
  for (const char c : rules) {
    body += c == '\n' ? std::string("\n  ") : std::string(1, c);
  }
  Spoken spoken("record R key id { id : integer  n : integer  k : integer }\nstrategy S -> " +
                head + " {\n" + body + "\n}\noutput { S }\n");
  spoken.Give("id", "1");
  spoken.Give("k", "1");
  return spoken;
}

TEST_CASE("unique takes the only rule that holds, and faults at a second one") {
  Spoken spoken = Strategy("integer unique",
                           "rule low when n < 10 then 1 because A \"a\"\n"
                           "rule even when n in { 8, 12 } then 2\n"
                           "otherwise then 0");
  spoken.Give("n", "5");
  CHECK(spoken.Answer("S") == "1");
  CHECK(spoken.Answer("S.reason") == "A");
  spoken.Give("n", "12");
  CHECK(spoken.Answer("S") == "2");
  spoken.Give("n", "13");
  CHECK(spoken.Answer("S") == "0");
  spoken.Give("n", "8");
  const RowResult result = spoken.Run();
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].kind == abi::FaultKind::kSecondMatch);
  CHECK(result.rejects[0].where == "S");
  CHECK(result.rejects[0].rule == "even");
  CHECK(result.rejects[0].line == 4);
  CHECK(result.rejects[0].message == "in rule `even` of `S`: a second match after `low`");
}

TEST_CASE("unique and best by evaluate every condition, first match only as far as needed") {
  const std::string rules =
      "rule a when n = 1 then 1\nrule b when 10 / k > 3 then 2\notherwise then 0";
  Spoken first = Strategy("integer first match", rules);
  Spoken unique = Strategy("integer unique", rules);
  Spoken best = Strategy("integer best by S", rules);
  for (Spoken* spoken : {&first, &unique, &best}) {
    spoken->Give("n", "1");
    spoken->Give("k", "0");
  }
  CHECK(first.Answer("S") == "1");
  CHECK(unique.Answer("S") == "division_by_zero");
  CHECK(best.Answer("S") == "division_by_zero");
  unique.Give("k", "9");
  CHECK(unique.Answer("S") == "1");
}

TEST_CASE("unique evaluates the outputs of the rule that holds alone") {
  Spoken spoken =
      Strategy("decimal(8) unique", "rule a when n > 1 then n / k\notherwise then 1 / k");
  spoken.Give("k", "0");
  spoken.Give("n", "5");
  CHECK(spoken.Answer("S") == "division_by_zero");
  spoken.Give("k", "2");
  CHECK(spoken.Answer("S") == "2.5");
  spoken.Give("n", "1");
  CHECK(spoken.Answer("S") == "0.5");
}

TEST_CASE("best by takes the greatest or lowest value, the first of equal ones") {
  const std::string rules =
      "rule a when n > 0 then fee = 5, name = one because A \"a\"\n"
      "rule b when n > 1 then fee = k, name = two because B \"b\"\n"
      "rule c when n > 2 then fee = 5, name = three because C \"c\"\n"
      "otherwise then fee = 99, name = none_";
  const std::string head = "{ name : one of { one, two, three, none_ }, fee : integer } best by ";
  Spoken highest = Strategy(head + "fee", rules);
  Spoken lowest = Strategy(head + "lowest fee", rules);
  const auto answers = [&](const char* n, const char* k) {
    for (Spoken* spoken : {&highest, &lowest}) {
      spoken->Give("n", n);
      spoken->Give("k", k);
    }
    return highest.Answer("S.name") + " " + lowest.Answer("S.name");
  };
  CHECK(answers("0", "7") == "none_ none_");
  CHECK(answers("1", "7") == "one one");
  CHECK(answers("2", "7") == "two one");
  CHECK(answers("3", "3") == "one two");
  CHECK(answers("3", "5") == "one one");
  CHECK(highest.Answer("S.fee") == "5");
  CHECK(highest.Answer("S.reason") == "A");
}

TEST_CASE("best by evaluates the outputs of every rule that holds") {
  Spoken spoken = Strategy("decimal(8) best by S",
                           "rule a when n > 0 then 5\nrule b when n > 1 then 1 / k\n"
                           "otherwise then 0");
  spoken.Give("n", "1");
  spoken.Give("k", "0");
  CHECK(spoken.Answer("S") == "5");
  spoken.Give("n", "2");
  CHECK(spoken.Answer("S") == "division_by_zero");
}

TEST_CASE("collect lists the outputs and reasons of the rules that hold, in order") {
  Spoken spoken = Strategy("{ what : one of { a, b, c }, much : integer } collect",
                           "let double = 2 * n\n"
                           "rule c when n > 2 then what = c, much = double because C1 \"c\"\n"
                           "rule a when n > 0 then what = a, much = n because A1 \"a\"\n"
                           "rule b when n > 1 then what = b, much = 7 because C1 \"c\"");
  spoken.Give("n", "0");
  CHECK(spoken.Answer("S.what") == "");
  CHECK(spoken.Answer("S.reasons") == "");
  spoken.Give("n", "2");
  CHECK(spoken.Answer("S.what") == "a b");
  CHECK(spoken.Answer("S.much") == "2 7");
  CHECK(spoken.Answer("S.reasons") == "A1 C1");
  spoken.Give("n", "3");
  CHECK(spoken.Answer("S.what") == "c a b");
  CHECK(spoken.Answer("S.much") == "6 3 7");
  CHECK(spoken.Answer("S.reasons") == "C1 A1 C1");
  CHECK(spoken.module().outputs[1].width == 3);
}

TEST_CASE("collect may say what stands in the list when no rule holds") {
  Spoken spoken = Strategy(
      "integer collect", "rule a when n > 0 then n / k rounded to 0 places\notherwise then -1 - n");
  spoken.Give("n", "4");
  spoken.Give("k", "2");
  CHECK(spoken.Answer("S") == "2");
  spoken.Give("n", "0");
  CHECK(spoken.Answer("S") == "-1");
  spoken.Give("n", "4");
  spoken.Give("k", "0");
  CHECK(spoken.Answer("S") == "division_by_zero");
}

TEST_CASE("explanations show every rule that holds, and every reason") {
  Spoken spoken = Strategy("integer collect",
                           "rule a when n > 0 then 1 because A \"first\"\n"
                           "rule b when n > 5 then 2 because B \"second\"\n"
                           "rule c when n > 1 then 3 because C \"third\"");
  spoken.Give("n", "3");
  Trace trace;
  spoken.Run({}, &trace);
  REQUIRE(trace.decisions.size() == 1);
  const DecisionTrace& told = trace.decisions[0];
  CHECK((told.rules[0].held && !told.rules[1].held && told.rules[2].held));
  CHECK(told.rules[1].reached);
  CHECK(told.outputs[0].value == "1, 3");
  REQUIRE(told.reasons.size() == 2);
  CHECK(told.reasons[1].text == "third");
  spoken.Give("n", "0");
  spoken.Run({}, &trace);
  CHECK(trace.decisions[0].outputs[0].value == "none");
}

Spoken Card(const std::string& top) {
  Spoken spoken(R"(record R key id {
  id : integer  age : integer  income : money CNY optional  mood : one of { low, middle, high }
}
scorecard S base 300)" +
                top + R"( {
  age    { below 25: 0; below 35: 15.5; otherwise: 40 } because S1 "young"
  income { missing: 5 because S3 "no pay slip"; below 5_000 CNY: 0; otherwise: 35 }
         because S2 "income low"
  mood   { high: 40; middle: 30 because S1 "young"; otherwise: 5 }
}
output { S }
)");
  spoken.Give("id", "1");
  return spoken;
}

TEST_CASE("a scorecard reports the reasons that cost most points") {
  Spoken all = Card(""), top = Card(" top 1 reasons");
  const auto reasons = [&](const char* age, const char* income, const char* mood) {
    for (Spoken* spoken : {&all, &top}) {
      spoken->Give("age", age);
      spoken->Give("income", income);
      spoken->Give("mood", mood);
    }
    const std::string first = top.Answer("S.reasons");
    const std::string list = all.Answer("S.reasons");
    CHECK(list.substr(0, first.size()) == first);
    CHECK(first.find(' ') == std::string::npos);
    return list;
  };
  CHECK(reasons("40", "6000", "high") == "");
  CHECK(reasons("20", "6000", "high") == "S1");
  CHECK(reasons("20", "4000", "high") == "S1 S2");
  CHECK(reasons("30", "4000", "high") == "S2 S1");
  CHECK(reasons("40", "", "high") == "S3");
  CHECK(reasons("30", "", "middle") == "S3 S1");  // twice S1, listed once
  CHECK(reasons("40", "6000", "low") == "");      // a loss without a reason
  CHECK(reasons("40", "6000", "middle") == "S1");
  CHECK(all.Answer("S") == "405");
  CHECK(all.module().outputs[2].width == 3);
  CHECK(top.module().outputs[2].width == 1);
}

TEST_CASE("reasons that cost the same stand in the order of the scorecard") {
  Spoken spoken(R"(record R key id { id : integer  a : boolean  b : boolean }
scorecard S base 0 top 2 reasons {
  a { true: 10; false: 0 } because A "a"
  b { true: 10; false: 0 } because B "b"
}
output { S }
)");
  spoken.Give("id", "1");
  spoken.Give("a", "false");
  spoken.Give("b", "false");
  CHECK(spoken.Answer("S.reasons") == "A B");
  spoken.Give("a", "true");
  CHECK(spoken.Answer("S.reasons") == "B");
}

TEST_CASE("a decision collects the reasons of every rule that holds") {
  Spoken spoken(R"(record R key id { id : integer  n : integer  k : integer }
decision Warnings collect {
  let tenth = n / 10
  rule big  when n > 5 because W1 "big"
  rule odd  when n in { 3, 7 } because W3 "odd"
  rule part when tenth / k > 1 because W2 "part"
}
let fine = Warnings is empty
let odd  = Warnings has W3
let many = count of Warnings
output { Warnings, fine, odd, many }
)");
  spoken.Give("id", "1");
  spoken.Give("k", "1");
  spoken.Give("n", "1");
  CHECK(spoken.Answer("Warnings") == "empty");
  CHECK(spoken.Answer("fine") == "true");
  spoken.Give("n", "7");
  CHECK(spoken.Answer("Warnings") == "{ W1, W3 }");
  CHECK(spoken.Answer("odd") == "true");
  spoken.Give("n", "12");
  CHECK(spoken.Answer("Warnings") == "{ W1, W2 }");
  CHECK(spoken.Answer("odd") == "false");
  CHECK(spoken.Answer("many") == "2");
  Trace trace;
  spoken.Run({}, &trace);
  REQUIRE(trace.decisions[0].reasons.size() == 2);
  CHECK(trace.decisions[0].reasons[1].text == "part");
  CHECK((trace.decisions[0].rules[0].held && !trace.decisions[0].rules[1].held));
  spoken.Give("k", "0");
  const RowResult result = spoken.Run();
  CHECK(result.rejects[0].kind == abi::FaultKind::kDivisionByZero);
  CHECK(result.rejects[0].rule == "part");
}

}  // namespace
}  // namespace sextant::interp
