#include <cstdint>

#include <catch2/catch.hpp>

#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

// numerator * 10^-scale / (divisor * 10^-scale), and the quotient in units of 10^-8, worked out
// with fractions elsewhere.
struct Quotient {
  int64_t numerator;
  int numerator_scale;
  int64_t divisor;
  int divisor_scale;
  int64_t quotient;
};
const Quotient kQuotients[] = {
    {1, 0, 3, 0, 33333333},
    {-1, 0, 3, 0, -33333333},
    {1, 0, -3, 0, -33333333},
    {2, 0, 3, 0, 66666667},
    {1, 0, 200000000, 0, 0},
    {3, 0, 200000000, 0, 2},
    {5, 0, 200000000, 0, 2},
    {-1, 0, 200000000, 0, 0},
    {-3, 0, 200000000, 0, -2},
    {-5, 0, 200000000, 0, -2},
    {1, 0, -200000000, 0, 0},
    {1, 18, 1, 0, 0},
    {5, 9, 1, 0, 0},
    {15, 9, 1, 0, 2},
    {25, 9, 1, 0, 2},
    {-25, 9, 1, 0, -2},
    {1, 18, 1, 18, 100000000},
    {999999999999999999, 18, 1, 0, 100000000},
    {9223372036854775807, 18, 3, 2, 30744573456},
    {7, 2, INT64_MIN, 0, 0},
    {123456789, 4, 987, 7, 12508286626139818},
    {24150178885, 11, -534836508, 1, 0},
    {-650499593880, 18, -1, 13, 650499593880000},
    {-365620224640, 9, 3356, 5, -1089452397616},
    {262276569318, 11, 1356321088, 5, 19337},
    {-1057243849180, 14, -1610, 3, 656673},
    {-18228973293, 14, 6548544465, 14, -278366794},
    {518820138033, 9, -48951820, 6, -1059858731},
    {295003976952, 9, -20, 9, -1475019884760000000},
    {1030778092814, 5, -52, 1, -198226556310385},
    {414867900159, 8, 39091994, 1, 106126},
    {-515611689026, 13, -1780, 11, 289669488216854},
    {-841172586129, 13, 929, 5, -905460265},
    {299485943639, 15, 492916, 12, 60758008188},
    {390274224700, 5, -1551884377, 11, -25148408636889061},
    {-946335834903, 9, 36445740514, 9, -2596560864},
    {-1048608439894, 15, 1147919, 14, -9134864392819},
    {431028188814, 8, 93964530, 5, 458713718},
    {879129713117, 11, 8504914957, 6, 103367},
    {493219528485, 15, 54, 5, 91336950},
    {751346250438, 9, 2, 5, 3756731252190000},
    {-300785233359, 15, -55987722866, 14, 53723427},
    {572738612676, 2, -49023, 0, -11683059230892},
    {684405273654, 8, 192, 1, 35646108003},
    {-681605372291, 9, 228188003598, 13, -2987034206635},
    {955069484119, 4, -382642206383, 0, -24960},
    {-625425175547, 10, -1576423, 13, 39673690091238202},
    {1070418961829, 9, 25762526, 5, 415494568},
    {227551578817, 15, 5280480, 10, 43092972},
};

TEST_CASE("a quotient is rounded half to even at eight places") {
  for (const Quotient& q : kQuotients) {
    Bench b;
    const InstId a = b.Const(Type::Number(q.numerator_scale), q.numerator);
    const InstId d = b.Const(Type::Number(q.divisor_scale), q.divisor);
    INFO(q.numerator << " e-" << q.numerator_scale << " / " << q.divisor << " e-"
                     << q.divisor_scale);
    CHECK(b.Eval(b.Add(Op::kDiv, Type::Number(8), {a, d})).word == q.quotient);
  }
}

TEST_CASE("a quotient faults when a side or itself needs more than 128 bits") {
  Bench b;
  const auto over = [&](InstId a, InstId d) {
    return b.FaultOf(b.Add(Op::kDiv, Type::Number(8), {a, d}));
  };
  const InstId fine = b.Const(Type::Number(18), 1);
  const InstId wide = b.Wide(INT64_MAX);      // nearly 2^125
  CHECK(over(wide, b.Int(1)) == "overflow");  // times 10^8
  CHECK(over(b.Int(1), fine) == "none");
  CHECK(over(b.Wide(1), fine) == "overflow");  // times 10^26
  CHECK(over(fine, wide) == "overflow");       // the divisor times 10^10
  CHECK(over(fine, b.Wide(1)) == "none");
}

TEST_CASE("a divisor of zero is a fault of its own, also where a side is too large") {
  Bench b;
  CHECK(b.FaultOf(b.Add(Op::kDiv, Type::Number(8), {b.Int(0), b.Int(0)})) == "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kDiv, Type::Number(8), {b.Wide(INT64_MAX), b.Int(0)})) ==
        "division_by_zero");
  CHECK(b.FaultOf(b.Add(Op::kDiv, Type::Float(), {b.Real(1), b.Real(-0.0)})) == "division_by_zero");
}

}  // namespace
}  // namespace sextant::interp
