#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using llvm::Value;

Lanes EmitChoice(Simd& s, Value* condition, const Lanes& a, const Lanes& b) {
  Lanes result;
  result.value = a.value == b.value ? a.value : s.CreateSelect(condition, a.value, b.value);
  result.valid = s.ChooseValid(condition, a.valid, b.valid);
  result.rerun = s.ChooseRerun(condition, a.rerun, b.rerun);
  return result;
}

// result = a & b;  rerun = rerun(a) | a & rerun(b)
Lanes EmitAnd(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  return {s.CreateAnd(a.value, b.value), nullptr,
          s.EitherRerun(a.rerun, s.RerunWhere(b.rerun, a.value))};
}

// result = a | b;  rerun = rerun(a) | ~a & rerun(b)
Lanes EmitOr(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  return {s.CreateOr(a.value, b.value), nullptr,
          s.EitherRerun(a.rerun, s.RerunUnless(b.rerun, a.value))};
}

Lanes EmitNot(Emitter& e, const ir::Inst& inst) {
  const Lanes a = e.Arg(inst, 0);
  return {e.simd().CreateNot(a.value), nullptr, a.rerun};
}

// result = condition ? a : b;  rerun = rerun(condition) | (condition ? rerun(a) : rerun(b))
Lanes EmitSelect(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes condition = e.Arg(inst, 0);
  Lanes result = EmitChoice(s, condition.value, e.Arg(inst, 1), e.Arg(inst, 2));
  result.rerun = s.EitherRerun(condition.rerun, result.rerun);
  return result;
}

// rerun = everywhere it is needed
Lanes EmitRaise(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  return {llvm::Constant::getNullValue(s.TypeOf(inst.type)), nullptr, s.SplatMask(true)};
}

// result = valid(a);  rerun = rerun(a)
Lanes EmitIsKnown(Emitter& e, const ir::Inst& inst) {
  const Lanes a = e.Arg(inst, 0);
  return {a.valid == nullptr ? e.simd().SplatMask(true) : a.valid, nullptr, a.rerun};
}

// result = valid(a) ? a : b;  valid = valid(a) | valid(b);  rerun = rerun(a) | ~valid(a) & rerun(b)
Lanes EmitCoalesce(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0);
  if (a.valid == nullptr) {
    return a;
  }
  const Lanes b = e.Arg(inst, 1);
  return {s.CreateSelect(a.valid, a.value, b.value),
          b.valid == nullptr ? nullptr : s.CreateOr(a.valid, b.valid),
          s.EitherRerun(a.rerun, s.RerunUnless(b.rerun, a.valid))};
}

}  // namespace sextant::codegen
