#pragma once

#include <string>

#include <llvm/IR/Module.h>

#include "compiler/codegen/simd.h"

namespace sextant::codegen {

// One function of a kernel while it is being emitted: a loop over the rows of a block.
//   void name(const KernelArgs* args, char* scratch, int64_t first, int64_t last) {
//     entry: …
//     for (row = first; row != last; row += rows a turn) { … }
//   }
// The constructor leaves the builder inside the loop.
class PartFunction {
 public:
  PartFunction(Simd& simd, llvm::Module& out, const std::string& name, int64_t rows_a_turn);

  llvm::Value* args() const { return function_->getArg(0); }
  llvm::Value* scratch() const { return function_->getArg(1); }
  llvm::Value* row() const { return row_; }
  // `row` counted from the first of the block.
  llvm::Value* place() const { return place_; }
  llvm::BasicBlock* entry() const { return entry_; }

  // Closes the loop.
  llvm::Function* Finish();

 private:
  Simd& simd_;
  llvm::Function* function_;
  llvm::BasicBlock* entry_;
  llvm::PHINode* row_;
  llvm::Value* place_;
  int64_t rows_a_turn_;
};

}  // namespace sextant::codegen
