#include "compiler/codegen/parts.h"

#include <algorithm>

#include "compiler/codegen/scratch.h"
#include "compiler/opt/answer.h"

namespace sextant::codegen {

using ir::Op;
using opt::Node;

namespace {

unsigned InstWeight(const ir::Inst& inst) {
  switch (inst.op) {
    case Op::kDiv:
      return 25;
    case Op::kRound:
    case Op::kRoundFloat:
      return 18;
    case Op::kMul:
      return 7;
    case Op::kAddMonths:
    case Op::kWindowEnd:
      return 75;
    case Op::kMonthsBetween:
      return 90;
    default:
      return 4 + 2 * inst.args_count;
  }
}

// About how many LLVM instructions the node becomes.
unsigned Weight(const ir::Module& module, const Node& node) {
  switch (node.kind) {
    case Node::Kind::kInst:
      if (node.foreign()) {
        return 6;
      }
      return InstWeight(module.insts[node.index]);
    case Node::Kind::kRule:
      return 4 + 2 * static_cast<unsigned>(opt::LaneCount(module.decisions[node.index]));
    case Node::Kind::kBody:
      if (node.foreign()) {
        return 6 + 6 * static_cast<unsigned>(module.decisions[node.index].outputs.size());
      }
      return 10 + 3 * static_cast<unsigned>(opt::Operands(module, node).size());
    default:
      return 6;
  }
}

// The vectors a node leaves behind.
unsigned Values(const ir::Module& module, const Node& node) {
  return node.kind == Node::Kind::kRule || node.kind == Node::Kind::kBody
             ? static_cast<unsigned>(opt::LaneCount(module.decisions[node.index])) + 1
             : 1;
}

// The longest block whose scratch stays near the first-level cache, at `bytes` a step.
int64_t BlockRows(int64_t bytes) {
  constexpr int64_t kMostScratch = 32 << 10;
  int64_t rows = 512;
  while (rows > kLanes && rows / kLanes * bytes > kMostScratch) {
    rows /= 2;
  }
  return rows;
}

}  // namespace

Parts CutIntoParts(const ir::Module& module, const Schedule& schedule, unsigned limit) {
  Parts result;
  const std::vector<Node>& nodes = schedule.nodes();
  std::vector<uint32_t> part_of(nodes.size());
  unsigned weight = limit;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    const unsigned more = Weight(module, nodes[i]);
    if (weight + more > limit) {
      result.parts.push_back({i, i, {}, {}});
      weight = 0;
    }
    weight += more;
    result.parts.back().end = i + 1;
    part_of[i] = static_cast<uint32_t>(result.parts.size()) - 1;
  }

  std::vector<uint32_t> last_use(nodes.size());
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    for (NodeId use : schedule.Uses(nodes[i])) {
      last_use[use.index()] = std::max(last_use[use.index()], part_of[i]);
    }
  }
  std::vector<int64_t> live(result.parts.size() + 1);
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (last_use[i] > part_of[i]) {
      result.parts[part_of[i]].saved.push_back(NodeId(i));
      result.parts[last_use[i]].done.push_back(NodeId(i));
      const int64_t bytes = int64_t{Scratch::kMostBytes} * Values(module, nodes[i]);
      live[part_of[i]] += bytes;
      live[last_use[i]] -= bytes;
    }
  }
  int64_t now = 0, most = 0;
  for (int64_t change : live) {
    now += change;
    most = std::max(most, now);
  }
  result.block_rows = BlockRows(most);
  return result;
}

}  // namespace sextant::codegen
