#include "compiler/codegen/emitter.h"

#include "compiler/codegen/operations.h"
#include "compiler/opt/answer.h"
#include "compiler/support/check.h"

namespace sextant::codegen {

using ir::InstId;
using ir::Op;
using llvm::Value;

void Emitter::EmitNode(NodeId id) {
  const Node& node = plan_.schedule.node(id);
  if (node.foreign()) {
    values_[id.value] = EmitDerived(*this, static_cast<uint32_t>(node.root), CountRoots(node));
    return;
  }
  switch (node.kind) {
    case Node::Kind::kInst:
      // What reads no record is made before the loop, by the function that needs it.
      if (!plan_.schedule.IsInvariant(InstId(node.index))) {
        values_[id.value] = {EmitInst(InstId(node.index))};
      }
      return;
    case Node::Kind::kRule: {
      const ir::Decision& decision = module().decisions[node.index];
      const std::vector<ir::Rule>& rules = *ir::RulesOf(decision);
      const bool last = node.rule + 1 == rules.size();
      const std::vector<Lanes>* later = last ? nullptr : &Answer(OfRule(node.index, node.rule + 1));
      const auto* all = std::get_if<ir::AllMatches>(&decision.body);
      values_[id.value] = all != nullptr ? EmitMatch(*this, decision, *all, node.rule, later)
                                         : EmitRule(*this, decision, rules[node.rule], later);
      return;
    }
    case Node::Kind::kBody:
      values_[id.value] = EmitBody(*this, module().decisions[node.index]);
      return;
    case Node::Kind::kSlotCheck:
      return EmitSlotCheck(*this, node.index);
    case Node::Kind::kCheck:
      return EmitRequired(*this, module().checks[node.index].condition);
    case Node::Kind::kOutput:
      return EmitOutput(*this, node.index);
    case Node::Kind::kGuarantee:
      return EmitRequired(*this, module().guarantees[node.index].condition);
  }
}

std::size_t Emitter::CountRoots(const Node& node) const {
  if (node.kind == Node::Kind::kInst) {
    return 1;
  }
  return opt::LaneCount(module().decisions[node.index]);
}

void Emitter::Save(NodeId id) {
  plan_.scratch.Save(simd_, id, values_.at(id.value), frame_.scratch, frame_.place);
}

void Emitter::Rerun(Value* mask) {
  if (mask != nullptr && counted_.insert(mask).second) {
    rerun_.push_back(mask);
  }
}

// bits &= byte
// greatest = max(greatest, n); the columns of one series share one comparison in the end
void Emitter::RequireAtMost(Value* ints, uint64_t most) {
  Value*& greatest = greatest_[{ints->getType()->getScalarSizeInBits(), most}];
  greatest = greatest == nullptr
                 ? ints
                 : simd_.CreateBinaryIntrinsic(llvm::Intrinsic::umax, greatest, ints);
}

// bits(rerun | … | ~(required & …)) | ~required bits
Value* Emitter::TakeMarked() {
  for (const auto& [key, greatest] : std::exchange(greatest_, {})) {
    llvm::Constant* most = simd_.Splat(key.first, static_cast<int64_t>(key.second));
    Require(simd_.CreateICmpULE(greatest, most));
  }
  if (!required_.empty()) {
    Rerun(simd_.CreateNot(simd_.All(std::exchange(required_, {}))));
  }
  if (rerun_.empty()) {
    return nullptr;
  }
  return simd_.CreateBitCast(simd_.Any(std::exchange(rerun_, {})), simd_.getInt8Ty());
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
#define SEXTANT_FOREIGN_OP(Name, text, args) \
  case Op::k##Name:                          \
    break;
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
  }
  SEXTANT_CHECK(false, "a foreign operation has no code");
}

const std::vector<Lanes>& Emitter::Values(NodeId id) {
  const auto found = values_.find(id.value);
  if (found != values_.end()) {
    return found->second;
  }
  return values_[id.value] = plan_.scratch.Load(simd_, id, frame_.scratch, frame_.place);
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

}  // namespace sextant::codegen
