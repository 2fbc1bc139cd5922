#include "compiler/opt/rewrite.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

Rewriter::Rewriter(ir::Module& module) : module_(module) {
  for (std::size_t i = 0; i < module.insts.size(); ++i) {
    now_.push_back(InstId(i));
  }
}

// What an instruction becomes stands before it or is new, and a let's value before the let: so this
// ends.
InstId Rewriter::Behind(InstId id) const {
  while (true) {
    const ir::Inst& inst = module_.inst(id);
    InstId next = now_[id.index()];
    if (next == id && inst.op == Op::kLet) {
      next = module_.lets[static_cast<std::size_t>(inst.imm)].value;
    } else if (next == id && inst.op == Op::kStore) {
      next = module_.args(inst)[0];
    }
    if (next == id) {
      return id;
    }
    id = next;
  }
}

const int64_t* Rewriter::ConstOrNull(InstId id) const {
  const ir::Inst& inst = InstBehind(id);
  return inst.op == Op::kConst ? &inst.imm : nullptr;
}

void Rewriter::BecomeConst(InstId id, int64_t word) {
  ir::Inst& inst = module_.insts[id.index()];
  inst.op = Op::kConst;
  inst.imm = word;
  inst.args_count = 0;
}

InstId Rewriter::Add(Op op, ir::Type type, std::initializer_list<InstId> args) {
  ir::Inst inst;
  inst.op = op;
  inst.type = type;
  inst.args_begin = static_cast<uint32_t>(module_.operands.size());
  inst.args_count = static_cast<uint32_t>(args.size());
  module_.operands.insert(module_.operands.end(), args.begin(), args.end());
  module_.insts.push_back(inst);
  const InstId id(module_.insts.size() - 1);
  now_.push_back(id);
  return id;
}

void Rewriter::Update(InstId& use) const {
  while (use.valid() && now_[use.index()] != use) {
    use = now_[use.index()];
  }
}

// Tables and offers keep their operands: ends of ranges are constants, and what else they read may
// be other names of what it has become.
void Rewriter::Update(ir::Decision& decision) const {
  const auto rules = [this](std::vector<ir::Rule>& list) {
    for (ir::Rule& rule : list) {
      Update(rule.condition);
      for (InstId& value : rule.values) {
        Update(value);
      }
    }
  };
  if (auto* list = std::get_if<ir::FirstMatch>(&decision.body)) {
    rules(list->rules);
  } else if (auto* machine = std::get_if<ir::Machine>(&decision.body)) {
    rules(machine->stages.rules);
  } else if (auto* all = std::get_if<ir::AllMatches>(&decision.body)) {
    rules(all->rules);
  } else if (auto* matrix = std::get_if<ir::Matrix>(&decision.body)) {
    Update(matrix->down);
    Update(matrix->across);
  } else if (auto* band = std::get_if<ir::Band>(&decision.body)) {
    Update(band->steps.value);
  }
}

void Rewriter::Finish() {
  for (InstId& operand : module_.operands) {
    Update(operand);
  }
  for (ir::Let& let : module_.lets) {
    Update(let.value);
  }
  for (ir::Check& check : module_.checks) {
    Update(check.condition);
  }
  for (ir::Decision& decision : module_.decisions) {
    Update(decision);
  }
  for (ir::OutputColumn& output : module_.outputs) {
    Update(output.value);
  }
  for (ir::Guarantee& guarantee : module_.guarantees) {
    Update(guarantee.condition);
  }
}

}  // namespace sextant::opt
