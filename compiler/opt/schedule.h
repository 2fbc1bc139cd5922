#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/foreign.h"

namespace sextant::opt {

// One thing a kernel computes, or does, for every step of eight rows.
struct Node {
  enum class Kind : uint8_t {
    kInst,       // instruction `index`
    kRule,       // rule `rule` of decision `index`, over the answer of the rules after it
    kBody,       // the matrix, band or scorecard of decision `index`; any body that is foreign
    kSlotCheck,  // input slot `index`: present, in range, in its domain
    kCheck,      // check `index` of the record
    kOutput,     // output column `index`
    kGuarantee,  // guarantee `index`
  };
  Kind kind{};
  uint32_t index = 0;
  uint32_t rule = 0;
  int32_t root = -1;  // of foreign instructions and decisions: the first of their roots

  bool foreign() const { return root >= 0; }
};
using NodeId = Id<struct NodeTag>;

// The reachable part of a module in an order in which everything precedes its use, and equal
// instructions are one. A list of rules is computed from its last rule to its first, so that
// `answer = condition ? this rule's : answer` is all that a rule needs. What only foreign parts
// read is not reachable.
class Schedule {
 public:
  explicit Schedule(const ir::Module& module) : Schedule(module, ForeignParts(module)) {}
  Schedule(const ir::Module& module, const ForeignParts& foreign);

  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id.index()]; }

  // The instruction that stands for `id`: of equal ones the first, whatever their places in the
  // file; of a let or a store its operand.
  ir::InstId Canonical(ir::InstId id) const { return canonical_[id.index()]; }
  // Whether it is needed at all; of what is not, nothing else is known.
  bool Reaches(ir::InstId id) const {
    return id.index() < canonical_.size() && canonical_[id.index()].valid();
  }
  // Whether the instruction has no node because it is made afresh wherever it is used: constants,
  // parameters, slots, and other names of values.
  bool IsImmediate(ir::InstId id) const { return opt::IsImmediate(module_.inst(id).op); }
  // Whether it reads nothing but constants and parameters.
  bool IsInvariant(ir::InstId id) const { return invariant_[id.index()]; }

  // The node of a canonical instruction that is not immediate.
  NodeId OfInst(ir::InstId id) const { return inst_nodes_[id.index()]; }
  // The node that holds a decision's answer.
  NodeId OfDecision(uint32_t decision) const { return decision_nodes_[decision].front(); }
  NodeId OfRule(uint32_t decision, uint32_t rule) const { return decision_nodes_[decision][rule]; }

  // The values the interpreter hands to the kernel, one derived column each: the foreign
  // instructions, and every output and then the reason of the foreign decisions.
  const std::vector<Root>& roots() const { return roots_; }

  // The nodes whose values the node reads; immediates are looked through.
  std::vector<NodeId> Uses(const Node& node) const;

 private:
  friend class Scheduler;
  void AddUse(ir::InstId id, std::vector<NodeId>& uses) const;

  const ir::Module& module_;
  std::vector<Node> nodes_;
  std::vector<Root> roots_;
  std::vector<ir::InstId> canonical_;
  std::vector<bool> invariant_;
  std::vector<NodeId> inst_nodes_;
  std::vector<std::vector<NodeId>> decision_nodes_;
};

// The instructions a node reads, in no particular order, lets and equal ones not yet resolved; none
// for what is foreign.
std::vector<ir::InstId> Operands(const ir::Module& module, const Node& node);

}  // namespace sextant::opt
