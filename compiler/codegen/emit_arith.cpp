#include <cmath>

#include "compiler/codegen/operations.h"
#include "compiler/support/int128.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

Lanes EmitFloatArith(Emitter& e, const ir::Inst& inst);

namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

bool IsFloat(const ir::Inst& inst) {
  return inst.type.kind == Kind::kFloat;
}

bool Fits(Emitter& e, const ir::Inst& inst) {
  const ir::InstId id(static_cast<std::size_t>(&inst - e.module().insts.data()));
  return e.ranges().Unclipped(id).FitsInt64();
}

// The lanes in which a product of 64-bit lanes may not fit: where one factor is small, a bound on
// the other; else where the product of the doubles is near 2^63 or beyond.
//   |a| > max / most(b)        or        |(double)a * (double)b| >= 2^63 - 2^12
Value* ProductOverflows(Emitter& e, const Lanes& a, const Range& ra, const Lanes& b,
                        const Range& rb) {
  constexpr Int128 kOrdinary = Int128{1} << 50;
  const auto bound = [](const Range& other) {
    const Int128 most = std::max(other.high, -other.low);
    return most == 0 ? Int128{kMax} : kMax / most;
  };
  Simd& s = e.simd();
  if (bound(rb) >= kOrdinary || bound(ra) >= kOrdinary) {
    return bound(rb) >= bound(ra) ? s.Outside(a.value, ra, bound(rb))
                                  : s.Outside(b.value, rb, bound(ra));
  }
  Value* product = s.CreateFMul(s.ToReal(a.value, ra), s.ToReal(b.value, rb));
  return s.CreateFCmpUGE(s.Magnitude(product), s.SplatReal(0x1p63 - 0x1p12));
}

// x == minimum, the one word without a negative; null when the range excludes it
Value* IsMinimum(Emitter& e, const Lanes& a, const Range& range) {
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  return range.low > kMin ? nullptr : e.simd().CreateICmpEQ(a.value, e.simd().Splat(64, kMin));
}

}  // namespace

// sum = a + b;  rerun = ((a ^ sum) & (b ^ sum)) < 0
Lanes EmitAdd(Emitter& e, const ir::Inst& inst) {
  if (IsFloat(inst)) {
    return EmitFloatArith(e, inst);
  }
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  Value* sum = s.CreateAdd(a.value, b.value);
  Value* overflow =
      Fits(e, inst) ? nullptr
                    : s.Negative(s.CreateAnd(s.CreateXor(a.value, sum), s.CreateXor(b.value, sum)));
  return e.Strict(inst, {a, b}, sum, overflow);
}

// difference = a - b;  rerun = ((a ^ b) & (a ^ difference)) < 0
Lanes EmitSub(Emitter& e, const ir::Inst& inst) {
  if (IsFloat(inst)) {
    return EmitFloatArith(e, inst);
  }
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  Value* difference = s.CreateSub(a.value, b.value);
  Value* overflow = Fits(e, inst) ? nullptr
                                  : s.Negative(s.CreateAnd(s.CreateXor(a.value, b.value),
                                                           s.CreateXor(a.value, difference)));
  return e.Strict(inst, {a, b}, difference, overflow);
}

// product = a * b;  rerun = what ProductOverflows says
Lanes EmitMul(Emitter& e, const ir::Inst& inst) {
  if (IsFloat(inst)) {
    return EmitFloatArith(e, inst);
  }
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  Value* overflow =
      Fits(e, inst) ? nullptr : ProductOverflows(e, a, e.ArgRange(inst, 0), b, e.ArgRange(inst, 1));
  return e.Strict(inst, {a, b}, e.simd().CreateMul(a.value, b.value), overflow);
}

// result = 0 - a;  rerun = a == minimum
Lanes EmitNeg(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0);
  if (IsFloat(inst)) {
    return e.Strict(inst, {a}, s.CreateFNeg(a.value));
  }
  return e.Strict(inst, {a}, s.CreateNeg(a.value), IsMinimum(e, a, e.ArgRange(inst, 0)));
}

// result = a < 0 ? -a : a;  rerun = a == minimum
Lanes EmitAbs(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0);
  if (IsFloat(inst)) {
    return e.Strict(inst, {a}, s.Magnitude(a.value));
  }
  Value* result = s.CreateBinaryIntrinsic(llvm::Intrinsic::abs, a.value, s.getFalse());
  return e.Strict(inst, {a}, result, IsMinimum(e, a, e.ArgRange(inst, 0)));
}

// result = a * 10^k;  rerun = |a| > max / 10^k
Lanes EmitRescale(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0);
  const auto factor = static_cast<int64_t>(PowerOfTen(inst.type.scale - e.ArgType(inst, 0).scale));
  Value* overflow =
      Fits(e, inst) ? nullptr : s.Outside(a.value, e.ArgRange(inst, 0), kMax / factor);
  return e.Strict(inst, {a}, s.CreateMul(a.value, s.Splat(64, factor)), overflow);
}

}  // namespace sextant::codegen
