#include <cmath>

#include "compiler/codegen/operations.h"
#include "compiler/support/int128.h"

namespace sextant::codegen {

using ir::Op;
using llvm::Value;

namespace {

Value* Calculate(Simd& s, Op op, Value* a, Value* b) {
  switch (op) {
    case Op::kAdd:
      return s.CreateFAdd(a, b);
    case Op::kSub:
      return s.CreateFSub(a, b);
    case Op::kMul:
      return s.CreateFMul(a, b);
    default:
      return s.CreateFDiv(a, b);
  }
}

// By how much the multiple of `step` nearest to a real has to move: masks up and down, null for
// none. The real is the multiple + rest + tail, and the tail too small to change a comparison of
// the rest, except where that finds both equal.
struct Move {
  Value* up;
  Value* down;
};

// The lanes in which rest + tail > bound, or = bound and `tie` holds; with `sign` -1, < and -bound.
Value* Past(Simd& s, Value* rest, Value* tail, double bound, Value* tie, int sign) {
  const auto beyond = sign > 0 ? llvm::CmpInst::FCMP_OGT : llvm::CmpInst::FCMP_OLT;
  Value* zero = s.SplatReal(0);
  Value* past_end = s.CreateFCmp(beyond, tail, zero);
  Value* exact_tie = s.CreateAnd(s.CreateFCmpOEQ(tail, zero), tie);
  Value* at_end = s.CreateFCmpOEQ(rest, s.SplatReal(sign * bound));
  return s.CreateOr(s.CreateFCmp(beyond, rest, s.SplatReal(sign * bound)),
                    s.CreateAnd(at_end, s.CreateOr(past_end, exact_tie)));
}

//   down, up:  rest + tail < 0, > 0 (the sum rounds, but keeps its sign)
//   otherwise: rest + tail beyond half a step, or just there and a tie goes that way
Move MoveOf(Simd& s, const ir::Inst& inst, Value* p, Value* multiple, Value* rest, Value* tail) {
  Value* zero = s.SplatReal(0);
  if (inst.mode == RoundingMode::kDown) {
    return {nullptr, s.CreateFCmpOLT(s.CreateFAdd(rest, tail), zero)};
  }
  if (inst.mode == RoundingMode::kUp) {
    return {s.CreateFCmpOGT(s.CreateFAdd(rest, tail), zero), nullptr};
  }
  const double half = static_cast<double>(inst.imm) / 2;
  if (inst.mode == RoundingMode::kHalfUp) {
    return {Past(s, rest, tail, half, s.CreateFCmpOGT(p, zero), 1),
            Past(s, rest, tail, half, s.CreateFCmpOLT(p, zero), -1)};
  }
  Value* odd = s.CreateICmpNE(s.CreateAnd(multiple, s.Splat(64, 1)), s.Splat(64, 0));
  return {Past(s, rest, tail, half, odd, 1), Past(s, rest, tail, half, odd, -1)};
}

}  // namespace

// result = a op b;  rerun = !(|result| < infinity), which a zero divisor also meets
Lanes EmitFloatArith(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  Value* result = Calculate(s, inst.op, a.value, b.value);
  const ir::InstId id(static_cast<std::size_t>(&inst - e.module().insts.data()));
  Value* not_finite = nullptr;
  if (inst.op == Op::kDiv || !e.ranges().RealOf(id).finite()) {
    not_finite = s.CreateFCmpUGE(s.Magnitude(result), s.SplatReal(INFINITY));
  }
  return e.Strict(inst, {a, b}, result, not_finite);
}

// result = (double)x / 10^scale, correctly rounded because both are exact;  rerun = |x| > 2^53
Lanes EmitToFloat(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes x = e.Arg(inst, 0);
  const Range range = e.ArgRange(inst, 0);
  Value* real = s.ToReal(x.value, range);
  const int scale = e.ArgType(inst, 0).scale;
  if (scale > 0) {
    real = s.CreateFDiv(real, s.SplatReal(static_cast<double>(PowerOfTen(scale))));
  }
  return e.Strict(inst, {x}, real, s.Outside(x.value, range, Int128{1} << 53));
}

// p = x * 10^scale;  tail = fma(x, 10^scale, -p), so that p + tail is exact
// q = nearest(p / step);  rest = p - q * step, exact;  q moves by the mode;  result = q * step
// rerun = !(|p| < 2^51)
Lanes EmitRoundFloat(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes x = e.Arg(inst, 0);
  constexpr int64_t kWidestStep = int64_t{1} << 50;
  if (inst.imm > kWidestStep) {
    return e.Strict(inst, {x}, s.Splat(64, 0), s.SplatMask(true));
  }
  const auto step = static_cast<double>(inst.imm);
  Value* power = s.SplatReal(static_cast<double>(PowerOfTen(inst.type.scale)));
  Value* p = s.CreateFMul(x.value, power);
  Value* tail = s.Fma(x.value, power, s.CreateFNeg(p));
  const bool plain = inst.imm == 1;
  const Simd::Nearest q = s.RoundToInteger(plain ? p : s.CreateFMul(p, s.SplatReal(1 / step)));
  Value* below = plain ? q.real : s.CreateFMul(q.real, s.SplatReal(step));
  const Move move = MoveOf(s, inst, p, q.integer, s.CreateFSub(p, below), tail);
  Value* result = q.integer;
  if (move.up != nullptr) {
    result = s.AddWhere(result, move.up, 1);
  }
  if (move.down != nullptr) {
    result = s.AddWhere(result, move.down, -1);
  }
  result = plain ? result : s.CreateMul(result, s.Splat(64, inst.imm));
  return e.Strict(inst, {x}, result, s.CreateFCmpUGE(s.Magnitude(p), s.SplatReal(0x1p51)));
}

}  // namespace sextant::codegen
