#include "compiler/opt/schedule.h"

#include <functional>

#include "compiler/support/check.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

std::size_t Mix(std::size_t hash, std::size_t value) {
  return (hash ^ value) * 0x9e3779b97f4a7c15u + (hash >> 29);
}

}  // namespace

// Walks the module depth first from its checks, outputs and guarantees. Its own stack, because the
// depth is that of the author's expressions and rule lists.
class Scheduler {
 public:
  Scheduler(const ir::Module& module, const ForeignParts& foreign, Schedule& out)
      : module_(module), foreign_(foreign), out_(out) {
    std::size_t keys = module.insts.size();
    for (uint32_t i = 0; i < module.decisions.size(); ++i) {
      decision_keys_.push_back(keys);
      const auto* rules = NativeRules(i);
      const std::size_t count = rules == nullptr ? 1 : rules->size();
      out_.decision_nodes_.emplace_back(count);
      keys += count;
    }
    seen_.resize(keys);
    out_.canonical_.resize(module.insts.size());
    out_.invariant_.resize(module.insts.size());
    out_.inst_nodes_.resize(module.insts.size());
  }

  void Run() {
    for (uint32_t slot = 0; slot < module_.slots.size(); ++slot) {
      out_.nodes_.push_back({Node::Kind::kSlotCheck, slot, 0});
    }
    for (uint32_t check = 0; check < module_.checks.size(); ++check) {
      Visit({Node::Kind::kCheck, check, 0});
    }
    for (uint32_t output = 0; output < module_.outputs.size(); ++output) {
      Visit({Node::Kind::kOutput, output, 0});
    }
    for (uint32_t guarantee = 0; guarantee < module_.guarantees.size(); ++guarantee) {
      Visit({Node::Kind::kGuarantee, guarantee, 0});
    }
  }

 private:
  struct Entry {
    Node node;
    bool ready;  // its operands are done
  };

  const std::vector<ir::Rule>* NativeRules(uint32_t decision) const {
    return foreign_.HasDecision(decision) ? nullptr : ir::RulesOf(module_.decisions[decision]);
  }
  Node DecisionNode(uint32_t decision) const {
    return {NativeRules(decision) ? Node::Kind::kRule : Node::Kind::kBody, decision, 0};
  }

  // The node, knowing its roots when it is foreign.
  Node WithRoots(Node node) {
    const auto first = static_cast<int32_t>(out_.roots_.size());
    if (node.kind == Node::Kind::kInst && foreign_.Has(InstId(node.index))) {
      out_.roots_.push_back({{"", module_.insts[node.index].type, -1, 0, InstId(node.index)}});
      node.root = first;
    } else if (node.kind == Node::Kind::kBody && foreign_.HasDecision(node.index)) {
      AddParts(node.index);
      node.root = first;
    }
    return node;
  }
  void AddPlaces(const ir::OutputColumn& column) {
    for (uint32_t place = 0; place < ir::PlacesOf(column.width); ++place) {
      out_.roots_.push_back({column, place});
    }
  }
  void AddParts(uint32_t index) {
    const ir::Decision& decision = module_.decisions[index];
    const auto number = static_cast<int32_t>(index);
    for (std::size_t part = 0; part < decision.outputs.size(); ++part) {
      const ir::Output& output = decision.outputs[part];
      AddPlaces({"", output.type, number, static_cast<int32_t>(part), {}, output.width});
    }
    if (decision.has_reasons) {
      AddPlaces({"", types::Type::Text(), number, ir::kReasonPart, {}, decision.reason_width});
    }
  }

  // The place of the node in `seen_`, or nothing for nodes that are met only once.
  std::size_t Key(const Node& node) const {
    return node.kind == Node::Kind::kInst ? node.index : decision_keys_[node.index] + node.rule;
  }

  void Visit(const Node& root) {
    stack_.push_back({root, false});
    while (!stack_.empty()) {
      const Entry entry = stack_.back();
      stack_.pop_back();
      if (entry.ready) {
        Finish(entry.node);
      } else {
        Open(entry.node);
      }
    }
  }

  void Open(Node node) {
    if (node.kind == Node::Kind::kInst || node.kind == Node::Kind::kRule ||
        node.kind == Node::Kind::kBody) {
      if (seen_[Key(node)]) {
        return;
      }
      seen_[Key(node)] = true;
    }
    node = WithRoots(node);
    stack_.push_back({node, true});
    const std::vector<InstId> operands = Operands(module_, node);
    for (auto it = operands.rbegin(); it != operands.rend(); ++it) {
      stack_.push_back({{Node::Kind::kInst, it->value, 0}, false});
    }
    if (node.kind == Node::Kind::kInst && module_.insts[node.index].op == Op::kDecision) {
      stack_.push_back(
          {DecisionNode(static_cast<uint32_t>(module_.insts[node.index].imm >> 16)), false});
    } else if (node.kind == Node::Kind::kOutput && module_.outputs[node.index].decision >= 0) {
      stack_.push_back(
          {DecisionNode(static_cast<uint32_t>(module_.outputs[node.index].decision)), false});
    } else if (node.kind == Node::Kind::kRule &&
               node.rule + 1 < ir::RulesOf(module_.decisions[node.index])->size()) {
      stack_.push_back({{Node::Kind::kRule, node.index, node.rule + 1}, false});
    }
  }

