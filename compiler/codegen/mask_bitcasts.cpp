#include "compiler/codegen/mask_bitcasts.h"

#include <vector>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>

namespace sextant::codegen {
namespace {

using llvm::Value;

bool IsMaskOfByte(const llvm::Instruction& inst) {
  const auto* type = llvm::dyn_cast<llvm::FixedVectorType>(inst.getType());
  return llvm::isa<llvm::BitCastInst>(inst) && type != nullptr &&
         type->getElementType()->isIntegerTy(1) && inst.getOperand(0)->getType()->isIntegerTy(8);
}

// The mask whose bits are `byte`, made where `byte` is.
Value* MaskOf(Value* byte, llvm::Type* masks) {
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(byte)) {
    return llvm::ConstantExpr::getBitCast(constant, masks);
  }
  auto* inst = llvm::cast<llvm::Instruction>(byte);
  llvm::IRBuilder<> builder(inst);
  if (auto* load = llvm::dyn_cast<llvm::LoadInst>(inst)) {
    return builder.CreateAlignedLoad(masks, load->getPointerOperand(), load->getAlign());
  }
  if (auto* cast = llvm::dyn_cast<llvm::BitCastInst>(inst);
      cast != nullptr && cast->getSrcTy() == masks) {
    return cast->getOperand(0);
  }
  if (inst->isBitwiseLogicOp()) {
    Value* left = MaskOf(inst->getOperand(0), masks);
    Value* right = MaskOf(inst->getOperand(1), masks);
    return builder.CreateBinOp(llvm::cast<llvm::BinaryOperator>(inst)->getOpcode(), left, right);
  }
  builder.SetInsertPoint(*inst->getInsertionPointAfterDef());
  return builder.CreateBitCast(inst, masks);
}

}  // namespace

llvm::PreservedAnalyses MaskBitcastsPass::run(llvm::Function& function,
                                              llvm::FunctionAnalysisManager&) {
  std::vector<llvm::Instruction*> casts;
  for (llvm::Instruction& inst : llvm::instructions(function)) {
    if (IsMaskOfByte(inst)) {
      casts.push_back(&inst);
    }
  }
  for (llvm::Instruction* cast : casts) {
    cast->replaceAllUsesWith(MaskOf(cast->getOperand(0), cast->getType()));
    cast->eraseFromParent();
  }
  return casts.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

}  // namespace sextant::codegen
