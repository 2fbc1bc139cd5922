#include "compiler/codegen/simd.h"

#include <bit>

#include <llvm/IR/IntrinsicsX86.h>

#include "compiler/support/check.h"

namespace sextant::codegen {

using llvm::Value;

llvm::FixedVectorType* Simd::Ints(unsigned bits) {
  return llvm::FixedVectorType::get(getIntNTy(bits), kLanes);
}

llvm::FixedVectorType* Simd::Reals() {
  return llvm::FixedVectorType::get(getDoubleTy(), kLanes);
}

llvm::FixedVectorType* Simd::TypeOf(const types::Type& type) {
  switch (type.kind) {
    case types::Kind::kBool:
      return Masks();
    case types::Kind::kFloat:
      return Reals();
    case types::Kind::kDate:
    case types::Kind::kEnum:
      return Ints(32);
    default:
      return Ints(64);
  }
}

llvm::Constant* Simd::Splat(unsigned bits, int64_t value) {
  return llvm::ConstantInt::getSigned(Ints(bits), value);
}

llvm::Constant* Simd::SplatReal(double value) {
  return llvm::ConstantFP::get(Reals(), value);
}

Value* Simd::EitherRerun(Value* a, Value* b) {
  if (a == nullptr || b == nullptr || a == b) {
    return a == nullptr ? b : a;
  }
  return CreateOr(a, b);
}

Value* Simd::BothValid(Value* a, Value* b) {
  if (a == nullptr || b == nullptr || a == b) {
    return a == nullptr ? b : a;
  }
  return CreateAnd(a, b);
}

Value* Simd::RerunWhere(Value* rerun, Value* valid) {
  return rerun == nullptr || valid == nullptr ? rerun : CreateAnd(rerun, valid);
}

Value* Simd::RerunUnless(Value* rerun, Value* mask) {
  return rerun == nullptr ? nullptr : CreateAnd(rerun, CreateNot(mask));
}

// condition ? a : b, where null is all.
Value* Simd::ChooseValid(Value* condition, Value* a, Value* b) {
  if (a == b) {
    return a;
  }
  if (a == nullptr) {
    return CreateOr(condition, b);
  }
  if (b == nullptr) {
    return CreateOr(CreateNot(condition), a);
  }
  return CreateOr(CreateAnd(condition, a), CreateAnd(CreateNot(condition), b));
}

// condition ? a : b, where null is none.
Value* Simd::ChooseRerun(Value* condition, Value* a, Value* b) {
  if (a == b) {
    return a;
  }
  return EitherRerun(RerunWhere(a, condition), RerunUnless(b, condition));
}

namespace {

// Neighbours are joined until one is left.
template <class Join>
Value* Tree(std::vector<Value*> masks, Join join) {
  SEXTANT_CHECK(!masks.empty(), "no masks to join");
  while (masks.size() > 1) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < masks.size(); i += 2) {
      masks[kept++] = i + 1 < masks.size() ? join(masks[i], masks[i + 1]) : masks[i];
    }
    masks.resize(kept);
  }
  return masks[0];
}

}  // namespace

Value* Simd::All(std::vector<Value*> masks) {
  return Tree(std::move(masks), [this](Value* a, Value* b) { return CreateAnd(a, b); });
}

Value* Simd::Any(std::vector<Value*> masks) {
  return Tree(std::move(masks), [this](Value* a, Value* b) { return CreateOr(a, b); });
}

Value* Simd::Negative(Value* ints) {
  return CreateICmpSLT(ints, llvm::Constant::getNullValue(ints->getType()));
}

// mask ? n + step : n
Value* Simd::AddWhere(Value* ints, Value* mask, int64_t step) {
  const unsigned bits = ints->getType()->getScalarSizeInBits();
  return CreateSelect(mask, CreateAdd(ints, Splat(bits, step)), ints);
}

Value* Simd::Magnitude(Value* reals) {
  return CreateUnaryIntrinsic(llvm::Intrinsic::fabs, reals);
}

Value* Simd::Fma(Value* a, Value* b, Value* c) {
  return CreateIntrinsic(llvm::Intrinsic::fma, {Reals()}, {a, b, c});
}

namespace {
// 1.5 * 2^52. A double near it counts in ones, so that its last bits are a whole number.
constexpr double kMagic = 6755399441055744.0;
const int64_t kMagicBits = std::bit_cast<int64_t>(kMagic);
}  // namespace

// mask registers:          (double)n, one instruction
// |n| <= 2^51 everywhere:  bits(magic) + n, read as a double, - magic
// otherwise:               the halves, each read as a double of its own size, and added:
//                          (double(high half + 2^31) * 2^32 - (2^84 + 2^63 + 2^52)) + low half
Value* Simd::ToReal(Value* ints64, const Range& range) {
  if (traits_.mask_registers) {
    return CreateSIToFP(ints64, Reals());
  }
  if (range.Within(Int128{1} << 51)) {
    return CreateFSub(CreateBitCast(CreateAdd(ints64, Splat(64, kMagicBits)), Reals()),
                      SplatReal(kMagic));
  }
  const int64_t two_84 = std::bit_cast<int64_t>(0x1p84), two_52 = std::bit_cast<int64_t>(0x1p52);
  Value* high = CreateXor(CreateLShr(ints64, 32), Splat(64, two_84 | int64_t{1} << 31));
  Value* low = CreateOr(CreateAnd(ints64, Splat(64, 0xffffffff)), Splat(64, two_52));
  Value* sum = CreateFSub(CreateBitCast(high, Reals()), SplatReal(0x1p84 + 0x1p63 + 0x1p52));
  return CreateFAdd(sum, CreateBitCast(low, Reals()));
}

