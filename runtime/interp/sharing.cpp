#include <algorithm>
#include <functional>

#include "runtime/interp/evaluator.h"

// What the shape of a module says about how to evaluate it.
namespace sextant::interp {
namespace {

using Visit = std::function<void(InstId)>;

void ForEachOf(const ir::Steps& steps, const Visit& visit) {
  visit(steps.value);
  std::ranges::for_each(steps.cuts, visit);
}
void ForEachOf(const ir::MemberPoints& members, const Visit& visit) { visit(members.value); }
void ForEachOf(const ir::FirstMatch& list, const Visit& visit) {
  for (const ir::Rule& rule : list.rules) {
    if (rule.condition.valid()) {
      visit(rule.condition);
    }
    std::ranges::for_each(rule.values, visit);
  }
}
void ForEachOf(const ir::Machine& machine, const Visit& visit) { ForEachOf(machine.stages, visit); }
void ForEachOf(const ir::Matrix& matrix, const Visit& visit) {
  visit(matrix.down);
  visit(matrix.across);
}
void ForEachOf(const ir::Band& band, const Visit& visit) { ForEachOf(band.steps, visit); }
void ForEachOf(const ir::Score& score, const Visit& visit) {
  for (const ir::Characteristic& characteristic : score.characteristics) {
    std::visit([&](const auto& points) { ForEachOf(points, visit); }, characteristic.points);
  }
}

// Every instruction a decision names.
void ForEachInst(const ir::Decision& decision, const Visit& visit) {
  std::visit([&](const auto& body) { ForEachOf(body, visit); }, decision.body);
}

bool IsName(const Inst& inst) { return inst.op == ir::Op::kLet || inst.op == ir::Op::kDecision; }

}  // namespace

std::vector<bool> SharedInsts(const ir::Module& module) {
  std::vector<uint32_t> users(module.insts.size());
  const Visit count = [&](InstId id) { ++users[id.index()]; };
  std::ranges::for_each(module.operands, count);
  for (const ir::Decision& decision : module.decisions) {
    ForEachInst(decision, count);
  }
  for (const ir::OutputColumn& output : module.outputs) {
    if (output.decision < 0) {
      count(output.value);
    }
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
  for (std::size_t i = 0; i < module.insts.size(); ++i) {
    const Inst& inst = module.insts[i];
    const auto deepen = [&](InstId below) {
      depth[i] = std::max(depth[i], depth[below.index()] + 1);
    };
    std::ranges::for_each(module.args(inst), deepen);
    if (inst.op == ir::Op::kLet) {
      deepen(module.lets[static_cast<std::size_t>(inst.imm)].value);
    }
    if (inst.op == ir::Op::kDecision) {
      ForEachInst(module.decisions[static_cast<std::size_t>(inst.imm >> 16)], deepen);
    }
    if (IsName(inst) && depth[i] > kFar) {
      stones.push_back(InstId(i));
      depth[i] = 0;
    }
  }
  return stones;
}

}  // namespace sextant::interp
