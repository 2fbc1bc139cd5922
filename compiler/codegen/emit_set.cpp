#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using llvm::Value;

// result = set >> (code & 63) & 1
Lanes EmitHas(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes set = e.Arg(inst, 0), code = e.Arg(inst, 1);
  Value* place = s.CreateAnd(s.Widen(code.value), s.Splat(64, 63));
  Value* bit = s.CreateAnd(s.CreateLShr(set.value, place), s.Splat(64, 1));
  return e.Strict(inst, {set, code}, s.CreateICmpNE(bit, s.Splat(64, 0)));
}

// result = the number of bits of the set
Lanes EmitSetSize(Emitter& e, const ir::Inst& inst) {
  const Lanes set = e.Arg(inst, 0);
  return e.Strict(inst, {set}, e.simd().CreateUnaryIntrinsic(llvm::Intrinsic::ctpop, set.value));
}

}  // namespace sextant::codegen
