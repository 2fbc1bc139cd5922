#include <cstdlib>
#include <tuple>

#include "compiler/codegen/operations.h"
#include "compiler/opt/quotient.h"
#include "compiler/support/int128.h"

// Exact division by way of doubles. With n = a * 10^k, the double a * 10^k / d is so near to n / d
// that a whole number q next to it leaves a remainder n - q * d of less than 2^63. The remainder
// may therefore be computed modulo 2^64, although n itself may not fit, and tells how to correct q.
namespace sextant::codegen {

using llvm::Value;
using types::Kind;

Lanes EmitFloatArith(Emitter& e, const ir::Inst& inst);

namespace {

struct Operand {
  Value* value;
  Range range;
};

struct Quotient {
  Value* value;
  Value* rerun;  // where it is not known; null: nowhere
};

// q += 2 * remainder + (q & 1) > |d|
// q -= 2 * remainder - (q & 1) < -|d|      with the remainder's sign as if d were positive
Value* CorrectHalfEven(Simd& s, Value* q, Value* remainder, const Operand& d) {
  Value* size = d.value;
  if (d.range.low < 0) {
    Value* sign = s.CreateAShr(d.value, 63);
    remainder = s.CreateSub(s.CreateXor(remainder, sign), sign);
    size = s.CreateSub(s.CreateXor(d.value, sign), sign);
  }
  Value* twice = s.CreateShl(remainder, 1);
  Value* odd = s.CreateAnd(q, s.Splat(64, 1));
  Value* up = s.CreateICmpSGT(s.CreateAdd(twice, odd), size);
  Value* down = s.CreateICmpSLT(s.CreateSub(twice, odd), s.CreateNeg(size));
  return s.AddWhere(s.AddWhere(q, up, 1), down, -1);
}

// !(|estimate| < limit), which also finds a division by zero: the estimate is then no number.
Value* Beyond(Simd& s, Value* estimate, double limit) {
  return s.CreateFCmpUGE(s.Magnitude(estimate), s.SplatReal(limit));
}

// A ratio, of magnitude below 2^50:
//   estimate = (double)a * 10^k / (double)d;  q = nearest(estimate), within 1.2 of n / d
//   q is corrected by n - q * d
Quotient DivideOnce(Simd& s, const Operand& a, Int128 power, const Operand& d) {
  Value* scaled = s.CreateFMul(s.ToReal(a.value, a.range), s.SplatReal(static_cast<double>(power)));
  Value* estimate = s.CreateFDiv(scaled, s.ToReal(d.value, d.range));
  Value* q = s.RoundToInteger(estimate).integer;
  Value* rerun = Beyond(s, estimate, 0x1p50);
  // Below 2^51 both doubles are exact, and their quotient cannot round onto or across a tie.
  constexpr Int128 kExact = Int128{1} << 51;
  if (power > kExact || !a.range.Within(kExact / power) || !d.range.Within(kExact)) {
    Value* n = s.CreateMul(a.value, s.Splat(64, static_cast<int64_t>(power)));
    q = CorrectHalfEven(s, q, s.CreateSub(n, s.CreateMul(q, d.value)), d);
  }
  return {q, rerun};
}

// An amount, which may be large, by a number below 2^50:
//   estimate = (double)a * 10^k * (1.0 / d);  coarse = 2^12 * nearest(estimate / 2^12)
//   rest = n - coarse * d, below 2^63;        fine = nearest((double)rest * (1.0 / d))
//   q = coarse + fine, corrected by rest - fine * d
Quotient DivideTwice(Simd& s, const Operand& a, Int128 power, const Operand& d) {
  Value* inverse = s.CreateFDiv(s.SplatReal(1), s.ToReal(d.value, d.range));
  Value* scaled = s.CreateFMul(s.ToReal(a.value, a.range), s.SplatReal(static_cast<double>(power)));
  Value* estimate = s.CreateFMul(scaled, inverse);
  Value* coarse = s.RoundToInteger(s.CreateFMul(estimate, s.SplatReal(0x1p-12))).integer;
  coarse = s.CreateShl(coarse, 12);
  Value* n = s.CreateMul(a.value, s.Splat(64, static_cast<int64_t>(power)));
  Value* rest = s.CreateSub(n, s.CreateMul(coarse, d.value));
  Value* fine = s.RoundToInteger(s.CreateFMul(s.ToReal(rest, {}), inverse)).integer;
  Value* remainder = s.CreateSub(rest, s.CreateMul(fine, d.value));
  Value* q = CorrectHalfEven(s, s.CreateAdd(coarse, fine), remainder, d);
  return {q, Beyond(s, estimate, 0x1p61)};
}

// By a constant, where power / divisor in lowest terms has factors that multiply to below 2^50:
//   whole = nearest((double)a * (1.0 / divisor));  rest = a - whole * divisor
//   q = whole * power + nearest((double)(rest * power) / divisor)
// The second quotient is exact, its numerator being below 2^51. An odd divisor has no ties, so that
// multiplying by the inverse does as well; for an even one `whole` is made even, lest it turn a
// tie. rerun = |a| beyond 2^50, or q beyond 2^62
std::optional<Quotient> DivideByConstant(Simd& s, const Operand& a, Int128 power, Int128 divisor) {
  const auto lowest = opt::SmallFactor(power, divisor);
  if (!lowest) {
    return std::nullopt;
  }
  std::tie(power, divisor) = std::pair(lowest->power, lowest->divisor);
  const auto factor = s.Splat(64, static_cast<int64_t>(power));
  const auto divisor_real = static_cast<double>(divisor);
  Value* rerun = s.Outside(a.value, a.range, lowest->reach());
  if (divisor == 1) {
    return Quotient{s.CreateMul(a.value, factor), rerun};
  }
  const bool even = divisor % 2 == 0;
  Value* inverse = s.SplatReal((even ? 0.5 : 1) / divisor_real);
  Value* whole = s.RoundToInteger(s.CreateFMul(s.ToReal(a.value, a.range), inverse)).integer;
  whole = even ? s.CreateShl(whole, 1) : whole;
  Value* rest =
      s.CreateSub(a.value, s.CreateMul(whole, s.Splat(64, static_cast<int64_t>(divisor))));
  Value* tail =
      s.ToReal(s.CreateMul(rest, factor), {-2 * opt::kSmallFactor, 2 * opt::kSmallFactor});
  tail = even ? s.CreateFDiv(tail, s.SplatReal(divisor_real)) : s.CreateFMul(tail, inverse);
  return Quotient{s.CreateAdd(s.CreateMul(whole, factor), s.RoundToInteger(tail).integer), rerun};
}

}  // namespace

// n = a * 10^k, k >= 0, or d = b * 10^-k;  q = n / d by one of the ways above
Lanes EmitDiv(Emitter& e, const ir::Inst& inst) {
  if (inst.type.kind == Kind::kFloat) {
    return EmitFloatArith(e, inst);
  }
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  const int shift = 8 + e.ArgType(inst, 1).scale - e.ArgType(inst, 0).scale;
  const Int128 power = PowerOfTen(std::max(shift, 0));
  const Int128 divisor_power = PowerOfTen(std::max(-shift, 0));
  const Operand n{a.value, e.ArgRange(inst, 0)};
  Operand d{b.value, e.ArgRange(inst, 1)};
  if (d.range.low == d.range.high && d.range.low != 0) {
    const auto quotient = DivideByConstant(s, n, power, d.range.low * divisor_power);
    if (quotient) {
      return e.Strict(inst, {a, b}, quotient->value, quotient->rerun);
    }
  }
  const bool amount = inst.type.kind == Kind::kMoney;
  const Int128 most = (Int128{1} << (amount ? 50 : 61)) - 1;
  Value* large = s.Outside(d.value, d.range, most / divisor_power);
  d.range = {std::max(d.range.low, -most / divisor_power) * divisor_power,
             std::min(d.range.high, most / divisor_power) * divisor_power};
  if (divisor_power > 1) {
    d.value = s.CreateMul(d.value, s.Splat(64, static_cast<int64_t>(divisor_power)));
  }
  const Quotient q = amount ? DivideTwice(s, n, power, d) : DivideOnce(s, n, power, d);
  return e.Strict(inst, {a, b}, q.value, s.EitherRerun(large, q.rerun));
}

}  // namespace sextant::codegen
