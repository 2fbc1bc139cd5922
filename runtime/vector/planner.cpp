#include "runtime/vector/planner.h"

#include "compiler/ir/storage.h"
#include "compiler/opt/answer.h"
#include "compiler/support/check.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

using ir::InstId;
using ir::Op;
using opt::Node;

namespace {

// Of equal texts the first, so that equal ones have one number.
std::vector<int32_t> NumberTexts(const std::vector<std::string>& texts) {
  std::unordered_map<std::string_view, int32_t> first;
  std::vector<int32_t> numbers;
  for (const std::string& text : texts) {
    numbers.push_back(first.try_emplace(text, static_cast<int32_t>(numbers.size())).first->second);
  }
  return numbers;
}

}  // namespace

Planner::Planner(const Source& source, Builder& builder)
    : source_(source),
      builder_(builder),
      texts_(opt::FindComparedTexts(source.module)),
      values_(source.module.insts.size()),
      answers_(source.module.decisions.size()),
      slot_values_(source.module.slots.size()),
      slot_bits_(source.module.slots.size()),
      text_numbers_(NumberTexts(source.module.texts)),
      first_places_(ir::FirstPlaces(source.module)),
      marked_(LoadBits(builder.layout().Marked())) {}

void Planner::PlanAll() {
  for (const Node& node : source_.schedule.nodes()) {
    PlanNode(node);
  }
  builder_.MakeInto(primitives().copy_bits, layout().Marked(), {marked_});
}

void Planner::PlanNode(const Node& node) {
  if (node.foreign()) {
    const auto first = static_cast<uint32_t>(node.root);
    if (node.kind == Node::Kind::kInst) {
      values_[node.index] = PlanDerived(*this, first, 1).front();
    } else {
      answers_[node.index].lanes =
          PlanDerived(*this, first, opt::LaneCount(module().decisions[node.index]));
    }
    return;
  }
  switch (node.kind) {
    case Node::Kind::kInst:
      // What reads no record is made when it is needed.
      if (!source_.schedule.IsInvariant(InstId(node.index))) {
        values_[node.index] = PlanInst(InstId(node.index));
      }
      return;
    case Node::Kind::kRule:
      return PlanRuleNode(node);
    case Node::Kind::kBody:
      answers_[node.index].lanes = PlanBody(*this, module().decisions[node.index]);
      return;
    case Node::Kind::kSlotCheck:
      return PlanSlotCheck(*this, node.index);
    case Node::Kind::kCheck:
      return PlanRequired(*this, module().checks[node.index].condition);
    case Node::Kind::kOutput:
      return PlanOutput(*this, node.index, first_places_[node.index]);
    case Node::Kind::kGuarantee:
      return PlanRequired(*this, module().guarantees[node.index].condition);
  }
}

void Planner::PlanRuleNode(const Node& node) {
  const auto* all = std::get_if<ir::AllMatches>(&module().decisions[node.index].body);
  if (all != nullptr) {
    PlanMatch(*this, node.index, *all, node.rule);
  } else {
    PlanRule(*this, node.index, node.rule);
  }
}

Lanes Planner::PlanInst(InstId id) {
  const ir::Inst& inst = module().inst(id);
  switch (inst.op) {
#define SEXTANT_OP(Name, text, args) \
  case Op::k##Name:                  \
    return Plan##Name(*this, inst);
#define SEXTANT_FOREIGN_OP(Name, text, args) \
  case Op::k##Name:                          \
    break;
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
  }
  SEXTANT_CHECK(false, "a foreign operation has no primitives");
}

Lanes Planner::Get(InstId id) {
  id = source_.schedule.Canonical(id);
  if (!source_.schedule.IsImmediate(id) && !source_.schedule.IsInvariant(id)) {
    return values_[id.index()];
  }
  const auto found = made_.find(id.value);
  return found != made_.end() ? found->second : made_[id.value] = MakeHere(id);
}

Lanes Planner::MakeHere(InstId id) {
  if (!source_.schedule.IsInvariant(id)) {
    return PlanInst(id);
  }
  const Builder::Once once(builder_);
  return PlanInst(id);
}

void Planner::Rerun(const Operand& rows) {
  if (rows.is_none() || (!rows.is_constant() && !counted_.insert(rows.column).second)) {
    return;
  }
  builder_.MakeInto(primitives().include, marked_.column, {builder_.AsColumn(rows)});
}

Lanes Planner::Strict(const ir::Inst& inst, std::span<const Lanes> args, const Operand& value,
                      const Operand& own) {
  Lanes result{value};
  for (const Lanes& arg : args) {
    result.rerun = builder_.Or(result.rerun, arg.rerun);
    if (inst.type.optional) {
      result.valid = builder_.And(result.valid, arg.valid);
    }
  }
  result.rerun = builder_.Or(result.rerun, builder_.And(own, result.valid));
  return result;
}

}  // namespace sextant::vector
