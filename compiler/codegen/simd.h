#pragma once

#include <vector>

#include <llvm/IR/IRBuilder.h>

#include "compiler/opt/ranges.h"
#include "compiler/types/type.h"

namespace sextant::codegen {

using opt::Range;

// Rows of one step: those of one validity byte.
inline constexpr unsigned kLanes = 8;

// Eight rows of one value. Exact numbers are <8 x i64>, floats <8 x double>, dates and codes
// <8 x i32>, booleans and masks <8 x i1>, texts <8 x i64> with the text's number (texts.h) above
// its abi::TextRef. What a lane holds is settled only where the value is present, needed and not
// marked for rerun; elsewhere it is arbitrary, but never poison.
struct Lanes {
  llvm::Value* value = nullptr;
  llvm::Value* valid = nullptr;  // the lanes that are not missing; null: all
  llvm::Value* rerun = nullptr;  // the lanes only the interpreter can decide; null: none
};

// What the machine does well.
struct MachineTraits {
  bool mask_registers = false;  // AVX-512: masks in registers of their own, 64-bit conversions
  bool rounds_reals = false;    // SSE4.1: the floor of a double is one instruction
};

// An IRBuilder for eight-lane vectors: constants, masks, conversions, memory. No operation here
// can trap or make poison, whatever the lanes hold.
class Simd : public llvm::IRBuilder<> {
 public:
  Simd(llvm::LLVMContext& context, MachineTraits traits)
      : llvm::IRBuilder<>(context), traits_(traits) {}

  // --- types and constants
  llvm::FixedVectorType* Ints(unsigned bits);
  llvm::FixedVectorType* Reals();
  llvm::FixedVectorType* Masks() { return Ints(1); }
  llvm::FixedVectorType* TypeOf(const types::Type& type);
  llvm::Constant* Splat(unsigned bits, int64_t value);
  llvm::Constant* SplatReal(double value);
  llvm::Constant* SplatMask(bool value) { return Splat(1, value ? 1 : 0); }

  // --- masks. A null mask is "all" where it says what is valid and "none" where it says what is
  // to be rerun; the first two return null when both sides are.
  llvm::Value* EitherRerun(llvm::Value* a, llvm::Value* b);
  llvm::Value* BothValid(llvm::Value* a, llvm::Value* b);
  llvm::Value* RerunWhere(llvm::Value* rerun, llvm::Value* valid);
  llvm::Value* RerunUnless(llvm::Value* rerun, llvm::Value* mask);
  llvm::Value* ChooseValid(llvm::Value* condition, llvm::Value* a, llvm::Value* b);
  llvm::Value* ChooseRerun(llvm::Value* condition, llvm::Value* a, llvm::Value* b);

  // The conjunction and disjunction of one mask or more, as a tree of little depth.
  llvm::Value* All(std::vector<llvm::Value*> masks);
  llvm::Value* Any(std::vector<llvm::Value*> masks);

  // --- numbers
  llvm::Value* Widen(llvm::Value* ints32) { return CreateSExt(ints32, Ints(64)); }
  llvm::Value* Narrow(llvm::Value* ints64) { return CreateTrunc(ints64, Ints(32)); }
  llvm::Value* Negative(llvm::Value* ints);  // mask
  llvm::Value* AddWhere(llvm::Value* ints, llvm::Value* mask, int64_t step);
  llvm::Value* Magnitude(llvm::Value* reals);
  llvm::Value* Fma(llvm::Value* a, llvm::Value* b, llvm::Value* c);
  // The nearest double of each whole number.
  llvm::Value* ToReal(llvm::Value* ints64, const Range& range);
  // A whole number of magnitude to 2^51 as an integer.
  llvm::Value* ToInteger(llvm::Value* reals);
  // The nearest whole number, half-even, as real and as integer; right for magnitudes to 2^51.
  struct Nearest {
    llvm::Value* real;
    llvm::Value* integer;
  };
  Nearest RoundToInteger(llvm::Value* reals);
  // n / divisor and n % divisor of lanes 0 <= n <= most, which must be below 2^32.
  llvm::Value* DivideSmall(llvm::Value* ints64, uint32_t divisor, uint64_t most);
  // The lanes outside -bound..bound; null when the range excludes that.
  llvm::Value* Outside(llvm::Value* ints64, const Range& range, Int128 bound);

  // --- memory; rows count from the start of a column
  llvm::Value* LoadElements(llvm::Type* element, llvm::Value* column, llvm::Value* row);
  llvm::StoreInst* StoreElements(llvm::Value* vector, llvm::Value* column, llvm::Value* row);
  // Lets the store go past the caches; its column is aligned to 64 bytes.
  void Stream(llvm::StoreInst* store);
  llvm::Value* LoadBits(llvm::Value* bytes, llvm::Value* byte);
  llvm::Value* LoadMask(llvm::Value* bytes, llvm::Value* byte);
  void StoreMask(llvm::Value* mask, llvm::Value* bytes, llvm::Value* byte);

  const MachineTraits& traits() const { return traits_; }

 private:
  MachineTraits traits_;
};

}  // namespace sextant::codegen
