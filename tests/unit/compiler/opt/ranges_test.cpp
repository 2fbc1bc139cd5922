#include "compiler/opt/ranges.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;
using opt::Range;

namespace {

constexpr Int128 kMax = std::numeric_limits<int64_t>::max();

// The bounds of one value, which becomes the module's output.
Range Bounded(MadeModule& m, InstId value) {
  m.Output(value);
  const opt::Schedule schedule(m.module());
  return opt::Ranges(m.module(), schedule).Unclipped(value);
}

void Expect(const Range& range, Int128 low, Int128 high) {
  CHECK(static_cast<double>(range.low) == static_cast<double>(low));
  CHECK(static_cast<double>(range.high) == static_cast<double>(high));
  CHECK((range.low == low && range.high == high));
}

}  // namespace

TEST_CASE("Bounds follow from the slots and parameters") {
  const Type number = Type::Number(2);
  const auto with = [&](auto make) {
    MadeModule m;
    const InstId a = m.Slot(number, {-300, 500, {}, {}}), b = m.Slot(number, {2, 10, {}, {}});
    return Bounded(m, make(m, a, b));
  };
  Expect(with([&](auto& m, InstId a, InstId b) { return m.Make(Op::kAdd, number, {a, b}); }), -298,
         510);
  Expect(with([&](auto& m, InstId a, InstId b) { return m.Make(Op::kSub, number, {b, a}); }), -498,
         310);
  Expect(
      with([&](auto& m, InstId a, InstId b) { return m.Make(Op::kMul, Type::Number(4), {a, b}); }),
      -3000, 5000);
  Expect(with([&](auto& m, InstId a, InstId) { return m.Make(Op::kAbs, number, {a}); }), 0, 500);
  Expect(with([&](auto& m, InstId a, InstId) { return m.Make(Op::kNeg, number, {a}); }), -500, 300);
  Expect(
      with([&](auto& m, InstId a, InstId) { return m.Make(Op::kRescale, Type::Number(4), {a}); }),
      -30000, 50000);
  Expect(
      with([&](auto& m, InstId a, InstId b) { return m.Make(Op::kDiv, Type::Number(8), {a, b}); }),
      -15'000'000'000, 25'000'000'000);
  Expect(with([&](auto& m, InstId a, InstId) {
           return m.Make(Op::kRound, Type::Number(0), {a}, 1, RoundingMode::kUp);
         }),
         -3, 5);
  Expect(with([&](auto& m, InstId a, InstId b) { return m.Make(Op::kMin, number, {a, b}); }), -300,
         10);
  Expect(with([&](auto& m, InstId a, InstId b) {
           return m.Make(Op::kMax, number, {a, b, m.Param(number, 5, {5, 7, {}, {}})});
         }),
         5, 500);
}

TEST_CASE("A divisor that may be zero or negative widens the quotient") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {1, 5, {}, {}}),
               b = m.Slot(Type::Integer(), {-1, 2, {}, {}});
  Expect(Bounded(m, m.Make(Op::kDiv, Type::Number(8), {a, b})), -500'000'000, 500'000'000);
}

TEST_CASE("Slots that meet arithmetic are held to ordinary amounts, others are not") {
  MadeModule m;
  const InstId amount = m.Slot(Type::Number(2)), key = m.Slot(Type::Integer());
  m.Output(key);
  const InstId sum = m.Make(Op::kAdd, Type::Number(2), {amount, m.Const(Type::Number(2), 1)});
  m.Output(sum);
  const opt::Schedule schedule(m.module());
  const opt::Ranges ranges(m.module(), schedule);
  CHECK(ranges.OfSlot(0).Within(100'000'000'000'000));
  CHECK((ranges.OfSlot(1).high == kMax));
  CHECK(ranges.Unclipped(sum).FitsInt64());
}

TEST_CASE("A decision's bounds are those of all its rules") {
  MadeModule m;
  const Type number = Type::Integer();
  const InstId a = m.Slot(number, {0, 9, {}, {}});
  ir::FirstMatch list;
  const InstId low = m.Make(Op::kLt, Type::Bool(), {a, m.Const(number, 3)});
  list.rules.push_back({"x", low, {m.Const(number, 100)}, ir::kNoReason, {}, {}});
  list.rules.push_back({"", InstId(), {a}, ir::kNoReason, {}, {}});
  ir::Decision decision;
  decision.outputs = {{"", number}};
  decision.body = list;
  Expect(Bounded(m, m.OutputOf(m.Decide(decision), 0)), 0, 100);
}
