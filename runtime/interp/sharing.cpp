#include <algorithm>

#include "compiler/ir/order.h"
#include "runtime/interp/evaluator.h"

// What the shape of a module says about how to evaluate it.
namespace sextant::interp {
namespace {

bool IsName(const Inst& inst) {
  return inst.op == ir::Op::kLet || inst.op == ir::Op::kDecision;
}

}  // namespace

std::vector<bool> SharedInsts(const ir::Module& module) {
  std::vector<uint32_t> users(module.insts.size());
  const auto count = [&](InstId id) { ++users[id.index()]; };
  std::ranges::for_each(module.operands, count);
  for (const ir::Decision& decision : module.decisions) {
    ir::ForEachInst(decision, count);
  }
  for (const ir::OutputColumn& output : module.outputs) {
    if (output.decision < 0) {
      count(output.value);
    }
  }
  for (const ir::Guarantee& guarantee : module.guarantees) {
    count(guarantee.condition);
  }
  std::vector<bool> shared(module.insts.size());
  for (std::size_t i = 0; i < shared.size(); ++i) {
    shared[i] = users[i] > 1 && module.insts[i].args_count > 0;
  }
  return shared;
}

std::vector<InstId> SteppingStones(const ir::Module& module) {
  constexpr uint32_t kFar = 500;
  std::vector<uint32_t> depth(module.insts.size());
  std::vector<InstId> stones;
  for (InstId id : ir::EvaluationOrder(module)) {
    ir::ForEachNeed(module, id, [&](InstId need) {
      depth[id.index()] = std::max(depth[id.index()], depth[need.index()] + 1);
    });
    if (IsName(module.inst(id)) && depth[id.index()] > kFar) {
      stones.push_back(id);
      depth[id.index()] = 0;
    }
  }
  return stones;
}

}  // namespace sextant::interp
