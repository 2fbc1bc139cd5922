#pragma once

#include <llvm/IR/PassManager.h>

namespace sextant::codegen {

// Makes <8 x i1> values without a bitcast from i8: a loaded byte is loaded as a mask instead, and
// and, or and xor of bytes become those of masks.
//
// The combiner of LLVM 19's instruction selection for AVX-512 turns `or (bitcast a), (bitcast b)`
// into `bitcast (or a, b)` and, where `bitcast b` has a second use, back again without end. Passes
// make such bitcasts when a byte of validity is both stored as bits and used as a mask.
struct MaskBitcastsPass : llvm::PassInfoMixin<MaskBitcastsPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager&);
};

}  // namespace sextant::codegen
