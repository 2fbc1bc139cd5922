#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

const Type kBool = Type::Bool();
const Type kInt = Type::Integer();

ir::Steps MakeSteps(InstId value, std::vector<InstId> cuts, std::vector<bool> passes_at,
                    std::vector<int64_t> results) {
  ir::Steps steps;
  steps.value = value;
  steps.cuts = std::move(cuts);
  steps.passes_at = std::move(passes_at);
  steps.results = std::move(results);
  return steps;
}

struct Banded {
  Bench b;
  Type type;
  InstId value, read;

  // below 10: 0; up to 20: 1; otherwise: 2; 3 when missing.
  Banded() {
    type = Type::Enum(b.module.enums.AddNamed("Level", {"low", "middle", "high", "unknown"}));
    value = b.Slot("x", kInt.as_optional());
    ir::Steps steps = MakeSteps(value, {b.Int(10), b.Int(20)}, {true, false}, {0, 1, 2});
    steps.missing_result = 3;
    read = b.Decide("Level", type, ir::Band{steps});
  }
  int64_t Of(int64_t word) {
    b.Give(0, word);
    return static_cast<int64_t>(b.Eval(read).word);
  }
};

TEST_CASE("a band steps at a cut, or after it") {
  Banded banded;
  CHECK(banded.Of(INT64_MIN) == 0);
  CHECK(banded.Of(9) == 0);
  CHECK(banded.Of(10) == 1);  // below 10 excludes 10
  CHECK(banded.Of(20) == 1);  // up to 20 includes 20
  CHECK(banded.Of(21) == 2);
  banded.b.GiveNothing(0);
  CHECK(banded.b.Eval(banded.read).word == 3);
}

TEST_CASE("a matrix looks up both axes; missing has the last row and column") {
  Bench b;
  const Type cell = Type::Enum(b.module.enums.AddNamed("Cell", {"a", "b", "c", "d", "e", "f"}));
  const Type axis = Type::Enum(b.module.enums.InternAnonymous({"x", "y"}));
  const InstId down = b.Slot("down", axis.as_optional());
  const InstId across = b.Slot("across", kBool);
  ir::Matrix matrix{down, across, 3, 2, {0, 1, 2, 3, 4, 5}};
  const InstId read = b.Decide("Cell", cell, matrix);
  b.Give(0, 1);
  b.Give(1, 0);
  CHECK(b.Eval(read).word == 2);
  b.Give(1, 1);
  CHECK(b.Eval(read).word == 3);
  b.GiveNothing(0);
  CHECK(b.Eval(read).word == 5);
}

struct Scored {
  Bench b;
  InstId read;

  explicit Scored(int64_t base, int64_t most) {
    const Type axis = Type::Enum(b.module.enums.InternAnonymous({"x", "y"}));
    const InstId member = b.Slot("member", axis.as_optional());
    const InstId value = b.Slot("value", kInt);
    ir::Score score;
    score.base = base;
    score.characteristics.push_back({"member", ir::MemberPoints{member, {5, most}, -7}, {}});
    score.characteristics.push_back(
        {"value", MakeSteps(value, {b.Int(0)}, {true}, {-100, 100}), {}});
    read = b.Decide("Score", kInt, score);
    b.Give(0, 1);
    b.Give(1, 0);
  }
};

TEST_CASE("a scorecard adds the points of every characteristic") {
  Scored scored(300, 40);
  CHECK(scored.b.Eval(scored.read).word == 440);
  scored.b.Give(1, -1);
  CHECK(scored.b.Eval(scored.read).word == 240);
  scored.b.GiveNothing(0);
  CHECK(scored.b.Eval(scored.read).word == 193);
}

TEST_CASE("a score that needs more than 64 bits is a fault of its scorecard") {
  Scored scored(INT64_MAX - 100, 1);
  scored.b.Output(scored.read);
  const RowResult result = scored.b.Run();
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].where == "Score");
  CHECK(result.rejects[0].message == "in `Score`: a number too large to hold");
  Scored fits(INT64_MAX - 100, 0);
  CHECK(fits.b.Eval(fits.read).word == INT64_MAX);
}

// A strategy with two outputs over a slot `x`; `bad` divides by it.
struct Listed {
  Bench b;
  InstId x, bad;

