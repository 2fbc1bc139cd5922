#include "compiler/codegen/part_function.h"

namespace sextant::codegen {

using llvm::Value;

PartFunction::PartFunction(Simd& simd, llvm::Module& out, const std::string& name,
                           int64_t rows_a_turn)
    : simd_(simd), rows_a_turn_(rows_a_turn) {
  llvm::Type* pointer = simd.getPtrTy();
  llvm::Type* count = simd.getInt64Ty();
  auto* type = llvm::FunctionType::get(simd.getVoidTy(), {pointer, pointer, count, count}, false);
  function_ = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, out);
  function_->addFnAttr(llvm::Attribute::NoUnwind);
  function_->addParamAttr(0, llvm::Attribute::ReadOnly);
  function_->addParamAttr(0, llvm::Attribute::NoAlias);

  entry_ = llvm::BasicBlock::Create(out.getContext(), "entry", function_);
  auto* turn = llvm::BasicBlock::Create(out.getContext(), "turn", function_);
  simd.SetInsertPoint(entry_);
  simd.CreateBr(turn);
  simd.SetInsertPoint(turn);
  row_ = simd.CreatePHI(count, 2, "row");
  row_->addIncoming(function_->getArg(2), entry_);
  place_ = simd.CreateSub(row_, function_->getArg(2), "place");
}

llvm::Function* PartFunction::Finish() {
  llvm::BasicBlock* turn = row_->getParent();
  auto* done = llvm::BasicBlock::Create(function_->getContext(), "done", function_);
  Value* next = simd_.CreateAdd(row_, simd_.getInt64(rows_a_turn_), "next");
  row_->addIncoming(next, turn);
  simd_.CreateCondBr(simd_.CreateICmpEQ(next, function_->getArg(3)), done, turn);
  simd_.SetInsertPoint(done);
  simd_.CreateRetVoid();
  return function_;
}

}  // namespace sextant::codegen
