#include "compiler/opt/foreign.h"

#include <algorithm>

#include "compiler/opt/tables.h"

namespace sextant::opt {

using ir::Op;

namespace {

bool IsMarked(Op op) {
  switch (op) {
#define SEXTANT_OP(Name, text, args)
#define SEXTANT_FOREIGN_OP(Name, text, args) \
  case Op::k##Name:                          \
    return true;
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
    default:
      return false;
  }
}

// A kernel knows texts by their numbers, which say what is equal but not what comes first.
bool OrdersTexts(const ir::Module& module, const ir::Inst& inst) {
  switch (inst.op) {
    case Op::kLt:
    case Op::kLe:
    case Op::kMin:
    case Op::kMax:
    case Op::kArgMin:
    case Op::kArgMax:
      return module.inst(module.args(inst)[0]).type.kind == types::Kind::kText;
    default:
      return false;
  }
}

}  // namespace

bool IsForeign(const ir::Module& module, ir::InstId id) {
  const ir::Inst& inst = module.inst(id);
  return IsMarked(inst.op) || OrdersTexts(module, inst);
}

bool IsForeign(const ir::Module& module, const ir::Decision& decision) {
  if (std::holds_alternative<ir::Offers>(decision.body)) {
    return true;
  }
  // A `collect` makes a choice for every rule and place: of so many the interpreter makes them
  // sooner than LLVM would compile them.
  constexpr std::size_t kMostCollected = 64;
  if (const auto* list = std::get_if<ir::AllMatches>(&decision.body)) {
    return list->policy == ir::AllMatches::Policy::kCollect && list->rules.size() > kMostCollected;
  }
  // Lists of another decision.
  if (std::holds_alternative<ir::FirstMatch>(decision.body) &&
      (decision.reason_width > 0 ||
       std::ranges::any_of(decision.outputs,
                           [](const ir::Output& output) { return output.width > 0; }))) {
    return true;
  }
  const auto* table = std::get_if<ir::Table>(&decision.body);
  return table != nullptr && !IsNative(module, *table);
}

bool ForeignParts::Has(ir::InstId id) const {
  return IsForeign(module_, id) || (Drawn(id.index()) && !IsImmediate(module_.inst(id).op));
}

bool ForeignParts::HasDecision(uint32_t decision) const {
  const ir::Decision& own = module_.decisions[decision];
  return IsForeign(module_, own) || Drawn(decision) ||
         (!tables_ && std::holds_alternative<ir::Table>(own.body));
}

bool IsImmediate(Op op) {
  switch (op) {
    case Op::kConst:
    case Op::kMissing:
    case Op::kSlot:
    case Op::kParam:
    case Op::kDecision:
    case Op::kLet:
    case Op::kStore:
    case Op::kUnwrap:
      return true;
    default:
      return false;
  }
}

}  // namespace sextant::opt