  Listed() {
    x = b.Slot("x", kInt);
    bad = b.Add(Op::kDiv, Type::Number(8), {b.Int(1), x});
    ir::Decision decision;
    decision.name = "Plan";
    decision.outputs = {{"level", kInt}, {"share", Type::Number(8).as_optional()}};
    decision.has_reasons = true;
    b.module.reasons = {{"R1", "one"}, {"R2", "two"}};
    const InstId missing = b.Add(Op::kMissing, Type::Number(8).as_optional(), {});
    const auto equals = [&](int64_t n) { return b.Add(Op::kEq, kBool, {x, b.Int(n)}); };
    ir::FirstMatch list;
    list.rules.push_back(Bench::Rule("zero", equals(0), {b.Int(10), missing}, 1));
    list.rules.push_back(Bench::Rule("one", equals(1), {b.Int(20), bad}, 0));
    list.rules.push_back(
        Bench::Rule("deep", b.Add(Op::kLt, kBool, {bad, b.Const(Type::Number(8), 25'000'000)}),
                    {b.Int(30), missing}));
    list.rules.push_back(Bench::Rule("", {}, {b.Int(40), missing}));
    decision.body = list;
    b.module.decisions.push_back(decision);
    b.module.outputs = {{"Plan.level", kInt, 0, 0, {}},
                        {"Plan.share", Type::Number(8).as_optional(), 0, 1, {}},
                        {"Plan.reason", Type::Text().as_optional(), 0, ir::kReasonPart, {}}};
  }
};

TEST_CASE("the first rule that holds assigns every output") {
  Listed listed;
  listed.b.Give(0, 0);
  RowResult result = listed.b.Run();  // `deep` is not reached, so its division is harmless
  REQUIRE(result.rejects.empty());
  CHECK(result.outputs[0].word == 10);
  CHECK(result.outputs[1].missing);
  CHECK(result.outputs[2].word == 1);
  listed.b.Give(0, 1);
  result = listed.b.Run();
  CHECK(result.outputs[0].word == 20);
  CHECK(result.outputs[1].word == 100'000'000);
  CHECK(result.outputs[2].word == 0);
  listed.b.Give(0, 5);
  result = listed.b.Run();
  CHECK(result.outputs[0].word == 30);
  CHECK(result.outputs[2].missing);
  listed.b.Give(0, 2);
  CHECK(listed.b.Run().outputs[0].word == 40);
}

TEST_CASE("a value that several parts read is worked out once a record, and again for the next") {
  Bench b;
  const InstId x = b.Slot("x", kInt);
  InstId sum = x;
  for (int i = 0; i < 60; ++i) {  // 2^60 additions if nothing were remembered
    sum = b.Add(Op::kAdd, kInt, {sum, sum});
  }
  b.Give(0, 1);
  CHECK(b.Eval(sum).word == Int128{1} << 60);

  Interpreter interpreter(b.module, nullptr, {});
  CHECK(interpreter.Decide(b.batch(), 0).outputs[0].word == Int128{1} << 60);
  b.Give(0, 2);
  CHECK(interpreter.Decide(b.batch(), 0).outputs[0].word == Int128{1} << 61);
}

TEST_CASE("definitions may build on each other for as long as the file is") {
  constexpr int64_t kLets = 100'000;
  Bench b;
  const InstId x = b.Slot("x", kInt);
  InstId last = x;
  for (int64_t i = 0; i < kLets; ++i) {
    last = b.Let("l" + std::to_string(i), b.Add(Op::kAdd, kInt, {last, b.Int(1)}));
  }
  b.Give(0, 5);
  CHECK(b.Eval(last).word == kLets + 5);
}

TEST_CASE("a fault deep below is still the fault where it is first needed") {
  Bench b;
  const InstId x = b.Slot("x", kInt);
  InstId last = b.Let("first", b.Add(Op::kDiv, Type::Number(8), {b.Int(1), x}, 1));
  for (int i = 0; i < 3000; ++i) {
    last = b.Let("l" + std::to_string(i), b.Add(Op::kNeg, Type::Number(8), {last}, 3));
  }
  const InstId above = b.Add(Op::kLt, kBool, {last, b.Const(Type::Number(8), 0)});
  ir::FirstMatch list;
  list.rules.push_back(Bench::Rule("a", b.Add(Op::kEq, kBool, {x, b.Int(7)}), {b.Int(1)}));
  list.rules.push_back(Bench::Rule("b", above, {b.Int(2)}));
  list.rules.push_back(Bench::Rule("", {}, {b.Int(3)}));
  b.Output(b.Decide("Plan", kInt, list));
  b.Give(0, 0);
  const RowResult result = b.Run();
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].where == "Plan");
  CHECK(result.rejects[0].rule == "b");
  CHECK(result.rejects[0].line == 1);
  b.Give(0, 7);
  CHECK(b.Run().rejects.empty());  // the fault was never needed
}

}  // namespace
}  // namespace sextant::interp
