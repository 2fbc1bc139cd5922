#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

const Type kBool = Type::Bool();
const Type kInt = Type::Integer();

std::string Joined(const std::vector<Seen>& seen) {
  std::string text;
  for (const Seen& item : seen) {
    text += (text.empty() ? "" : ", ") + item.name + "=" + item.value;
  }
  return text;
}

// band Level = x { low below cut; high otherwise }
// strategy Plan { let double = x + x
//   rule a when x < 0 or Level is low ...   rule b when double > 30 and maybe otherwise 1 = 1 ... }
struct Traced {
  Bench b;
  Trace trace;

  Traced() {
    const Type level = Type::Enum(b.module.enums.AddNamed("Level", {"low", "high"}));
    const InstId x = b.Slot("x", kInt), maybe = b.Slot("maybe", kInt.as_optional());
    b.Slot("unread", kInt);
    b.Give(2, 77);
    ir::Param cut;
    cut.name = "cut";
    cut.type = kInt;
    cut.default_word = 10;
    b.module.params.push_back(cut);
    ir::Steps steps;
    steps.value = x;
    steps.cuts = {b.Add(Op::kParam, kInt, {}, 1, 0)};
    steps.passes_at = {true};
    steps.results = {0, 1};
    const InstId banded = b.Decide("Level", level, ir::Band{steps});
    const InstId twice = b.Let("Plan.twice", b.Add(Op::kAdd, kInt, {x, x}));
    const InstId is_low = b.Add(Op::kEq, kBool, {banded, b.Const(level, 0)});
    const InstId first = b.Add(Op::kOr, kBool, {b.Add(Op::kLt, kBool, {x, b.Int(0)}), is_low});
    const InstId filled = b.Add(Op::kCoalesce, kInt, {maybe, b.Int(1)});
    const InstId second = b.Add(
        Op::kAnd, kBool,
        {b.Add(Op::kLt, kBool, {b.Int(30), twice}), b.Add(Op::kEq, kBool, {filled, b.Int(1)})});
    ir::FirstMatch list;
    list.rules.push_back(Bench::Rule("a", first, {b.Int(1)}, 0));
    list.rules.push_back(Bench::Rule("b", second, {b.Int(2)}));
    list.rules.push_back(Bench::Rule("", {}, {b.Int(3)}));
    list.rules[0].condition_span = list.rules[0].span = b.Line(3);
    b.module.reasons = {{"R1", "because of a"}};
    b.Output(b.Decide("Plan", kInt, list));
  }
  const DecisionTrace& Run(int64_t x) {
    b.Give(0, x);
    b.Run(&trace);
    return trace.decisions[0];
  }
};

TEST_CASE("a trace tells which rules were reached and what they saw") {
  Traced t;
  const DecisionTrace& plan = t.Run(20);
  CHECK(plan.name == "Plan");
  CHECK(plan.line == 2);
  REQUIRE(plan.rules.size() == 3);
  CHECK(plan.rules[0].name == "a");
  CHECK(plan.rules[0].condition == "e * f");
  CHECK(plan.rules[0].line == 3);
  CHECK((plan.rules[0].reached && !plan.rules[0].held));
  CHECK(Joined(plan.rules[0].seen) == "x=20, Level=high");
  CHECK((plan.rules[1].reached && plan.rules[1].held));
  CHECK(Joined(plan.rules[1].seen) == "twice=40, maybe=missing");
  CHECK((!plan.rules[2].reached && !plan.rules[2].held));
  CHECK(plan.rules[2].name == "otherwise");
  CHECK(Joined(plan.outputs) == "Plan=2");
  CHECK(plan.reasons.empty());
}

TEST_CASE("what laziness skipped was not seen") {
  Traced t;
  const DecisionTrace& plan = t.Run(-5);
  CHECK(Joined(plan.rules[0].seen) == "x=-5");
  CHECK(plan.rules[0].held);
  CHECK_FALSE(plan.rules[1].reached);
  CHECK(plan.rules[1].seen.empty());
  REQUIRE(plan.reasons.size() == 1);
  CHECK(plan.reasons[0].code == "R1");
  CHECK(plan.reasons[0].text == "because of a");
  CHECK(t.trace.decisions.size() == 1);  // Level was never asked
  CHECK(t.trace.lets.empty());
  t.Run(12);
  CHECK(Joined(t.trace.decisions[0].rules[1].seen) == "twice=24");
}

