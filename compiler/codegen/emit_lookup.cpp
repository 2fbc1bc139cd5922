#include <algorithm>
#include <bit>

#include "compiler/codegen/operations.h"
#include "compiler/support/check.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

// From here on a gather beats comparing the index with every entry.
constexpr std::size_t kFewEntries = 6;

// All entries in one word, `width` bits each (a power of two):
//   result = (word >> (index * width & bits - 1) & mask) + least
Value* LookupInWord(Simd& s, Value* index32, std::span<const int64_t> entries, int64_t least,
                    unsigned width, unsigned word_bits, unsigned bits) {
  uint64_t word = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    word |= (static_cast<uint64_t>(entries[i]) - static_cast<uint64_t>(least)) << (i * width);
  }
  Value* index = word_bits == 64 ? s.CreateZExt(index32, s.Ints(64)) : index32;
  Value* shift = s.CreateShl(index, static_cast<uint64_t>(std::countr_zero(width)));
  shift = s.CreateAnd(shift, s.Splat(word_bits, word_bits - 1));
  llvm::Constant* splat =
      llvm::ConstantInt::get(s.Ints(word_bits), llvm::APInt(64, word).trunc(word_bits));
  Value* entry = s.CreateLShr(splat, shift);
  const uint64_t mask = (uint64_t{1} << width) - 1;
  entry = s.CreateAnd(entry, s.Splat(word_bits, static_cast<int64_t>(mask)));
  entry = s.CreateZExtOrTrunc(entry, s.Ints(bits));
  return least == 0 ? entry : s.CreateAdd(entry, s.Splat(bits, least));
}

// result = entries[0];  for each i from 1:  result = index == i ? entries[i] : result
Value* LookupByChoice(Simd& s, Value* index32, std::span<const int64_t> entries, unsigned bits) {
  Value* result = s.Splat(bits, entries[0]);
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i] != entries[0]) {
      Value* here = s.CreateICmpEQ(index32, s.Splat(32, static_cast<int64_t>(i)));
      result = s.CreateSelect(here, s.Splat(bits, entries[i]), result);
    }
  }
  return result;
}

// result = table[min((unsigned)index, size - 1)], one load a lane
Value* LookupInMemory(Emitter& e, Value* index32, std::span<const int64_t> entries, unsigned bits) {
  Simd& s = e.simd();
  std::vector<llvm::Constant*> words;
  for (int64_t entry : entries) {
    words.push_back(llvm::ConstantInt::getSigned(s.getIntNTy(bits), entry));
  }
  auto* type = llvm::ArrayType::get(s.getIntNTy(bits), words.size());
  llvm::Module& module = *s.GetInsertBlock()->getModule();
  auto* table = new llvm::GlobalVariable(module, type, true, llvm::GlobalValue::PrivateLinkage,
                                         llvm::ConstantArray::get(type, words), "table");
  Value* last = s.Splat(32, static_cast<int64_t>(entries.size()) - 1);
  Value* index = s.CreateBinaryIntrinsic(llvm::Intrinsic::umin, index32, last);
  Value* addresses = s.CreateGEP(s.getIntNTy(bits), table, s.CreateZExt(index, s.Ints(64)));
  return s.CreateMaskedGather(s.Ints(bits), addresses, llvm::Align(bits / 8));
}

}  // namespace

Value* EmitLookup(Emitter& e, Value* index32, std::span<const int64_t> entries, unsigned bits) {
  SEXTANT_CHECK(!entries.empty(), "a table without entries");
  Simd& s = e.simd();
  const auto [least, most] = std::minmax_element(entries.begin(), entries.end());
  const uint64_t spread = static_cast<uint64_t>(*most) - static_cast<uint64_t>(*least);
  if (spread == 0) {
    return s.Splat(bits, *least);
  }
  const unsigned width = std::bit_ceil(static_cast<unsigned>(std::bit_width(spread)));
  if (width * entries.size() <= 32) {
    return LookupInWord(s, index32, entries, *least, width, 32, bits);
  }
  if (width * entries.size() <= 64) {
    return LookupInWord(s, index32, entries, *least, width, 64, bits);
  }
  return entries.size() <= kFewEntries ? LookupByChoice(s, index32, entries, bits)
                                       : LookupInMemory(e, index32, entries, bits);
}

}  // namespace sextant::codegen
