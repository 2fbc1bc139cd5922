#include <algorithm>

#include "compiler/ast/tree.h"
#include "compiler/lower/decl.h"

namespace sextant::lower {
namespace {

void AddSlot(Context& context, std::string name, const Type& type) {
  ir::Slot slot;
  slot.name = std::move(name);
  slot.type = type.as_optional();
  slot.field = ir::kStateField;
  context.module.slots.push_back(std::move(slot));
}

std::string Joined(const std::string& name, const std::string& part) {
  return part.empty() ? name : name + "." + part;
}

// The column of that output, behind the others unless the strategy lists it anyway.
uint32_t ColumnOf(Context& context, const std::string& name, int32_t decision, int32_t part) {
  auto& outputs = context.module.outputs;
  const auto found = std::find_if(outputs.begin(), outputs.end(), [&](const auto& output) {
    return output.decision == decision && output.part == part;
  });
  if (found != outputs.end()) {
    return static_cast<uint32_t>(found - outputs.begin());
  }
  const ir::Decision& made = context.module.decisions[static_cast<std::size_t>(decision)];
  ir::OutputColumn column;
  column.name = name;
  column.type = made.outputs[static_cast<std::size_t>(part)].type;
  column.decision = decision;
  column.part = part;
  column.hidden = true;
  outputs.push_back(std::move(column));
  return static_cast<uint32_t>(outputs.size()) - 1;
}

// Names in state files of before that stand for stages of today.
std::vector<ir::ColumnBinding::Code> FormerNames(const ast::DeclNode& node) {
  std::vector<ir::ColumnBinding::Code> codes;
  if (const auto* lifecycle = std::get_if<ast::LifecycleDecl>(&node)) {
    for (std::size_t i = 0; i < lifecycle->stages.size(); ++i) {
      for (const ast::Name& name : lifecycle->stages[i].formerly) {
        codes.push_back({name.text, false, static_cast<int32_t>(i)});
      }
    }
  }
  return codes;
}

void AddColumn(Context& context, std::string name, uint32_t slot, int32_t decision, int32_t part,
               std::vector<ir::ColumnBinding::Code> formerly = {}) {
  ir::StateColumn column;
  column.output = ColumnOf(context, name, decision, part);
  column.name = std::move(name);
  column.slot = slot;
  column.formerly = std::move(formerly);
  column.span = context.module.decisions[static_cast<std::size_t>(decision)].span;
  context.module.state.push_back(std::move(column));
}

}  // namespace

void AddStateSlots(Context& context) {
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const check::Decision& decision = context.program.decisions[i];
    context.state_slots.push_back(static_cast<uint32_t>(context.module.slots.size()));
    if (!context.reached.states[i]) {
      continue;
    }
    for (const check::DecisionOutput& output : decision.outputs) {
      AddSlot(context, Joined(decision.name + ".previous", output.name), output.type);
    }
    if (decision.moves) {
      AddSlot(context, decision.name + ".previous_since", Type::Date());
      context.module.slots.back().since = true;
    }
  }
}

void LowerState(Context& context) {
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const check::Decision& decision = context.program.decisions[i];
    if (!decision.carried || !context.purpose.carries()) {
      continue;
    }
    const int32_t index = context.decision_index[i];
    const uint32_t slot = context.state_slots[i];
    auto formerly = FormerNames(context.program.tree->decls[decision.decl].node);
    if (decision.moves) {
      AddColumn(context, decision.name + ".stage", slot, index, 0, std::move(formerly));
      AddColumn(context, decision.name + ".since", slot + 1, index, kSincePart);
      context.module.state.back().since = true;
      continue;
    }
    for (uint32_t part = 0; part < decision.outputs.size(); ++part) {
      AddColumn(context, Joined(decision.name, decision.outputs[part].name), slot + part, index,
                static_cast<int32_t>(part), formerly);
    }
  }
}

}  // namespace sextant::lower
