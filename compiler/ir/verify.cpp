#include "compiler/ir/verify.h"

#include <algorithm>

#include "compiler/ir/builder.h"
#include "compiler/ir/order.h"

namespace sextant::ir {

using types::Kind;

namespace {

bool Exists(const Module& module, InstId id) {
  return id.index() < module.insts.size();
}

bool IsBool(const Module& module, InstId id) {
  return Exists(module, id) && module.inst(id).type.kind == Kind::kBool &&
         !module.inst(id).type.optional;
}

std::string VerifyRule(const Module& module, const Decision& decision, const Rule& rule,
                       bool last) {
  if (rule.condition.valid() ? !IsBool(module, rule.condition) : !last) {
    return "a rule has no condition that is a boolean";
  }
  if (rule.values.size() != decision.outputs.size()) {
    return "a rule does not assign every output";
  }
  for (std::size_t i = 0; i < rule.values.size(); ++i) {
    const Type& output = decision.outputs[i].type;
    if (!Exists(module, rule.values[i]) || !Alike(module.inst(rule.values[i]).type, output)) {
      return "a rule assigns another type than its output's";
    }
    if (module.inst(rule.values[i]).type.optional && !output.optional) {
      return "a rule may leave a required output missing";
    }
  }
  return "";
}

std::string VerifyBody(const Module& module, const Decision& decision, const FirstMatch& list) {
  if (list.rules.empty() || list.rules.back().condition.valid()) {
    return "its last rule is not `otherwise`";
  }
  for (const Rule& rule : list.rules) {
    const std::string broken = VerifyRule(module, decision, rule, &rule == &list.rules.back());
    if (!broken.empty()) {
      return broken;
    }
  }
  return "";
}

std::string VerifyBody(const Module& module, const Decision& decision, const AllMatches& list) {
  const bool collect = list.policy == AllMatches::Policy::kCollect;
  const bool unite = list.policy == AllMatches::Policy::kUnite;
  if (list.rules.empty() || (!collect && !unite && list.rules.back().condition.valid())) {
    return "its last rule is not `otherwise`";
  }
  if (unite && (decision.outputs.size() != 1 || decision.outputs[0].type.kind != Kind::kSet)) {
    return "its output is not one set";
  }
  for (const Output& output : decision.outputs) {
    if ((output.width > 0) != collect) {
      return "its outputs are lists, or are not, against its policy";
    }
  }
  if (list.policy == AllMatches::Policy::kBest && list.best >= decision.outputs.size()) {
    return "its rules are compared by no output";
  }
  for (const Rule& rule : list.rules) {
    const std::string broken = VerifyRule(module, decision, rule, &rule == &list.rules.back());
    if (!broken.empty()) {
      return broken;
    }
  }
  return "";
}

std::string VerifyBody(const Module& module, const Decision& decision, const Machine& machine) {
  return VerifyBody(module, decision, machine.stages);
}

std::string VerifyBody(const Module& module, const Decision&, const Matrix& matrix) {
  if (!Exists(module, matrix.down) || !Exists(module, matrix.across)) {
    return "an axis is no instruction";
  }
  for (const MatrixAxis& axis : matrix.outer) {
    if (!Exists(module, axis.value) || axis.size == 0) {
      return "an outer axis is no instruction, or empty";
    }
  }
  const bool full = matrix.codes.size() == std::size_t{matrix.rows} * matrix.columns;
  return full ? "" : "its grid is not full";
}

std::string VerifySteps(const Module& module, const Steps& steps) {
  if (!Exists(module, steps.value)) {
    return "its value is no instruction";
  }
  if (steps.passes_at.size() != steps.cuts.size() ||
      steps.results.size() != steps.cuts.size() + 1) {
    return "its cuts and results do not go together";
  }
  const Type& type = module.inst(steps.value).type;
  for (InstId cut : steps.cuts) {
    const bool alike = Exists(module, cut) && Alike(module.inst(cut).type, type);
    if (!alike || module.inst(cut).type.optional) {
      return "a cut is not of its value's type";
    }
  }
  return steps.missing_result.has_value() == type.optional ? ""
                                                           : "missing has no step, or needs none";
}

std::string VerifyBody(const Module& module, const Decision&, const Band& band) {
  return VerifySteps(module, band.steps);
}

std::string VerifyPoints(const Module& module, const Steps& steps) {
  return VerifySteps(module, steps);
}

std::string VerifyPoints(const Module& module, const MemberPoints& members) {
  if (!Exists(module, members.value)) {
    return "its value is no instruction";
  }
  const Type& type = module.inst(members.value).type;
  const std::size_t count = type.kind == Kind::kBool ? 2
                            : type.kind == Kind::kEnum
                                ? module.enums.get(type.enumeration).members.size()
                                : 0;
  if (count == 0 || members.points.size() != count) {
    return "its points are not one a member";
  }
  return members.missing_points.has_value() == type.optional
             ? ""
             : "missing has no points, or needs none";
}

std::size_t ResultCount(const Steps& steps) {
  return steps.results.size();
}
std::size_t ResultCount(const MemberPoints& members) {
  return members.points.size();
}

std::string VerifyBody(const Module& module, const Decision&, const Score& score) {
  for (const Characteristic& characteristic : score.characteristics) {
    const std::string broken = std::visit(
        [&](const auto& points) { return VerifyPoints(module, points); }, characteristic.points);
    if (!broken.empty()) {
      return broken;
    }
    const std::size_t results =
        std::visit([](const auto& points) { return ResultCount(points); }, characteristic.points);
    if (!characteristic.reasons.empty() && characteristic.reasons.size() != results) {
      return "its reasons are not one a result";
    }
    if (!characteristic.bins.empty() && characteristic.bin_of.size() < results) {
      return "a result falls into no bin";
    }
  }
  return "";
}

bool IsCellEnd(const Module& module, InstId end, const Type& input) {
  return !end.valid() || (Exists(module, end) && Alike(module.inst(end).type, input) &&
                          !module.inst(end).type.optional);
}

std::string VerifyInput(const Module& module, const TableInput& input) {
  if (!Exists(module, input.value) || (input.set.valid() && !Exists(module, input.set))) {
    return "an input is no instruction";
  }
  for (const Cell& cell : input.cells) {
    for (const CellRange& range : cell.ranges) {
      if (!IsCellEnd(module, range.low, module.inst(input.value).type) ||
          !IsCellEnd(module, range.high, module.inst(input.value).type)) {
        return "a cell is not of its input's type";
      }
    }
  }
  return "";
}

std::string VerifyRows(const Table& table) {
  const std::size_t inputs = table.inputs.size();
  const uint32_t lined = table.rows - (table.otherwise ? 1 : 0);
  if (table.rows == 0 || table.cells.size() != lined * inputs ||
      table.values.size() != std::size_t{table.rows} * table.outputs ||
      table.reasons.size() != table.rows || table.spans.size() != table.rows) {
    return "its rows are not whole";
  }
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (table.cells[i] >= table.inputs[i % inputs].cells.size()) {
      return "a row names no cell";
    }
  }
  return "";
}

std::string VerifyBody(const Module& module, const Decision& decision, const Table& table) {
  for (const TableInput& input : table.inputs) {
    const std::string broken = VerifyInput(module, input);
    if (!broken.empty()) {
      return broken;
    }
  }
  const bool counts = table.policy == HitPolicy::kCount;
  if ((counts ? 1 : table.outputs) + (table.gives_row ? 1 : 0) != decision.outputs.size() ||
      table.best_by >= std::max<uint32_t>(table.outputs, 1)) {
    return "its rows do not give every output";
  }
  for (std::size_t i = 0; i < table.values.size(); ++i) {
    const Type& output = decision.outputs[i % table.outputs].type;
    if (!Exists(module, table.values[i]) || !Alike(module.inst(table.values[i]).type, output) ||
        (module.inst(table.values[i]).type.optional && !output.optional)) {
      return "a row gives another type than its output's";
    }
  }
  return VerifyRows(table);
}

bool IsCondition(const Module& module, InstId id) {
  return Exists(module, id) && module.inst(id).type.kind == Kind::kBool &&
         !module.inst(id).type.optional;
}

std::string VerifyBody(const Module& module, const Decision& decision, const Offers& offers) {
  const std::vector<Output>& outputs = decision.outputs;
  const bool lists = outputs.size() == 2 && decision.has_reasons && outputs[0].width > 0 &&
                     outputs[1].width == outputs[0].width &&
                     decision.reason_width == outputs[0].width;
  if (!lists) {
    return "offers have two outputs and reasons, all lists of one width";
  }
  for (const Offer& offer : offers.offers) {
    bool conditions = IsCondition(module, offer.consent) &&
                      (!offer.condition.valid() || IsCondition(module, offer.condition));
    for (const Offer::Unless& unless : offer.unless) {
      conditions = conditions && IsCondition(module, unless.condition);
    }
    if (!conditions || offer.reason == kNoReason) {
      return "an offer has no reason, or a condition that is none";
    }
    if (!Exists(module, offer.worth) || !Alike(module.inst(offer.worth).type, outputs[1].type)) {
      return "an offer is worth another type than its output's";
    }
  }
  return "";
}

std::string VerifyOutput(const Module& module, const OutputColumn& output) {
  if (output.decision < 0) {
    return Exists(module, output.value) && Alike(module.inst(output.value).type, output.type)
               ? ""
               : "its value is not of its type";
  }
  if (static_cast<std::size_t>(output.decision) >= module.decisions.size()) {
    return "it names no decision";
  }
  const Decision& decision = module.decisions[static_cast<std::size_t>(output.decision)];
  const auto parts = static_cast<int32_t>(decision.outputs.size());
  if (output.part >= parts || output.part < kReasonPart) {
    return "it names no output";
  }
  const uint32_t width = output.part == kReasonPart
                             ? decision.reason_width
                             : decision.outputs[static_cast<std::size_t>(output.part)].width;
  return output.width == width ? "" : "it is not as wide as its output";
}

std::string VerifyState(const Module& module, const StateColumn& column) {
  if (column.slot >= module.slots.size() || column.output >= module.outputs.size()) {
    return "it names no slot or no output";
  }
  const Slot& slot = module.slots[column.slot];
  const bool fine = slot.field == kStateField && slot.type.optional &&
                    Alike(slot.type, module.outputs[column.output].type) && module.reads_as_of;
  return fine ? "" : "its slot does not take what its output gives";
}

std::string VerifyConditions(const Module& module) {
  for (const Check& check : module.checks) {
    if (!IsBool(module, check.condition)) {
      return "a check is no boolean";
    }
  }
  for (const Guarantee& guarantee : module.guarantees) {
    if (!IsBool(module, guarantee.condition)) {
      return "guarantee " + guarantee.name + " is no boolean";
    }
  }
  for (const ParamCheck& check : module.param_checks) {
    if (!IsBool(module, check.condition)) {
      return "a check of parameters is no boolean";
    }
  }
  return "";
}

}  // namespace

