#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

const RoundingMode kModes[] = {RoundingMode::kHalfEven, RoundingMode::kHalfUp, RoundingMode::kDown,
                               RoundingMode::kUp};

// Slots of one scale: anything at all, a book's amounts, a few positive units.
std::vector<InstId> Numbers(MadeModule& m, Type type) {
  return {m.Slot(type), m.Slot(type, {-1'000'000'00, 1'000'000'00, {}, {}}),
          m.Slot(type, {1, 1000, {}, {}})};
}

InstId Stored(MadeModule& m, Op op, Type type, std::initializer_list<InstId> args, int64_t imm = 0,
              RoundingMode mode = RoundingMode::kHalfEven) {
  return m.Make(Op::kStore, type, {m.Make(op, type, args, imm, mode)});
}

}  // namespace

TEST_CASE("Sums, differences and signs agree with the interpreter") {
  MadeModule m;
  const Type type = Type::Number(2);
  const std::vector<InstId> numbers = Numbers(m, type);
  std::vector<InstId> values;
  for (InstId a : numbers) {
    for (InstId b : numbers) {
      values.push_back(Stored(m, Op::kAdd, type, {a, b}));
      values.push_back(Stored(m, Op::kSub, type, {a, b}));
    }
    values.push_back(Stored(m, Op::kNeg, type, {a}));
    values.push_back(Stored(m, Op::kAbs, type, {a}));
    values.push_back(Stored(m, Op::kAdd, type, {a, m.Const(type, 12345)}));
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Products and larger scales agree with the interpreter") {
  MadeModule m;
  std::vector<InstId> values;
  for (int scale : {0, 2, 8}) {
    const std::vector<InstId> left = Numbers(m, Type::Number(scale));
    for (InstId a : left) {
      for (InstId b : left) {
        values.push_back(Stored(m, Op::kMul, Type::Number(2 * scale), {a, b}));
      }
      for (int64_t factor : {int64_t{0}, int64_t{-1}, int64_t{3}, int64_t{1} << 62}) {
        values.push_back(
            Stored(m, Op::kMul, Type::Number(scale), {a, m.Const(Type::Integer(), factor)}));
      }
      values.push_back(Stored(m, Op::kRescale, Type::Number(scale + 5), {a}));
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Quotients agree with the interpreter") {
  const types::Currency twd = types::Currency::FromText("TWD");
  MadeModule m;
  std::vector<InstId> values;
  for (int upper : {0, 2, 10}) {
    const std::vector<InstId> over = Numbers(m, Type::Number(upper));
    const std::vector<InstId> amounts = Numbers(m, Type::Money(twd, upper));
    for (int lower : {0, 2, 10}) {
      for (InstId divisor : Numbers(m, Type::Number(lower))) {
        for (std::size_t i = 0; i < over.size(); ++i) {
          values.push_back(Stored(m, Op::kDiv, Type::Number(8), {over[i], divisor}));
          // Amounts are divided another way.
          values.push_back(Stored(m, Op::kDiv, Type::Money(twd, 8), {amounts[i], divisor}));
        }
      }
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Quotients by constants agree with the interpreter") {
  MadeModule m;
  const Type quotient = Type::Number(8);
  std::vector<InstId> values;
  for (int scale : {0, 2, 9}) {
    for (InstId a : Numbers(m, Type::Number(scale))) {
      for (int64_t divisor :
           {-12, -3, -1, 0, 1, 2, 3, 6, 7, 12, 360, 365, 1 << 20, 1'000'000'007}) {
        values.push_back(Stored(m, Op::kDiv, quotient, {a, m.Const(Type::Integer(), divisor)}));
      }
      values.push_back(
          Stored(m, Op::kDiv, quotient, {a, m.Const(Type::Number(12), 3'000'000'000'000)}));
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Rounding agrees with the interpreter") {
  MadeModule m;
  std::vector<InstId> values;
  for (int scale : {0, 2, 8}) {
    for (InstId a : Numbers(m, Type::Number(scale))) {
      for (RoundingMode mode : kModes) {
        for (int64_t step : {int64_t{1}, int64_t{5}, int64_t{100'000}, int64_t{1} << 55}) {
          values.push_back(Stored(m, Op::kRound, Type::Number(scale), {a}, step, mode));
          values.push_back(Stored(m, Op::kRound, Type::Number(0), {a}, step, mode));
        }
      }
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Ties are rounded as the interpreter rounds them") {
  MadeModule m;
  const InstId a = m.Slot(Type::Number(2), {-1000, 1000, {}, {}});
  for (RoundingMode mode : kModes) {
    for (int64_t step : {1, 2, 5, 6, 10}) {
      m.Output(m.Make(Op::kRound, Type::Number(2), {a}, step, mode));
      m.Output(m.Make(Op::kRound, Type::Number(1), {a}, step, mode));
    }
  }
  const InstId divisor = m.Slot(Type::Number(8), {1, 20, {}, {}});
  for (int64_t units : {1, 2, 4, 6, 25, 64}) {
    const InstId constant = m.Const(Type::Number(8), units * 100'000'000);
    m.Output(m.Make(Op::kDiv, Type::Number(8), {a, constant}));
    const InstId many =
        m.Make(Op::kMul, Type::Number(8), {divisor, m.Const(Type::Integer(), units * 10'000'000)});
    m.Output(m.Make(Op::kDiv, Type::Number(8), {a, many}));
  }
  Engines(m.module()).Agree({20'000, 0, true, true, 2});
}
