#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

const Int128 kMost = std::numeric_limits<Int128>::max();
const Int128 kLeast = std::numeric_limits<Int128>::min();

// 2^124 twice, four times, eight times: one short of what 128 bits hold, and too much.
InstId Power124(Bench& b) {
  return b.Wide(int64_t{1} << 62, 0);
}
InstId Twice(Bench& b, InstId x) {
  return b.Add(Op::kAdd, Type::Integer(), {x, x});
}

// 2^127 - 1 and -2^127.
InstId Most(Bench& b) {
  const InstId half = Twice(b, Twice(b, Power124(b)));  // 2^126
  const InstId less = b.Add(Op::kSub, Type::Integer(), {half, b.Int(1)});
  return b.Add(Op::kAdd, Type::Integer(), {half, less});
}
InstId Least(Bench& b) {
  const InstId most = b.Add(Op::kNeg, Type::Integer(), {Most(b)});
  return b.Add(Op::kSub, Type::Integer(), {most, b.Int(1)});
}

TEST_CASE("exact arithmetic reaches both ends of 128 bits") {
  Bench b;
  CHECK(b.Eval(Most(b)).word == kMost);
  CHECK(b.Eval(Least(b)).word == kLeast);
  CHECK(b.FaultOf(b.Add(Op::kAdd, Type::Integer(), {Most(b), b.Int(1)})) == "overflow");
  CHECK(b.FaultOf(b.Add(Op::kSub, Type::Integer(), {Least(b), b.Int(1)})) == "overflow");
  CHECK(b.FaultOf(b.Add(Op::kMul, Type::Integer(), {Least(b), b.Int(-1)})) == "overflow");
  CHECK(b.FaultOf(b.Add(Op::kNeg, Type::Integer(), {Least(b)})) == "overflow");
  CHECK(b.FaultOf(b.Add(Op::kAbs, Type::Integer(), {Least(b)})) == "overflow");
  CHECK(b.Eval(b.Add(Op::kAbs, Type::Integer(), {b.Int(-7)})).word == 7);
  CHECK(b.FaultOf(b.Add(Op::kRescale, Type::Number(1), {Most(b)})) == "overflow");
}

TEST_CASE("a stored value has 64 bits") {
  Bench b;
  const InstId half = b.Int(int64_t{1} << 62);
  const InstId whole = b.Add(Op::kAdd, Type::Integer(), {half, half});  // 2^63
  const InstId most = b.Add(Op::kSub, Type::Integer(), {whole, b.Int(1)});
  const InstId least = b.Add(Op::kNeg, Type::Integer(), {whole});
  CHECK(b.FaultOf(whole) == "none");
  CHECK(b.FaultOf(b.Add(Op::kStore, Type::Integer(), {whole})) == "overflow");
  CHECK(b.Eval(b.Add(Op::kStore, Type::Integer(), {most})).word == INT64_MAX);
  CHECK(b.Eval(b.Add(Op::kStore, Type::Integer(), {least})).word == INT64_MIN);
}

TEST_CASE("a product has the places of both sides") {
  Bench b;
  const InstId price = b.Const(Type::Number(2), 1999);
  const InstId rate = b.Const(Type::Number(3), -25);
  CHECK(b.Eval(b.Add(Op::kMul, Type::Number(5), {price, rate})).word == -49975);
}

