#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

const Type kInt = Type::Integer();
const Type kQuotient = Type::Number(8);

struct Faulty {
  Bench b;
  InstId x, zero;

  Faulty() {
    x = b.Slot("x", kInt);
    zero = b.Slot("zero", kInt);
    b.Give(0, 500);
    b.Give(1, 0);
  }
  InstId Divide(int line) { return b.Add(Op::kDiv, kQuotient, {x, zero}, line); }
  InstId Overflow(int line) {
    const InstId big = b.Add(Op::kMul, kInt, {b.Int(INT64_MAX), b.Int(INT64_MAX)}, line);
    return b.Add(Op::kMul, kInt, {big, big}, line);
  }
  abi::Reject Only() {
    const RowResult result = b.Run();
    REQUIRE(result.rejects.size() == 1);
    return result.rejects[0];
  }
};

TEST_CASE("a fault names the rule, the decision, the operation and its values") {
  Faulty f;
  ir::FirstMatch list;
  const InstId share = f.Divide(1);
  list.rules.push_back(Bench::Rule(
      "raise", f.b.Add(Op::kLt, Type::Bool(), {share, f.b.Const(kQuotient, 0)}), {f.b.Int(1)}));
  list.rules.push_back(Bench::Rule("", {}, {f.b.Int(0)}));
  f.b.Output(f.b.Decide("CreditLine", kInt, list));
  const abi::Reject reject = f.Only();
  CHECK(reject.where == "CreditLine");
  CHECK(reject.rule == "raise");
  CHECK(reject.kind == abi::FaultKind::kDivisionByZero);
  CHECK(reject.message == "in rule `raise` of `CreditLine`: a division by zero in `a / b`");
  CHECK(reject.found == "500, 0");
  CHECK(reject.line == 1);
}

TEST_CASE("a let is charged to the decision that needed it, with the let's line") {
  Faulty f;
  const InstId let = f.b.Let("share", f.Divide(3));
  ir::FirstMatch list;
  list.rules.push_back(Bench::Rule("", {}, {let}));
  f.b.Output(f.b.Decide("Plan", kQuotient, list));
  const abi::Reject reject = f.Only();
  CHECK(reject.where == "Plan");
  CHECK(reject.rule == "otherwise");
  CHECK(reject.message == "in `otherwise` of `Plan`: a division by zero in `e * f`");
  CHECK(reject.line == 3);
}

TEST_CASE("a let that no decision needed stands for itself") {
  Faulty f;
  f.b.Output(f.b.Let("share", f.Divide(1)));
  CHECK(f.Only().where == "let share");
  CHECK(f.Only().message == "in `let share`: a division by zero in `a / b`");
}

TEST_CASE("the innermost decision is at fault") {
  Faulty f;
  ir::Machine machine;
  machine.stages.rules.push_back(
      Bench::Rule("early", f.b.Add(Op::kLt, Type::Bool(), {f.Divide(1), f.b.Const(kQuotient, 0)}),
                  {f.b.Int(0)}));
  machine.stages.rules.push_back(Bench::Rule("late", {}, {f.b.Int(1)}));
  const InstId stage = f.b.Decide("Stage", kInt, machine);
  ir::FirstMatch list;
  list.rules.push_back(Bench::Rule("", {}, {stage}));
  f.b.Output(f.b.Decide("Plan", kInt, list));
  CHECK(f.Only().where == "Stage");
  CHECK(f.Only().message == "in stage `early` of `Stage`: a division by zero in `a / b`");
}

TEST_CASE("outputs are worked out in order, and the first fault is the one named") {
  Faulty f;
  f.b.Output(f.x);
  f.b.Output(f.b.Let("large", f.Overflow(3)));
  f.b.Output(f.b.Let("share", f.Divide(1)));
  CHECK(f.Only().where == "let large");
  CHECK(f.Only().kind == abi::FaultKind::kOverflow);
  CHECK(f.Only().message == "in `let large`: a number too large to hold in `e * f`");
}

TEST_CASE("operands fault from left to right") {
  Faulty f;
  const InstId share = f.Divide(1);
  const InstId large = f.b.Add(Op::kRescale, kQuotient, {f.Overflow(3)}, 3);
  CHECK(f.b.FaultOf(f.b.Add(Op::kAdd, kQuotient, {share, large})) == "division_by_zero");
  CHECK(f.b.FaultOf(f.b.Add(Op::kAdd, kQuotient, {large, share})) == "overflow");
}

TEST_CASE("without sources a fault still has its kind and decision") {
  Faulty f;
  f.b.Output(f.b.Let("share", f.Divide(1)));
  Interpreter interpreter(f.b.module, nullptr, {});
  const RowResult result = interpreter.Decide(f.b.batch(), 0);
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].message == "in `let share`: a division by zero");
  CHECK(result.rejects[0].line == 0);
}

}  // namespace
}  // namespace sextant::interp
