#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

namespace {

// The lanes in which b comes before a: less for a least, greater for a greatest.
Value* Beats(Simd& s, Kind kind, bool greatest, Value* b, Value* a) {
  if (greatest) {
    std::swap(a, b);
  }
  if (kind == Kind::kFloat) {
    return s.CreateFCmpOLT(b, a);
  }
  return kind == Kind::kBool ? s.CreateICmpULT(b, a) : s.CreateICmpSLT(b, a);
}

// best = first;  for each next:  better = next beats best;  best = better ? next : best
// and the same choices for the position. Ties keep the earlier.
Lanes Extreme(Emitter& e, const ir::Inst& inst, bool greatest, bool position) {
  Simd& s = e.simd();
  const Kind kind = e.ArgType(inst, 0).kind;
  std::vector<Lanes> args{e.Arg(inst, 0)};
  Value* best = args[0].value;
  Value* place = s.Splat(s.TypeOf(inst.type)->getScalarSizeInBits(), 0);
  for (uint32_t i = 1; i < inst.args_count; ++i) {
    args.push_back(e.Arg(inst, i));
    Value* better = Beats(s, kind, greatest, args[i].value, best);
    best = s.CreateSelect(better, args[i].value, best);
    if (position) {
      const unsigned bits = place->getType()->getScalarSizeInBits();
      place = s.CreateSelect(better, s.Splat(bits, i), place);
    }
  }
  return e.Strict(inst, args, position ? place : best);
}

std::vector<Lanes> AllArgs(Emitter& e, const ir::Inst& inst) {
  std::vector<Lanes> args;
  for (uint32_t i = 0; i < inst.args_count; ++i) {
    args.push_back(e.Arg(inst, i));
  }
  return args;
}

// any = a | b | c …
Value* AnyOf(Simd& s, const std::vector<Lanes>& args) {
  Value* any = s.SplatMask(false);
  for (const Lanes& arg : args) {
    any = s.CreateOr(any, arg.value);
  }
  return any;
}

}  // namespace

Lanes EmitMin(Emitter& e, const ir::Inst& inst) {
  return Extreme(e, inst, false, false);
}
Lanes EmitMax(Emitter& e, const ir::Inst& inst) {
  return Extreme(e, inst, true, false);
}
// result = x < low ? low : high < x ? high : x;  an empty range is the interpreter's
Lanes EmitLimit(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Kind kind = e.ArgType(inst, 0).kind;
  const Lanes x = e.Arg(inst, 0), low = e.Arg(inst, 1), high = e.Arg(inst, 2);
  Value* below = Beats(s, kind, false, x.value, low.value);
  Value* above = Beats(s, kind, true, x.value, high.value);
  Value* limited = s.CreateSelect(above, high.value, x.value);
  return e.Strict(inst, {x, low, high}, s.CreateSelect(below, low.value, limited),
                  Beats(s, kind, true, low.value, high.value));
}

Lanes EmitArgMin(Emitter& e, const ir::Inst& inst) {
  return Extreme(e, inst, false, true);
}
Lanes EmitArgMax(Emitter& e, const ir::Inst& inst) {
  return Extreme(e, inst, true, true);
}

// count = 0;  for each operand:  count = operand ? count + 1 : count,  in narrow lanes
Lanes EmitCount(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const std::vector<Lanes> args = AllArgs(e, inst);
  Value* count = s.Splat(32, 0);
  for (const Lanes& arg : args) {
    count = s.AddWhere(count, arg.value, 1);
  }
  return e.Strict(inst, args, s.Widen(count));
}

Lanes EmitAny(Emitter& e, const ir::Inst& inst) {
  const std::vector<Lanes> args = AllArgs(e, inst);
  return e.Strict(inst, args, AnyOf(e.simd(), args));
}

Lanes EmitNone(Emitter& e, const ir::Inst& inst) {
  const std::vector<Lanes> args = AllArgs(e, inst);
  return e.Strict(inst, args, e.simd().CreateNot(AnyOf(e.simd(), args)));
}

}  // namespace sextant::codegen
