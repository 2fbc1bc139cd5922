#include "compiler/opt/texts.h"

#include <algorithm>

namespace sextant::opt {

using ir::Op;

namespace {

bool IsText(const ir::Module& module, ir::InstId id) {
  return module.inst(id).type.kind == types::Kind::kText;
}

bool ComparesTexts(const ir::Module& module, const ir::Inst& inst) {
  const bool compares = inst.op == Op::kEq || inst.op == Op::kNe || inst.op == Op::kOneOf;
  return compares && IsText(module, module.args(inst)[0]);
}

}  // namespace

ComparedTexts FindComparedTexts(const ir::Module& module) {
  ComparedTexts found{std::vector<bool>(module.slots.size()), false};
  std::vector<bool> compared(module.insts.size());
  // Operands precede their users, so one pass from the end sees each user before its operands.
  for (std::size_t i = module.insts.size(); i-- > 0;) {
    const ir::Inst& inst = module.insts[i];
    const bool passes_on = compared[i] && inst.type.kind == types::Kind::kText;
    const bool compares = ComparesTexts(module, inst);
    if (inst.op == Op::kLet && passes_on) {
      compared[module.lets[static_cast<std::size_t>(inst.imm)].value.index()] = true;
    }
    if (inst.op == Op::kSlot && passes_on) {
      found.slots[static_cast<std::size_t>(inst.imm)] = true;
    }
    int of_records = 0;
    for (ir::InstId arg : module.args(inst)) {
      if ((compares || passes_on) && IsText(module, arg)) {
        compared[arg.index()] = true;
        of_records += module.inst(arg).op == Op::kConst ? 0 : 1;
      }
    }
    found.pairs |= compares && of_records > 1;
  }
  return found;
}

int32_t NumberOfText(const ir::Module& module, int64_t text) {
  const auto& texts = module.texts;
  const auto first = std::ranges::find(texts, texts[static_cast<std::size_t>(text)]);
  return static_cast<int32_t>(first - texts.begin());
}

}  // namespace sextant::opt
