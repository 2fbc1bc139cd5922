#include "compiler/opt/schedule.h"
#include "compiler/opt/tables.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

void AddSteps(const ir::Steps& steps, std::vector<InstId>& operands) {
  operands.push_back(steps.value);
  operands.insert(operands.end(), steps.cuts.begin(), steps.cuts.end());
}

void AddBody(const ir::Decision& decision, std::vector<InstId>& operands) {
  if (const auto* matrix = std::get_if<ir::Matrix>(&decision.body)) {
    for (const ir::MatrixAxis& axis : matrix->outer) {
      operands.push_back(axis.value);
    }
    operands.insert(operands.end(), {matrix->down, matrix->across});
  } else if (const auto* band = std::get_if<ir::Band>(&decision.body)) {
    AddSteps(band->steps, operands);
  } else if (const auto* table = std::get_if<ir::Table>(&decision.body)) {
    AddOperands(*table, operands);
  } else if (const auto* score = std::get_if<ir::Score>(&decision.body)) {
    for (const ir::Characteristic& characteristic : score->characteristics) {
      if (const auto* steps = std::get_if<ir::Steps>(&characteristic.points)) {
        AddSteps(*steps, operands);
      } else {
        operands.push_back(std::get<ir::MemberPoints>(characteristic.points).value);
      }
    }
  }
}

}  // namespace

std::vector<InstId> Operands(const ir::Module& module, const Node& node) {
  std::vector<InstId> operands;
  if (node.foreign()) {
    return operands;
  }
  switch (node.kind) {
    case Node::Kind::kInst: {
      const ir::Inst& inst = module.insts[node.index];
      const auto args = module.args(inst);
      operands.assign(args.begin(), args.end());
      if (inst.op == Op::kLet) {
        operands.push_back(module.lets[static_cast<std::size_t>(inst.imm)].value);
      }
      break;
    }
    case Node::Kind::kRule: {
      const ir::Rule& rule = (*ir::RulesOf(module.decisions[node.index]))[node.rule];
      if (rule.condition.valid()) {
        operands.push_back(rule.condition);
      }
      operands.insert(operands.end(), rule.values.begin(), rule.values.end());
      break;
    }
    case Node::Kind::kBody:
      AddBody(module.decisions[node.index], operands);
      break;
    case Node::Kind::kSlotCheck:
      break;
    case Node::Kind::kCheck:
      operands.push_back(module.checks[node.index].condition);
      break;
    case Node::Kind::kGuarantee:
      operands.push_back(module.guarantees[node.index].condition);
      break;
    case Node::Kind::kOutput:
      if (module.outputs[node.index].decision < 0) {
        operands.push_back(module.outputs[node.index].value);
      }
      break;
  }
  return operands;
}

}  // namespace sextant::opt