  void Finish(const Node& node) {
    const NodeId id(out_.nodes_.size());
    if (node.kind == Node::Kind::kInst) {
      const InstId inst(node.index);
      if (!Canonicalise(inst) || out_.IsImmediate(inst)) {
        return;
      }
      out_.inst_nodes_[node.index] = id;
    } else if (node.kind == Node::Kind::kRule || node.kind == Node::Kind::kBody) {
      out_.decision_nodes_[node.index][node.rule] = id;
    }
    out_.nodes_.push_back(node);
  }

  // Settles which instruction stands for `id`; true when it is `id` itself.
  bool Canonicalise(InstId id) {
    const ir::Inst& inst = module_.inst(id);
    const bool alias = inst.op == Op::kLet || inst.op == Op::kStore;
    InstId found = id;
    if (foreign_.Has(id)) {
      // Its operands need not be known here; it stands for itself.
    } else if (alias) {
      found = out_.Canonical(inst.op == Op::kLet
                                 ? module_.lets[static_cast<std::size_t>(inst.imm)].value
                                 : module_.args(inst)[0]);
    } else {
      std::size_t hash = Mix(static_cast<std::size_t>(inst.op), static_cast<std::size_t>(inst.imm));
      for (InstId arg : module_.args(inst)) {
        hash = Mix(hash, out_.Canonical(arg).value);
      }
      auto [begin, end] = known_.equal_range(hash);
      for (auto it = begin; it != end && found == id; ++it) {
        found = Same(inst, module_.inst(it->second)) ? it->second : found;
      }
      if (found == id) {
        known_.emplace(hash, id);
      }
    }
    out_.canonical_[id.index()] = found;
    out_.invariant_[id.index()] = found == id ? ReadsNoRecord(id) : out_.IsInvariant(found);
    return found == id;
  }

  bool Same(const ir::Inst& a, const ir::Inst& b) const {
    if (a.op != b.op || a.mode != b.mode || a.type != b.type || a.imm != b.imm ||
        a.args_count != b.args_count) {
      return false;
    }
    for (uint32_t i = 0; i < a.args_count; ++i) {
      if (out_.Canonical(module_.args(a)[i]) != out_.Canonical(module_.args(b)[i])) {
        return false;
      }
    }
    return true;
  }

  bool ReadsNoRecord(InstId id) const {
    const ir::Inst& inst = module_.inst(id);
    if (inst.op == Op::kSlot || inst.op == Op::kDecision || foreign_.Has(id)) {
      return false;
    }
    for (InstId arg : module_.args(inst)) {
      if (!out_.IsInvariant(out_.Canonical(arg))) {
        return false;
      }
    }
    return true;
  }

  const ir::Module& module_;
  const ForeignParts& foreign_;
  Schedule& out_;
  std::vector<std::size_t> decision_keys_;
  std::vector<bool> seen_;
  std::vector<Entry> stack_;
  std::unordered_multimap<std::size_t, InstId> known_;
};

Schedule::Schedule(const ir::Module& module, const ForeignParts& foreign) : module_(module) {
  Scheduler(module, foreign, *this).Run();
}

void Schedule::AddUse(InstId id, std::vector<NodeId>& uses) const {
  id = Canonical(id);
  while (module_.inst(id).op == Op::kUnwrap) {
    id = Canonical(module_.args(id)[0]);
  }
  if (module_.inst(id).op == Op::kDecision) {
    uses.push_back(OfDecision(static_cast<uint32_t>(module_.inst(id).imm >> 16)));
  } else if (!IsImmediate(id) && !IsInvariant(id)) {
    uses.push_back(OfInst(id));
  }
}

std::vector<NodeId> Schedule::Uses(const Node& node) const {
  std::vector<NodeId> uses;
  for (InstId operand : Operands(module_, node)) {
    AddUse(operand, uses);
  }
  if (node.kind == Node::Kind::kRule && node.rule + 1 < decision_nodes_[node.index].size()) {
    uses.push_back(OfRule(node.index, node.rule + 1));
  }
  if (node.kind == Node::Kind::kOutput && module_.outputs[node.index].decision >= 0) {
    uses.push_back(OfDecision(static_cast<uint32_t>(module_.outputs[node.index].decision)));
  }
  return uses;
}

}  // namespace sextant::opt
