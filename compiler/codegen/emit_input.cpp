#include <cmath>
#include <cstddef>

#include "compiler/codegen/operations.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

namespace {

// low <= x & x <= high, leaving out what always holds; null: all lanes
Value* InBounds(Simd& s, Value* x, const Range& range) {
  const Range all;
  const unsigned bits = x->getType()->getScalarSizeInBits();
  Value* inside = nullptr;
  if (range.low > all.low) {
    inside = s.CreateICmpSGE(x, s.Splat(bits, static_cast<int64_t>(range.low)));
  }
  if (range.high < all.high) {
    Value* below = s.CreateICmpSLE(x, s.Splat(bits, static_cast<int64_t>(range.high)));
    inside = s.BothValid(inside, below);
  }
  return inside;
}

// low <= x & x <= high; a bound that is not declared asks for a finite number
Value* RealInBounds(Simd& s, Value* x, const ir::Slot& slot) {
  const bool low_ends = !slot.float_low || slot.float_low_inclusive;
  const bool high_ends = !slot.float_high || slot.float_high_inclusive;
  const double most = std::numeric_limits<double>::max();
  Value* low = s.SplatReal(slot.float_low.value_or(-most));
  Value* high = s.SplatReal(slot.float_high.value_or(most));
  Value* above = low_ends ? s.CreateFCmpOGE(x, low) : s.CreateFCmpOGT(x, low);
  Value* below = high_ends ? s.CreateFCmpOLE(x, high) : s.CreateFCmpOLT(x, high);
  return s.CreateAnd(above, below);
}

// The lanes whose value lies in the slot's range and domain; null: all.
Value* InDomain(Emitter& e, const ir::Slot& slot, uint32_t index) {
  Simd& s = e.simd();
  if (slot.type.kind == Kind::kText) {
    return nullptr;
  }
  Value* x = s.LoadElements(ElementType(s, slot.type),
                            e.Column(offsetof(abi::KernelArgs, values), index), e.frame().row);
  switch (slot.type.kind) {
    case Kind::kBool:
      return s.CreateICmpULE(x, s.Splat(8, 1));
    case Kind::kFloat:
      return RealInBounds(s, x, slot);
    case Kind::kEnum: {
      const auto members = e.module().enums.get(slot.type.enumeration).members.size();
      return s.CreateICmpULT(x, s.Splat(32, static_cast<int64_t>(members)));
    }
    default:
      return InBounds(s, x, e.ranges().OfSlot(index));
  }
}

}  // namespace

// required:  in_order &= valid & low <= x & x <= high
// optional:  in_order &= ~valid | low <= x & x <= high
void EmitSlotCheck(Emitter& e, uint32_t index) {
  Simd& s = e.simd();
  const ir::Slot& slot = e.module().slots[index];
  Value* inside = InDomain(e, slot, index);
  if (slot.type.optional && inside == nullptr) {
    return;
  }
  Value* valid = s.LoadMask(e.Column(offsetof(abi::KernelArgs, validity), index), e.frame().byte);
  e.Require(slot.type.optional ? s.CreateOr(s.CreateNot(valid), inside) : valid);
  if (!slot.type.optional) {
    e.Require(inside);
  }
}

// in_order &= condition;  rerun |= rerun(condition)
void EmitCheck(Emitter& e, const ir::Check& check) {
  const Lanes condition = e.Get(check.condition);
  e.Require(condition.value);
  e.Rerun(condition.rerun);
}

}  // namespace sextant::codegen
