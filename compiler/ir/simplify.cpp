#include "compiler/ir/simplify.h"

#include <bit>

#include "compiler/ir/builder.h"
#include "compiler/ir/float.h"

namespace sextant::ir {
namespace {

const Inst* ConstOrNull(const Module& module, InstId id) {
  const Inst& inst = module.inst(id);
  return inst.op == Op::kConst ? &inst : nullptr;
}

Simplified Word(std::optional<Int128> word) {
  if (!word || !FitsInt64(*word)) {
    return {};
  }
  return {static_cast<int64_t>(*word), {}};
}

Simplified Bool(bool value) {
  return {value ? 1 : 0, {}};
}

Simplified Same(InstId id) {
  return {std::nullopt, id};
}

Simplified SimplifyNegation(const Inst& inst, const Inst& operand) {
  if (inst.type.kind == types::Kind::kFloat) {
    return {std::bit_cast<int64_t>(-std::bit_cast<double>(operand.imm)), {}};
  }
  return Word(CheckedSub(0, operand.imm));
}

Simplified SimplifyRescale(const Inst& inst, const Inst& operand) {
  return Word(CheckedMul(operand.imm, PowerOfTen(inst.type.scale - operand.type.scale)));
}

// And stops at false, Or at true; the other constant leaves the other operand.
Simplified SimplifyJunction(const Module& module, std::span<const InstId> args, bool stops_at) {
  if (const Inst* left = ConstOrNull(module, args[0])) {
    return (left->imm != 0) == stops_at ? Bool(stops_at) : Same(args[1]);
  }
  const Inst* right = ConstOrNull(module, args[1]);
  return right != nullptr && (right->imm != 0) != stops_at ? Same(args[0]) : Simplified{};
}

Simplified SimplifyNot(const Module& module, InstId operand) {
  if (const Inst* constant = ConstOrNull(module, operand)) {
    return Bool(constant->imm == 0);
  }
  const Inst& inst = module.inst(operand);
  return inst.op == Op::kNot ? Same(module.args(inst)[0]) : Simplified{};
}

// The value behind names and proofs of presence; the name itself where its let has no value yet.
const Inst& Behind(const Module& module, InstId id) {
  while (true) {
    const Inst& inst = module.inst(id);
    const InstId next = inst.op == Op::kUnwrap ? module.args(inst)[0]
                        : inst.op == Op::kLet
                            ? module.lets[static_cast<std::size_t>(inst.imm)].value
                            : InstId();
    if (!next.valid() || next >= id) {
      return inst;
    }
    id = next;
  }
}

// Whether the value was stored before, or is too small to matter.
bool FitsAlready(const Module& module, const Inst& inst) {
  switch (inst.op) {
    case Op::kConst:
    case Op::kMissing:
    case Op::kSlot:
    case Op::kElement:
    case Op::kParam:
    case Op::kDecision:
    case Op::kStore:
    case Op::kCount:
    case Op::kSetSize:
    case Op::kDaysBetween:
    case Op::kMonthsBetween:
      return true;
    case Op::kReduce:
      return !CanFault(module, inst);
    default:
      return !inst.type.is_exact();
  }
}

Simplified SimplifyMissing(const Module& module, const Inst& inst, InstId operand) {
  const Inst& known = module.inst(operand);
  if (inst.op == Op::kIsKnown) {
    const bool settled = known.op == Op::kMissing || known.op == Op::kConst;
    return settled ? Bool(known.op == Op::kConst) : Simplified{};
  }
  return known.type.optional ? Simplified{} : Same(operand);
}

Simplified SimplifySelect(const Module& module, std::span<const InstId> args) {
  const Inst* condition = ConstOrNull(module, args[0]);
  return condition == nullptr ? Simplified{} : Same(args[condition->imm != 0 ? 1 : 2]);
}

Simplified SimplifyOfConst(const Inst& inst, const Inst& operand) {
  switch (inst.op) {
    case Op::kNeg:
      return SimplifyNegation(inst, operand);
    case Op::kRescale:
      return SimplifyRescale(inst, operand);
    case Op::kToFloat:
      return {std::bit_cast<int64_t>(NearestDouble(operand.imm, operand.type.scale)), {}};
    default:
      return {};
  }
}

}  // namespace

Simplified Simplify(const Module& module, const Inst& inst, std::span<const InstId> args) {
  switch (inst.op) {
    case Op::kNeg:
    case Op::kRescale:
    case Op::kToFloat: {
      const Inst* operand = ConstOrNull(module, args[0]);
      return operand == nullptr ? Simplified{} : SimplifyOfConst(inst, *operand);
    }
    case Op::kAnd:
      return SimplifyJunction(module, args, false);
    case Op::kOr:
      return SimplifyJunction(module, args, true);
    case Op::kNot:
      return SimplifyNot(module, args[0]);
    case Op::kSelect:
      return SimplifySelect(module, args);
    case Op::kStore:
      return FitsAlready(module, Behind(module, args[0])) ? Same(args[0]) : Simplified{};
    case Op::kIsKnown:
    case Op::kUnwrap:
      return SimplifyMissing(module, inst, args[0]);
    case Op::kCoalesce:
      return module.inst(args[0]).op == Op::kMissing ? Same(args[1])
                                                     : SimplifyMissing(module, inst, args[0]);
    case Op::kMin:
    case Op::kMax:
      return args.size() == 1 ? Same(args[0]) : Simplified{};
    default:
      return {};
  }
}

}  // namespace sextant::ir
