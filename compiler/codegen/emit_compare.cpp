#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using ir::Op;
using llvm::Value;
using types::Kind;

namespace {

llvm::CmpInst::Predicate WholePredicate(Op op, bool is_bool) {
  switch (op) {
    case Op::kEq:
      return llvm::CmpInst::ICMP_EQ;
    case Op::kNe:
      return llvm::CmpInst::ICMP_NE;
    case Op::kLt:
      return is_bool ? llvm::CmpInst::ICMP_ULT : llvm::CmpInst::ICMP_SLT;
    default:
      return is_bool ? llvm::CmpInst::ICMP_ULE : llvm::CmpInst::ICMP_SLE;
  }
}

llvm::CmpInst::Predicate RealPredicate(Op op) {
  switch (op) {
    case Op::kEq:
      return llvm::CmpInst::FCMP_OEQ;
    case Op::kNe:
      return llvm::CmpInst::FCMP_UNE;
    case Op::kLt:
      return llvm::CmpInst::FCMP_OLT;
    default:
      return llvm::CmpInst::FCMP_OLE;
  }
}

// Where two texts have one number:  (a ^ b) >> 32 == 0
Value* SameText(Simd& s, Value* a, Value* b) {
  return s.CreateICmpEQ(s.CreateLShr(s.CreateXor(a, b), 32), s.Splat(64, 0));
}

// result = a op b.  Texts meet only Eq and Ne here: what orders them is foreign (foreign.h).
Lanes Compare(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes a = e.Arg(inst, 0), b = e.Arg(inst, 1);
  const Kind kind = e.ArgType(inst, 0).kind;
  if (kind == Kind::kText) {
    Value* same = SameText(s, a.value, b.value);
    return e.Strict(inst, {a, b}, inst.op == Op::kNe ? s.CreateNot(same) : same);
  }
  const auto predicate =
      kind == Kind::kFloat ? RealPredicate(inst.op) : WholePredicate(inst.op, kind == Kind::kBool);
  return e.Strict(inst, {a, b}, s.CreateCmp(predicate, a.value, b.value));
}

Value* Same(Simd& s, Kind kind, Value* a, Value* b) {
  switch (kind) {
    case Kind::kText:
      return SameText(s, a, b);
    case Kind::kFloat:
      return s.CreateFCmpOEQ(a, b);
    default:
      return s.CreateICmpEQ(a, b);
  }
}

// The members as bits of a word, when the enumeration has at most 32 and all here are constants.
std::optional<uint32_t> MemberBits(Emitter& e, const ir::Inst& inst) {
  const types::Type& type = e.ArgType(inst, 0);
  if (type.kind != Kind::kEnum || e.module().enums.get(type.enumeration).members.size() > 32) {
    return std::nullopt;
  }
  uint32_t bits = 0;
  for (std::size_t i = 1; i < inst.args_count; ++i) {
    const ir::Inst& member = e.module().inst(e.module().args(inst)[i]);
    if (member.op != Op::kConst) {
      return std::nullopt;
    }
    bits |= uint32_t{1} << member.imm;
  }
  return bits;
}

}  // namespace

Lanes EmitEq(Emitter& e, const ir::Inst& inst) {
  return Compare(e, inst);
}
Lanes EmitNe(Emitter& e, const ir::Inst& inst) {
  return Compare(e, inst);
}
Lanes EmitLt(Emitter& e, const ir::Inst& inst) {
  return Compare(e, inst);
}
Lanes EmitLe(Emitter& e, const ir::Inst& inst) {
  return Compare(e, inst);
}

// codes, from four members on:  result = bits >> (x & 31) & 1
// otherwise:                    result = x == first | x == second | …
Lanes EmitOneOf(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  constexpr uint32_t kFew = 3;
  const Lanes x = e.Arg(inst, 0);
  const Kind kind = e.ArgType(inst, 0).kind;
  const auto bits = MemberBits(e, inst);
  if (bits && inst.args_count - 1 > kFew) {
    Value* member = s.CreateLShr(s.Splat(32, static_cast<int32_t>(*bits)),
                                 s.CreateAnd(x.value, s.Splat(32, 31)));
    Value* one = s.CreateAnd(member, s.Splat(32, 1));
    return e.Strict(inst, {x}, s.CreateICmpNE(one, s.Splat(32, 0)));
  }
  std::vector<Lanes> args{x};
  Value* found = s.SplatMask(false);
  for (std::size_t i = 1; i < inst.args_count; ++i) {
    args.push_back(e.Arg(inst, i));
    found = s.CreateOr(found, Same(s, kind, x.value, args.back().value));
  }
  return e.Strict(inst, args, found);
}

}  // namespace sextant::codegen
