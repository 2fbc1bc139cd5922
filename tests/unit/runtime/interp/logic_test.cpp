#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

const Type kBool = Type::Bool();
const Type kInt = Type::Integer();

// A boolean that faults with a division by zero.
InstId Faulty(Bench& b) {
  const InstId zero = b.Slot("zero", kInt);
  b.Give(b.module.slots.size() - 1, 0);
  const InstId quotient = b.Add(Op::kDiv, Type::Number(8), {b.Int(1), zero});
  return b.Add(Op::kLt, kBool, {quotient, b.Const(Type::Number(8), 1)});
}

// A slot holding a boolean, which folding cannot see through.
InstId Given(Bench& b, bool value) {
  const InstId slot = b.Slot("given", kBool);
  b.Give(b.module.slots.size() - 1, value ? 1 : 0);
  return slot;
}

TEST_CASE("and, or and select stop when decided") {
  Bench b;
  const InstId yes = Given(b, true), no = Given(b, false), bad = Faulty(b);
  CHECK(b.Eval(b.Add(Op::kAnd, kBool, {no, bad})).word == 0);
  CHECK(b.Eval(b.Add(Op::kOr, kBool, {yes, bad})).word == 1);
  CHECK(b.Eval(b.Add(Op::kSelect, kBool, {yes, no, bad})).word == 0);
  CHECK(b.FaultOf(b.Add(Op::kAnd, kBool, {yes, bad})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kOr, kBool, {no, bad})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kAnd, kBool, {bad, no})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kSelect, kBool, {bad, no, no})) == "division_by_zero");
}

TEST_CASE("otherwise replaces missing only") {
  Bench b;
  const InstId x = b.Slot("x", kInt.as_optional());
  const InstId either = b.Add(Op::kCoalesce, kInt, {x, b.Int(9)});
  CHECK(b.Eval(either).word == 9);
  b.Give(0, 4);
  CHECK(b.Eval(either).word == 4);
  const InstId known = b.Add(Op::kIsKnown, kBool, {x});
  CHECK(b.Eval(known).word == 1);
  const InstId no = Given(b, false);
  const InstId maybe = b.Add(Op::kSelect, kBool.as_optional(),
                             {no, b.Add(Op::kMissing, kBool.as_optional(), {}), Faulty(b)});
  CHECK(b.FaultOf(b.Add(Op::kCoalesce, kBool, {maybe, no})) == "division_by_zero");
}

TEST_CASE("comparison of numbers, dates and members goes by their words") {
  Bench b;
  CHECK(b.Eval(b.Add(Op::kLt, kBool, {b.Int(-1), b.Int(0)})).word == 1);
  CHECK(b.Eval(b.Add(Op::kLe, kBool, {b.Int(3), b.Int(3)})).word == 1);
  CHECK(b.Eval(b.Add(Op::kNe, kBool, {b.Int(3), b.Int(3)})).word == 0);
  const InstId wide = b.Wide(1, 5), wider = b.Wide(1, 6);
  CHECK(b.Eval(b.Add(Op::kLt, kBool, {wide, wider})).word == 1);
  CHECK(b.Eval(b.Add(Op::kEq, kBool, {b.Real(0.0), b.Real(-0.0)})).word == 1);
  CHECK(b.Eval(b.Add(Op::kOneOf, kBool, {b.Int(3), b.Int(1), b.Int(3)})).word == 1);
  CHECK(b.Eval(b.Add(Op::kOneOf, kBool, {b.Int(2), b.Int(1), b.Int(3)})).word == 0);
}

TEST_CASE("text compares by its bytes, wherever it stands") {
  Bench b;
  b.module.texts = {"north", "nor"};
  const InstId x = b.Slot("x", Type::Text()), y = b.Slot("y", Type::Text());
  const InstId north = b.Const(Type::Text(), 0), nor = b.Const(Type::Text(), 1);
  b.GiveText(0, "north");
  b.GiveText(1, "north");
  CHECK(b.Eval(b.Add(Op::kEq, kBool, {x, y})).word == 1);
  CHECK(b.Eval(b.Add(Op::kEq, kBool, {x, north})).word == 1);
  CHECK(b.Eval(b.Add(Op::kEq, kBool, {x, nor})).word == 0);
  CHECK(b.Eval(b.Add(Op::kOneOf, kBool, {x, nor, north})).word == 1);
  b.GiveText(1, "");
  CHECK(b.Eval(b.Add(Op::kEq, kBool, {x, y})).word == 0);
}

TEST_CASE("the first listed wins a tie") {
  Bench b;
  const std::vector<InstId> items{b.Int(5), b.Int(2), b.Int(9), b.Int(2), b.Int(9)};
  CHECK(b.Eval(b.Add(Op::kMin, kInt, items)).word == 2);
  CHECK(b.Eval(b.Add(Op::kMax, kInt, items)).word == 9);
  CHECK(b.Eval(b.Add(Op::kArgMin, kInt, items)).word == 1);
  CHECK(b.Eval(b.Add(Op::kArgMax, kInt, items)).word == 2);
}

TEST_CASE("lists of values evaluate every operand") {
  Bench b;
  const InstId yes = Given(b, true), no = Given(b, false), bad = Faulty(b);
  CHECK(b.Eval(b.Add(Op::kCount, kInt, {yes, no, yes})).word == 2);
  CHECK(b.Eval(b.Add(Op::kAny, kBool, {no, no})).word == 0);
  CHECK(b.Eval(b.Add(Op::kNone, kBool, {no, no})).word == 1);
  CHECK(b.FaultOf(b.Add(Op::kAny, kBool, {yes, bad})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kNone, kBool, {yes, bad})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kCount, kInt, {yes, bad})) == "division_by_zero");
}

}  // namespace
}  // namespace sextant::interp
