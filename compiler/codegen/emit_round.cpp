#include "compiler/codegen/operations.h"
#include "compiler/support/int128.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

constexpr Int128 kMostNumber = (Int128{1} << 62) - 1;
constexpr Int128 kMostQuotient = Int128{1} << 49;

// By how much the whole number nearest to n / divisor has to move: masks up and down, null for
// none.
//   down:      up nowhere;                             down where remainder < 0
//   up:        up where remainder > 0;                 down nowhere
//   half up:   up where 2 * remainder + (n >= 0) > divisor;
//              down where 2 * remainder - (n < 0) < -divisor
//   half even: up where 2 * remainder + (q & 1) > divisor;
//              down where 2 * remainder - (q & 1) < -divisor
struct Move {
  Value* up = nullptr;
  Value* down = nullptr;
};
Move MoveOf(Simd& s, RoundingMode mode, Value* n, Value* q, Value* remainder, int64_t divisor) {
  if (mode == RoundingMode::kDown) {
    return {nullptr, s.Negative(remainder)};
  }
  if (mode == RoundingMode::kUp) {
    return {s.CreateICmpSGT(remainder, s.Splat(64, 0)), nullptr};
  }
  Value* twice = s.CreateShl(remainder, 1);
  Value* odd = s.CreateAnd(q, s.Splat(64, 1));
  Value* below = s.CreateLShr(n, 63);
  const bool even = mode == RoundingMode::kHalfEven;
  Value* tie_up = even ? odd : s.CreateXor(below, s.Splat(64, 1));
  Value* tie_down = even ? odd : below;
  return {s.CreateICmpSGT(s.CreateAdd(twice, tie_up), s.Splat(64, divisor)),
          s.CreateICmpSLT(s.CreateSub(twice, tie_down), s.Splat(64, -divisor))};
}

// value + (up ? step : 0) - (down ? step : 0)
Value* Moved(Simd& s, Value* value, const Move& move, int64_t step) {
  if (move.up != nullptr) {
    value = s.AddWhere(value, move.up, step);
  }
  if (move.down != nullptr) {
    value = s.AddWhere(value, move.down, -step);
  }
  return value;
}

// Down and up, of numbers below 2^50: (x + 0.5) / divisor lies at least 0.5 / divisor from a whole
// number, which is more than the product with the inverse can be off. So its floor is that of
// x / divisor; up is the same mirrored.
//   down: floor((double)x * inverse + 0.5 * inverse);  up: ceil((double)x * inverse - 0.5 *
//   inverse)
constexpr Int128 kMostDirect = Int128{1} << 50;
Value* DirectQuotient(Simd& s, RoundingMode mode, Value* x, const Range& range, int64_t divisor) {
  const double inverse = 1 / static_cast<double>(divisor);
  const bool down = mode == RoundingMode::kDown;
  Value* quotient = s.Fma(s.ToReal(x, range), s.SplatReal(inverse),
                          s.SplatReal(down ? 0.5 * inverse : -0.5 * inverse));
  return s.CreateUnaryIntrinsic(down ? llvm::Intrinsic::floor : llvm::Intrinsic::ceil, quotient);
}

bool IsDirect(const Simd& s, RoundingMode mode, const Range& range, int64_t divisor) {
  return s.traits().rounds_reals && (mode == RoundingMode::kDown || mode == RoundingMode::kUp) &&
         range.Within(kMostDirect) && divisor <= kMostDirect;
}

}  // namespace

// With divisor = imm * 10^(difference of the scales):
//   q = nearest((double)x * (1.0 / divisor)), within 0.7 of x / divisor
//   q moves by x - q * divisor;  result = q * imm
// rerun = |x| beyond 2^62 or 2^49 * divisor
Lanes EmitRound(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes x = e.Arg(inst, 0);
  const Range range = e.ArgRange(inst, 0);
  const Int128 power = PowerOfTen(e.ArgType(inst, 0).scale - inst.type.scale);
  const auto wide = CheckedMul(power, inst.imm);
  if (wide == Int128{1}) {
    return e.Strict(inst, {x}, x.value);
  }
  if (!wide || *wide > kMostNumber) {
    return e.Strict(inst, {x}, s.Splat(64, 0), s.CreateICmpNE(x.value, s.Splat(64, 0)));
  }
  const auto divisor = static_cast<int64_t>(*wide);
  if (IsDirect(s, inst.mode, range, divisor)) {
    Value* quotient = DirectQuotient(s, inst.mode, x.value, range, divisor);
    return e.Strict(
        inst, {x}, s.ToInteger(s.CreateFMul(quotient, s.SplatReal(static_cast<double>(inst.imm)))));
  }
  Value* inverse = s.SplatReal(1 / static_cast<double>(divisor));
  Value* q = s.RoundToInteger(s.CreateFMul(s.ToReal(x.value, range), inverse)).integer;
  Value* multiple = s.CreateMul(q, s.Splat(64, divisor));
  Value* remainder = s.CreateSub(x.value, multiple);
  const Move move = MoveOf(s, inst.mode, x.value, q, remainder, divisor);
  Value* result;
  if (power == 1) {
    result = Moved(s, multiple, move, divisor);
  } else {
    result = Moved(s, q, move, 1);
    result = inst.imm == 1 ? result : s.CreateMul(result, s.Splat(64, inst.imm));
  }
  return e.Strict(inst, {x}, result,
                  s.Outside(x.value, range, std::min(kMostNumber, kMostQuotient * divisor)));
}

}  // namespace sextant::codegen
