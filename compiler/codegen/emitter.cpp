#include "compiler/codegen/emitter.h"

#include <cstddef>

#include "compiler/codegen/operations.h"
#include "compiler/support/check.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using ir::InstId;
using ir::Op;
using llvm::Value;

void Emitter::EmitNode(NodeId id) {
  const Node& node = plan_.schedule.node(id);
  switch (node.kind) {
    case Node::Kind::kInst:
      // What reads no record is made before the loop, by the function that needs it.
      if (!plan_.schedule.IsInvariant(InstId(node.index))) {
        values_[id.value] = {EmitInst(InstId(node.index))};
      }
      return;
    case Node::Kind::kRule: {
      const ir::Decision& decision = module().decisions[node.index];
      const std::vector<ir::Rule>& rules = *RulesOf(decision);
      const bool last = node.rule + 1 == rules.size();
      const std::vector<Lanes>* later = last ? nullptr : &Answer(OfRule(node.index, node.rule + 1));
      values_[id.value] = EmitRule(*this, decision, rules[node.rule], later);
      return;
    }
    case Node::Kind::kBody:
      values_[id.value] = EmitBody(*this, module().decisions[node.index]);
      return;
    case Node::Kind::kSlotCheck:
      return EmitSlotCheck(*this, node.index);
    case Node::Kind::kCheck:
      return codegen::EmitCheck(*this, module().checks[node.index]);
    case Node::Kind::kOutput:
      return EmitOutput(*this, node.index);
  }
}

void Emitter::Save(NodeId id) {
  scratch_.Save(simd_, id, values_.at(id.value), frame_.scratch, frame_.place);
}

void Emitter::Rerun(Value* mask) {
  if (mask != nullptr && counted_.insert(mask).second) {
    rerun_ = simd_.EitherRerun(rerun_, mask);
  }
}

void Emitter::Require(Value* mask) {
  in_order_ = simd_.BothValid(in_order_, mask);
}

Value* Emitter::Marked() {
  return in_order_ == nullptr ? rerun_ : simd_.EitherRerun(rerun_, simd_.CreateNot(in_order_));
}

Lanes Emitter::Get(InstId id) {
  id = plan_.schedule.Canonical(id);
  if (!plan_.schedule.IsImmediate(id) && !plan_.schedule.IsInvariant(id)) {
    return Values(plan_.schedule.OfInst(id))[0];
  }
  const auto found = made_.find(id.value);
  return found != made_.end() ? found->second : made_[id.value] = MakeHere(id);
}

Lanes Emitter::MakeHere(InstId id) {
  llvm::IRBuilderBase::InsertPointGuard guard(simd_);
  if (plan_.schedule.IsInvariant(id)) {
    simd_.SetInsertPoint(frame_.entry->getTerminator());
  }
  return EmitInst(id);
}

Lanes Emitter::EmitInst(InstId id) {
  const ir::Inst& inst = module().inst(id);
  switch (inst.op) {
#define SEXTANT_OP(Name, text, args) \
  case Op::k##Name:                  \
    return Emit##Name(*this, inst);
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
  }
  SEXTANT_CHECK(false, "an operation outside the list");
}

const std::vector<Lanes>& Emitter::Values(NodeId id) {
  const auto found = values_.find(id.value);
  if (found != values_.end()) {
    return found->second;
  }
  return values_[id.value] = scratch_.Load(simd_, id, frame_.scratch, frame_.place);
}

Lanes Emitter::Strict(const ir::Inst& inst, const std::vector<Lanes>& args, Value* value,
                      Value* own) {
  Lanes result{value, nullptr, nullptr};
  for (const Lanes& arg : args) {
    result.rerun = simd_.EitherRerun(result.rerun, arg.rerun);
    if (inst.type.optional) {
      result.valid = simd_.BothValid(result.valid, arg.valid);
    }
  }
  result.rerun = simd_.EitherRerun(result.rerun, simd_.RerunWhere(own, result.valid));
  return result;
}

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

Value* Emitter::RerunColumn() {
  llvm::IRBuilderBase::InsertPointGuard guard(simd_);
  simd_.SetInsertPoint(frame_.entry->getTerminator());
  return Member(offsetof(abi::KernelArgs, rerun));
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