TEST_CASE("a trace lists the fields that were read and the lets that were evaluated") {
  Traced t;
  t.Run(20);
  CHECK(Joined(t.trace.fields) == "x=20, maybe=missing");
  CHECK(Joined(t.trace.lets) == "Plan.twice=40");
}

TEST_CASE("a band tells its members up to the one that holds") {
  Traced t;
  t.Run(20);
  REQUIRE(t.trace.decisions.size() == 2);
  const DecisionTrace& level = t.trace.decisions[1];
  CHECK(level.name == "Level");
  REQUIRE(level.rules.size() == 2);
  CHECK(level.rules[0].name == "low");
  CHECK(level.rules[0].condition == "below 10");
  CHECK((level.rules[0].reached && !level.rules[0].held));
  CHECK(level.rules[1].condition == "otherwise");
  CHECK(level.rules[1].held);
  CHECK(level.rules[1].detail == "20");
  CHECK(Joined(level.rules[1].seen) == "x=20");
}

TEST_CASE("matrices and scorecards tell their cell and their points") {
  Bench b;
  const Type axis = Type::Enum(b.module.enums.InternAnonymous({"up", "down"}));
  const Type cell = Type::Enum(b.module.enums.AddNamed("Cell", {"star", "exit"}));
  const InstId one = b.Slot("one", axis), two = b.Slot("two", axis), x = b.Slot("x", kInt);
  b.Give(0, 1);
  b.Give(1, 0);
  b.Give(2, 60);
  b.Output(b.Decide("Cell", cell, ir::Matrix{one, two, 2, 2, {0, 0, 1, 0}}));
  ir::Steps steps;
  steps.value = x;
  steps.cuts = {b.Int(50)};
  steps.passes_at = {false};
  steps.results = {-5, 30};
  ir::Score score;
  score.base = 300;
  score.characteristics.push_back({"x", steps, {}});
  score.characteristics.push_back({"one", ir::MemberPoints{one, {1, 2}, std::nullopt}, {}});
  b.Output(b.Decide("Points", kInt, score));
  Trace trace;
  b.Run(&trace);
  REQUIRE(trace.decisions.size() == 2);
  CHECK(trace.decisions[0].rules[0].name == "exit");
  CHECK(trace.decisions[0].rules[0].detail == "down / up");
  CHECK(Joined(trace.decisions[0].rules[0].seen) == "one=down, two=up");
  const auto& rules = trace.decisions[1].rules;
  REQUIRE(rules.size() == 3);
  CHECK((rules[0].name == "base" && rules[0].detail == "300 points"));
  CHECK((rules[1].condition == "otherwise" && rules[1].detail == "30 points"));
  CHECK((rules[2].condition == "down" && rules[2].detail == "2 points"));
  CHECK(Joined(trace.decisions[1].outputs) == "Points=332");
}

TEST_CASE("a decision that faulted says so, and shows what it had seen") {
  Bench b;
  const InstId x = b.Slot("x", kInt), y = b.Slot("y", kInt);
  b.Give(0, 3);
  b.Give(1, 0);
  const InstId quotient = b.Add(Op::kDiv, Type::Number(8), {x, y});
  const InstId condition =
      b.Add(Op::kLt, kBool, {quotient, b.Add(Op::kRescale, Type::Number(8), {x})});
  ir::FirstMatch list;
  list.rules.push_back(Bench::Rule("a", condition, {b.Int(1)}));
  list.rules.push_back(Bench::Rule("", {}, {b.Int(2)}));
  b.Output(b.Decide("Plan", kInt, list));
  Trace trace;
  b.Run(&trace);
  REQUIRE(trace.decisions.size() == 1);
  CHECK(trace.decisions[0].fault == "in rule `a` of `Plan`: a division by zero in `a / b`");
  CHECK(trace.decisions[0].rules[0].reached);
  CHECK_FALSE(trace.decisions[0].rules[0].held);
  CHECK(Joined(trace.decisions[0].rules[0].seen) == "x=3, y=0");
  CHECK_FALSE(trace.decisions[0].rules[1].reached);
  CHECK(trace.decisions[0].outputs.empty());
}

TEST_CASE("a record whose input is refused shows all its fields and no decision") {
  Traced t;
  t.b.module.slots[2].high = 5;
  t.b.Give(0, 1);
  t.b.Run(&t.trace);
  CHECK(Joined(t.trace.fields) == "x=1, maybe=missing, unread=77");
  CHECK(t.trace.decisions.empty());
}

}  // namespace
}  // namespace sextant::interp
