#include <bit>

#include "compiler/codegen/operations.h"
#include "compiler/opt/answer.h"
#include "compiler/opt/texts.h"
#include "compiler/support/check.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

llvm::Type* ElementType(Simd& simd, const types::Type& type) {
  switch (type.kind) {
    case Kind::kBool:
      return simd.getInt8Ty();
    case Kind::kText:
      return simd.getInt32Ty();
    default:
      return simd.TypeOf(type)->getElementType();
  }
}

// {imm, imm, …}
Lanes EmitConst(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  switch (inst.type.kind) {
    case Kind::kFloat:
      return {s.SplatReal(std::bit_cast<double>(inst.imm))};
    case Kind::kText:
      return {s.Splat(64, int64_t{opt::NumberOfText(e.module(), inst.imm)} << 32 |
                              (static_cast<int64_t>(e.module().slots.size()) + inst.imm))};
    default:
      return {s.Splat(s.TypeOf(inst.type)->getScalarSizeInBits(), inst.imm)};
  }
}

Lanes EmitMissing(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  return {llvm::Constant::getNullValue(s.TypeOf(inst.type)), s.SplatMask(false), nullptr};
}

// value = values[slot][row .. row + 8];  valid = bits of validity[slot][row / 8]
// A text is where it stands, the slot itself, below its number when texts are compared.
Lanes EmitSlot(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const auto slot = static_cast<uint32_t>(inst.imm);
  const types::Type& type = e.module().slots[slot].type;
  Lanes result;
  if (type.kind != Kind::kText) {
    result.value = e.LoadSlot(slot);
  } else if (e.IsComparedText(slot)) {
    Value* number = s.CreateShl(s.CreateZExt(e.LoadSlot(slot), s.Ints(64)), 32);
    result.value = s.CreateOr(number, s.Splat(64, slot));
  } else {
    result.value = s.Splat(64, slot);
  }
  if (type.kind == Kind::kBool) {
    result.value = s.CreateICmpNE(result.value, s.Splat(8, 0));
  }
  if (type.optional) {
    result.valid = e.LoadSlotMask(slot);
  }
  return result;
}

// {params[imm], …}, before the loop
Lanes EmitParam(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  Value* words = e.Param(static_cast<uint32_t>(inst.imm));
  switch (inst.type.kind) {
    case Kind::kBool:
      return {s.CreateICmpNE(words, s.Splat(64, 0))};
    case Kind::kFloat:
      return {s.CreateBitCast(words, s.Reals())};
    case Kind::kText:
      return {
          s.CreateAdd(s.Narrow(words), s.Splat(32, static_cast<int64_t>(e.module().slots.size())))};
    case Kind::kDate:
    case Kind::kEnum:
      return {s.Narrow(words)};
    default:
      return {words};
  }
}

// Its reason, an index into Module::reasons, as the member of that name.
Lanes EmitReason(Emitter& e, const ir::Inst& inst, Lanes reason) {
  std::vector<int64_t> members;
  for (const ir::Reason& one : e.module().reasons) {
    members.push_back(e.module().enums.Find(inst.type.enumeration, one.code).value_or(0));
  }
  reason.value = EmitLookup(e, reason.value, members, 32);
  return reason;
}

// The output as the decision's node left it, with the fault of the whole decision.
Lanes EmitDecision(Emitter& e, const ir::Inst& inst) {
  const auto index = static_cast<uint32_t>(inst.imm >> 16);
  const ir::Decision& decision = e.module().decisions[index];
  if ((inst.imm & 0xffff) == ir::kReasonRead) {
    return EmitReason(e, inst, e.Answer(e.OfDecision(index)).back());
  }
  const auto part = static_cast<int32_t>(inst.imm & 0xffff);
  return e.Answer(e.OfDecision(index))[opt::FirstLane(decision, part)];
}

// Other names of their operands, which the schedule has resolved.
Lanes EmitLet(Emitter&, const ir::Inst&) {
  SEXTANT_CHECK(false, "a let stands for its value");
}
Lanes EmitStore(Emitter&, const ir::Inst&) {
  // A value kept in 64 bits fits 64 bits; where it did not, its lane is already to be rerun.
  SEXTANT_CHECK(false, "a store stands for its operand");
}

Lanes EmitUnwrap(Emitter& e, const ir::Inst& inst) {
  Lanes result = e.Arg(inst, 0);
  result.valid = nullptr;
  return result;
}

}  // namespace sextant::codegen