std::string VerifyDecision(const Module& module, const Decision& decision) {
  return std::visit([&](const auto& body) { return VerifyBody(module, decision, body); },
                    decision.body);
}

std::string Verify(const Module& module) {
  for (std::size_t i = 0; i < module.insts.size(); ++i) {
    const std::string broken = VerifyInst(module, InstId(i));
    if (!broken.empty()) {
      return "%" + std::to_string(i) + " " + std::string(OpName(module.insts[i].op)) + ": " +
             broken;
    }
  }
  for (const Decision& decision : module.decisions) {
    const std::string broken = VerifyDecision(module, decision);
    if (!broken.empty()) {
      return "decision " + decision.name + ": " + broken;
    }
  }
  for (const OutputColumn& output : module.outputs) {
    const std::string broken = VerifyOutput(module, output);
    if (!broken.empty()) {
      return "output " + output.name + ": " + broken;
    }
  }
  if (const std::string broken = VerifyRows(module); !broken.empty()) {
    return broken;
  }
  for (const StateColumn& column : module.state) {
    const std::string broken = VerifyState(module, column);
    if (!broken.empty()) {
      return "state " + column.name + ": " + broken;
    }
  }
  const std::string broken = VerifyConditions(module);
  const bool ordered = EvaluationOrder(module).size() == module.insts.size();
  return broken.empty() && !ordered ? "definitions go round in a circle" : broken;
}

}  // namespace sextant::ir
