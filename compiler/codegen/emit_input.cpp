#include <bit>
#include <limits>

#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

namespace {

// What the check of one slot is made of.
struct Checked {
  Value* x;
  Value* valid;  // null: a required slot
};

// required &= ~valid | mask
void Require(Emitter& e, const Checked& slot, Value* mask) {
  Simd& s = e.simd();
  e.Require(slot.valid == nullptr ? mask : s.CreateOr(s.CreateNot(slot.valid), mask));
}

// valid ? x - low : 0 is at most high - low, unsigned: one comparison for both bounds, which all
// columns of these bounds share. Machines without unsigned comparison of 64 bits compare twice.
void RequireInBounds(Emitter& e, const Checked& slot, Range range) {
  Simd& s = e.simd();
  const unsigned bits = slot.x->getType()->getScalarSizeInBits();
  const Int128 most = (Int128{1} << (bits - 1)) - 1;
  const Range all{-most - 1, most};
  if (range.low > most || range.high < -most - 1) {
    return e.Require(slot.valid == nullptr ? s.SplatMask(false) : s.CreateNot(slot.valid));
  }
  range = Clip(range, all);
  const auto low = static_cast<int64_t>(range.low), high = static_cast<int64_t>(range.high);
  const bool both = range.low > all.low && range.high < all.high;
  if (both && (s.traits().mask_registers || bits <= 32)) {
    Value* above = low == 0 ? slot.x : s.CreateSub(slot.x, s.Splat(bits, low));
    if (slot.valid != nullptr) {
      above = s.CreateSelect(slot.valid, above, s.Splat(bits, 0));
    }
    return e.RequireAtMost(above, static_cast<uint64_t>(high) - static_cast<uint64_t>(low));
  }
  if (range.low > all.low) {
    Require(e, slot, s.CreateICmpSGE(slot.x, s.Splat(bits, low)));
  }
  if (range.high < all.high) {
    Require(e, slot, s.CreateICmpSLE(slot.x, s.Splat(bits, high)));
  }
}

// The order of doubles that are not negative is that of their bits; infinity and what is no number
// come above all. Returns false where the bounds are others.
bool RequireRealBits(Emitter& e, const Checked& slot, double low, double high) {
  Simd& s = e.simd();
  const bool symmetric = low == -high;
  if (!s.traits().mask_registers || (low != 0 && !symmetric)) {
    return false;
  }
  // A negative zero is handed on: rare, and not worth an instruction.
  Value* bits = s.CreateBitCast(slot.x, s.Ints(64));
  if (symmetric) {
    bits = s.CreateAnd(bits, s.Splat(64, std::numeric_limits<int64_t>::max()));
  }
  if (slot.valid != nullptr) {
    bits = s.CreateSelect(slot.valid, bits, s.Splat(64, 0));
  }
  e.RequireAtMost(bits, std::bit_cast<uint64_t>(high));
  return true;
}

// low <= x & x <= high; a bound that is not declared asks for a finite number
void RequireRealInBounds(Emitter& e, const Checked& checked, const ir::Slot& slot) {
  Simd& s = e.simd();
  const bool low_ends = !slot.float_low || slot.float_low_inclusive;
  const bool high_ends = !slot.float_high || slot.float_high_inclusive;
  const double most = std::numeric_limits<double>::max();
  const double low = slot.float_low.value_or(-most), high = slot.float_high.value_or(most);
  if (low_ends && high_ends && high > 0 && RequireRealBits(e, checked, low, high)) {
    return;
  }
  Value* const x = checked.x;
  Value* above =
      low_ends ? s.CreateFCmpOGE(x, s.SplatReal(low)) : s.CreateFCmpOGT(x, s.SplatReal(low));
  Value* below =
      high_ends ? s.CreateFCmpOLE(x, s.SplatReal(high)) : s.CreateFCmpOLT(x, s.SplatReal(high));
  Require(e, checked, s.CreateAnd(above, below));
}

// The domain of a boolean, an enumeration or a number.
Range DomainOf(Emitter& e, const ir::Slot& slot, uint32_t index) {
  if (slot.type.kind == Kind::kBool) {
    return {0, 1};
  }
  if (slot.type.kind == Kind::kEnum) {
    const auto members = e.module().enums.get(slot.type.enumeration).members.size();
    return {0, static_cast<int64_t>(members) - 1};
  }
  if (slot.type.kind == Kind::kSet) {
    const auto members = e.module().enums.get(slot.type.enumeration).members.size();
    return members >= 64 ? Range{} : Range{0, (Int128{1} << members) - 1};
  }
  return e.ranges().OfSlot(index);
}

}  // namespace

// required:  required &= the value lies in its domain; the caller has marked where it is missing
// optional:  required &= ~valid | the value lies in its domain
void EmitSlotCheck(Emitter& e, uint32_t index) {
  const ir::Slot& slot = e.module().slots[index];
  if (slot.type.kind == Kind::kText) {
    return;
  }
  const Checked checked{e.LoadStored(index), slot.type.optional ? e.LoadSlotMask(index) : nullptr};
  if (slot.type.kind == Kind::kFloat) {
    RequireRealInBounds(e, checked, slot);
  } else {
    RequireInBounds(e, checked, DomainOf(e, slot, index));
  }
}

// required &= condition;  rerun |= rerun(condition)
void EmitRequired(Emitter& e, ir::InstId condition) {
  const Lanes holds = e.Get(condition);
  e.Require(holds.value);
  e.Rerun(holds.rerun);
}

}  // namespace sextant::codegen