TEST_CASE("rounding to places and to steps") {
  const auto round = [](int64_t word, int scale, int to, int64_t step, RoundingMode mode) {
    Bench b;
    const InstId value = b.Const(Type::Number(scale), word);
    return static_cast<int64_t>(
        b.Eval(b.Add(Op::kRound, Type::Number(to), {value}, 1, step, mode)).word);
  };
  CHECK(round(125, 2, 1, 1, RoundingMode::kHalfEven) == 12);
  CHECK(round(135, 2, 1, 1, RoundingMode::kHalfEven) == 14);
  CHECK(round(-125, 2, 1, 1, RoundingMode::kHalfEven) == -12);
  CHECK(round(-135, 2, 1, 1, RoundingMode::kHalfEven) == -14);
  CHECK(round(125, 2, 1, 1, RoundingMode::kHalfUp) == 13);
  CHECK(round(-125, 2, 1, 1, RoundingMode::kHalfUp) == -13);
  CHECK(round(-121, 2, 1, 1, RoundingMode::kDown) == -13);
  CHECK(round(-129, 2, 1, 1, RoundingMode::kUp) == -12);
  // 1,499.99 to a multiple of 1,000; the result has no places.
  CHECK(round(149'999, 2, 0, 1000, RoundingMode::kHalfEven) == 1000);
  CHECK(round(150'000, 2, 0, 1000, RoundingMode::kHalfEven) == 2000);
  CHECK(round(250'000, 2, 0, 1000, RoundingMode::kHalfEven) == 2000);
  CHECK(round(-1, 2, 0, 1000, RoundingMode::kDown) == -1000);
  // 0.05 steps.
  CHECK(round(1'024'999, 6, 2, 5, RoundingMode::kHalfUp) == 100);
  CHECK(round(1'025'000, 6, 2, 5, RoundingMode::kHalfUp) == 105);
  CHECK(round(1, 18, 0, 1, RoundingMode::kUp) == 1);
}

TEST_CASE("a rounded value faults when the multiple needs more than 128 bits") {
  Bench b;
  const InstId up = b.Add(Op::kRound, Type::Integer(), {Most(b)}, 1, 1000, RoundingMode::kUp);
  const InstId down = b.Add(Op::kRound, Type::Integer(), {Most(b)}, 1, 1000, RoundingMode::kDown);
  CHECK(b.FaultOf(up) == "overflow");
  CHECK(b.Eval(down).word == kMost / 1000 * 1000);
}

TEST_CASE("float arithmetic is IEEE, and a result that is not finite faults") {
  Bench b;
  const Type real = Type::Float();
  const InstId most = b.Real(std::numeric_limits<double>::max());
  CHECK(b.Eval(b.Add(Op::kAdd, real, {b.Real(0.1), b.Real(0.2)})).real == 0.30000000000000004);
  CHECK(b.FaultOf(b.Add(Op::kAdd, real, {most, most})) == "not_finite");
  CHECK(b.FaultOf(b.Add(Op::kMul, real, {most, b.Real(-2)})) == "not_finite");
  CHECK(b.FaultOf(b.Add(Op::kDiv, real, {most, b.Real(0.5)})) == "not_finite");
  CHECK(std::signbit(b.Eval(b.Add(Op::kMul, real, {b.Real(-1), b.Real(0)})).real));
}

TEST_CASE("a product and a sum of floats are rounded one after the other") {
  Bench b;
  const Type real = Type::Float();
  const InstId x = b.Slot("x", real);
  b.GiveReal(0, 1 + std::ldexp(1, -30));
  const InstId square = b.Add(Op::kMul, real, {x, x});
  const InstId rest = b.Add(Op::kSub, real, {square, b.Real(1 + std::ldexp(1, -29))});
  CHECK(b.Eval(rest).real == 0);  // fused, the last bit 2^-60 would remain
}

TEST_CASE("an exact number becomes the nearest double, and back by its exact value") {
  Bench b;
  const InstId x = b.Slot("x", Type::Number(18));
  b.Give(0, 100000000000000000);  // 0.1
  const InstId real = b.Add(Op::kToFloat, Type::Float(), {x});
  CHECK(b.Eval(real).real == 0.1);
  CHECK(b.Eval(b.Add(Op::kRoundFloat, Type::Number(18), {real}, 1, 1)).word == 100000000000000006);
  CHECK(b.Eval(b.Add(Op::kRoundFloat, Type::Number(2), {b.Real(2.675)}, 1, 1)).word == 267);
  CHECK(b.FaultOf(b.Add(Op::kRoundFloat, Type::Number(2), {b.Real(1e38)}, 1, 1)) == "overflow");
}

TEST_CASE("missing passes through a change of scale and a store") {
  Bench b;
  const InstId x = b.Slot("x", Type::Number(2).as_optional());
  const InstId finer = b.Add(Op::kRescale, Type::Number(4).as_optional(), {x});
  const InstId real = b.Add(Op::kToFloat, Type::Float().as_optional(), {x});
  const InstId stored = b.Add(Op::kStore, Type::Number(4).as_optional(), {finer});
  CHECK(b.Eval(stored).missing);
  CHECK(b.Eval(real).missing);
  b.Give(0, 150);
  CHECK(b.Eval(stored).word == 15000);
  CHECK(b.Eval(real).real == 1.5);
}

}  // namespace
}  // namespace sextant::interp