// mask registers:  (int64_t)x, by an instruction that has an answer for every double
// otherwise:       bits(x + magic) - bits(magic)
Value* Simd::ToInteger(Value* reals) {
  if (!traits_.mask_registers) {
    return RoundToInteger(reals).integer;
  }
  constexpr int kRoundAsSet = 4;
  return CreateIntrinsic(llvm::Intrinsic::x86_avx512_mask_cvttpd2qq_512, {},
                         {reals, Splat(64, 0), getInt8(0xff), getInt32(kRoundAsSet)});
}

// shifted = x + magic;  real = shifted - magic;  integer = bits(shifted) - bits(magic)
Simd::Nearest Simd::RoundToInteger(Value* reals) {
  Value* shifted = CreateFAdd(reals, SplatReal(kMagic));
  return {CreateFSub(shifted, SplatReal(kMagic)),
          CreateSub(CreateBitCast(shifted, Ints(64)), Splat(64, kMagicBits))};
}

// (n * ceil(2^s / divisor)) >> s, with the least s that is exact up to `most`
Value* Simd::DivideSmall(Value* ints64, uint32_t divisor, uint64_t most) {
  for (unsigned shift = 1; shift < 63; ++shift) {
    const uint64_t factor = ((uint64_t{1} << shift) + divisor - 1) / divisor;
    const uint64_t excess = factor * divisor - (uint64_t{1} << shift);
    const bool exact = most == 0 || excess < ((uint64_t{1} << shift) + most - 1) / most;
    if (exact && factor < (uint64_t{1} << 32) &&
        std::bit_width(factor) + std::bit_width(most) < 64) {
      Value* product = CreateMul(ints64, Splat(64, static_cast<int64_t>(factor)));
      return CreateLShr(product, Splat(64, shift));
    }
  }
  SEXTANT_CHECK(false, "no multiplier divides exactly");
}

// mask registers:  (uint64_t)(n + bound) > 2 * bound
// otherwise:       n > bound | n < -bound
Value* Simd::Outside(Value* ints64, const Range& range, Int128 bound) {
  if (range.Within(bound) || bound >= std::numeric_limits<int64_t>::max()) {
    return nullptr;
  }
  const auto limit = static_cast<int64_t>(bound);
  if (range.low >= 0) {
    return CreateICmpSGT(ints64, Splat(64, limit));
  }
  if (traits_.mask_registers) {
    return CreateICmpUGT(CreateAdd(ints64, Splat(64, limit)),
                         Splat(64, static_cast<int64_t>(2 * static_cast<uint64_t>(limit))));
  }
  return CreateOr(CreateICmpSGT(ints64, Splat(64, limit)),
                  CreateICmpSLT(ints64, Splat(64, -limit)));
}

Value* Simd::LoadElements(llvm::Type* element, Value* column, Value* row) {
  Value* address = CreateInBoundsGEP(element, column, row);
  return CreateAlignedLoad(llvm::FixedVectorType::get(element, kLanes), address,
                           llvm::Align(element->getScalarSizeInBits() / 8));
}

llvm::StoreInst* Simd::StoreElements(Value* vector, Value* column, Value* row) {
  llvm::Type* element = vector->getType()->getScalarType();
  Value* address = CreateInBoundsGEP(element, column, row);
  return CreateAlignedStore(vector, address, llvm::Align(element->getScalarSizeInBits() / 8));
}

void Simd::Stream(llvm::StoreInst* store) {
  const uint64_t bits = store->getValueOperand()->getType()->getPrimitiveSizeInBits();
  store->setAlignment(llvm::Align(bits / 8));
  llvm::Metadata* one = llvm::ConstantAsMetadata::get(getInt32(1));
  store->setMetadata(llvm::LLVMContext::MD_nontemporal, llvm::MDNode::get(getContext(), one));
}

// bytes[byte]
Value* Simd::LoadBits(Value* bytes, Value* byte) {
  return CreateAlignedLoad(getInt8Ty(), CreateInBoundsGEP(getInt8Ty(), bytes, byte),
                           llvm::Align(1));
}

// mask registers:  bytes[byte], one bit a lane
// otherwise:       (splat(bytes[byte]) & {1, 2, 4, …, 128}) != 0, because AVX2 has no cheaper way
Value* Simd::LoadMask(Value* bytes, Value* byte) {
  Value* bits = LoadBits(bytes, byte);
  if (traits_.mask_registers) {
    return CreateBitCast(bits, Masks());
  }
  llvm::SmallVector<llvm::Constant*, kLanes> lane_bits;
  for (unsigned lane = 0; lane < kLanes; ++lane) {
    lane_bits.push_back(getInt16(static_cast<uint16_t>(1u << lane)));
  }
  Value* spread = CreateVectorSplat(kLanes, CreateZExt(bits, getInt16Ty()));
  Value* own = CreateAnd(spread, llvm::ConstantVector::get(lane_bits));
  return CreateICmpNE(own, llvm::Constant::getNullValue(own->getType()));
}

void Simd::StoreMask(Value* mask, Value* bytes, Value* byte) {
  CreateAlignedStore(CreateBitCast(mask, getInt8Ty()), CreateInBoundsGEP(getInt8Ty(), bytes, byte),
                     llvm::Align(1));
}

}  // namespace sextant::codegen
