#include <cstddef>

#include "compiler/codegen/emitter.h"
#include "compiler/codegen/operations.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using llvm::Value;

// args->member
Value* Emitter::Member(std::size_t offset) {
  Value* address = simd_.CreateConstInBoundsGEP1_64(simd_.getInt8Ty(), frame_.args, offset);
  return simd_.CreateAlignedLoad(simd_.getPtrTy(), address, llvm::Align(8));
}

// args->member[index], before the loop
Value* Emitter::Column(std::size_t member, uint32_t index) {
  Value*& column = columns_[{member, index}];
  if (column == nullptr) {
    llvm::IRBuilderBase::InsertPointGuard guard(simd_);
    simd_.SetInsertPoint(frame_.entry->getTerminator());
    Value* address = simd_.CreateConstInBoundsGEP1_64(simd_.getPtrTy(), Member(member), index);
    column = simd_.CreateAlignedLoad(simd_.getPtrTy(), address, llvm::Align(8));
  }
  return column;
}

// args->values[slot][row .. row + 8], loaded once a step: the columns of a book often lie so that
// they compete for the same lines of the cache.
Value* Emitter::LoadStored(uint32_t slot) {
  Value*& values = stored_[slot];
  if (values == nullptr) {
    const bool real = module().slots[slot].type.kind == types::Kind::kFloat;
    const auto bits = static_cast<unsigned>(8 * abi::StorageBytes(plan_.layout[slot]));
    values = simd_.LoadElements(real ? simd_.getDoubleTy() : simd_.getIntNTy(bits),
                                Column(offsetof(abi::KernelArgs, values), slot), frame_.row);
  }
  return values;
}

Value* Emitter::LoadSlot(uint32_t slot) {
  Value*& values = slots_[slot];
  if (values == nullptr) {
    const unsigned bits = ElementType(simd_, module().slots[slot].type)->getScalarSizeInBits();
    values = LoadStored(slot);
    if (!values->getType()->isFPOrFPVectorTy()) {
      values = simd_.CreateSExtOrTrunc(values, simd_.Ints(bits));
    }
  }
  return values;
}

// args->validity[slot][row / 8]
Value* Emitter::LoadSlotMask(uint32_t slot) {
  return simd_.LoadMask(Column(offsetof(abi::KernelArgs, validity), slot), Byte(frame_.row));
}

// args->derived_values[root][row .. row + 8]
Value* Emitter::LoadDerived(uint32_t root, llvm::Type* element) {
  return simd_.LoadElements(element, Column(offsetof(abi::KernelArgs, derived_values), root),
                            frame_.row);
}

Value* Emitter::LoadDerivedMask(std::size_t member, uint32_t root) {
  return simd_.LoadMask(Column(member, root), Byte(frame_.row));
}

// args->out_values[place of output][row .. row + 8] = values
void Emitter::StoreOutput(uint32_t output, uint32_t place, Value* values) {
  const uint32_t column = plan_.first_places[output] + place;
  llvm::StoreInst* store = simd_.StoreElements(
      values, Column(offsetof(abi::KernelArgs, out_values), column), frame_.row);
  if (plan_.streaming) {
    simd_.Stream(store);
  }
}

// args->out_validity[place of output][row / 8] = mask
void Emitter::StoreOutputMask(uint32_t output, uint32_t place, Value* mask) {
  const uint32_t column = plan_.first_places[output] + place;
  if (mask == nullptr) {
    plan_.full_outputs.push_back(column);
    return;
  }
  simd_.StoreMask(mask, Column(offsetof(abi::KernelArgs, out_validity), column), Byte(frame_.row));
}

// args->rerun[row / 8] |= bits
void Emitter::StoreMarked(Value* bits) {
  Value* bytes;
  {
    llvm::IRBuilderBase::InsertPointGuard guard(simd_);
    simd_.SetInsertPoint(frame_.entry->getTerminator());
    bytes = Member(offsetof(abi::KernelArgs, rerun));
  }
  Value* byte = Byte(frame_.row);
  bits = simd_.CreateOr(bits, simd_.LoadBits(bytes, byte));
  simd_.CreateAlignedStore(bits, simd_.CreateInBoundsGEP(simd_.getInt8Ty(), bytes, byte),
                           llvm::Align(1));
}

// {args->params[index], …}, before the loop
Value* Emitter::Param(uint32_t index) {
  llvm::IRBuilderBase::InsertPointGuard guard(simd_);
  simd_.SetInsertPoint(frame_.entry->getTerminator());
  Value* words = Member(offsetof(abi::KernelArgs, params));
  Value* address = simd_.CreateConstInBoundsGEP1_64(simd_.getInt64Ty(), words, index);
  return simd_.CreateVectorSplat(
      kLanes, simd_.CreateAlignedLoad(simd_.getInt64Ty(), address, llvm::Align(8)));
}

}  // namespace sextant::codegen
