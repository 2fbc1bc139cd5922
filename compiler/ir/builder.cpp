#include "compiler/ir/builder.h"

#include <algorithm>

#include "compiler/ir/lists.h"
#include "compiler/ir/simplify.h"

namespace sextant::ir {
namespace {

std::size_t Mix(std::size_t hash, std::size_t value) {
  return (hash ^ value) * 0x9e3779b97f4a7c15u + (hash >> 29);
}

std::size_t TypeBits(const Type& type) {
  return static_cast<std::size_t>(type.kind) | std::size_t{type.scale} << 8 |
         std::size_t{type.percent} << 16 | std::size_t{type.optional} << 17 |
         static_cast<std::size_t>(type.unit) << 18 | std::size_t{type.series} << 20;
}

}  // namespace

InstId Builder::Add(Op op, Type type, std::span<const InstId> args, source::Span span, int64_t imm,
                    RoundingMode mode) {
  const Inst inst{op, mode, type, 0, static_cast<uint32_t>(args.size()), imm, span};
  const Simplified simpler = Simplify(module_, inst, args);
  if (simpler.constant) {
    return Const(type, *simpler.constant);
  }
  return simpler.same.valid() ? simpler.same : Intern(inst, args);
}

InstId Builder::Const(Type type, int64_t word) {
  return Intern({Op::kConst, RoundingMode::kHalfEven, type.required(), 0, 0, word, {}}, {});
}

InstId Builder::Intern(const Inst& inst, std::span<const InstId> args) {
  const std::size_t hash = Hash(inst, args);
  const auto [first, last] = known_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    if (Same(module_.inst(it->second), inst, args)) {
      return it->second;
    }
  }
  Inst added = inst;
  added.args_begin = static_cast<uint32_t>(module_.operands.size());
  module_.operands.insert(module_.operands.end(), args.begin(), args.end());
  module_.insts.push_back(added);
  const InstId id(module_.insts.size() - 1);
  known_.emplace(hash, id);
  return id;
}

std::size_t Builder::Hash(const Inst& inst, std::span<const InstId> args) const {
  std::size_t hash = static_cast<std::size_t>(inst.op) | static_cast<std::size_t>(inst.mode) << 8;
  hash = Mix(hash, TypeBits(inst.type));
  hash = Mix(hash, inst.type.currency.code);
  hash = Mix(hash, inst.type.enumeration.value);
  hash = Mix(hash, static_cast<std::size_t>(inst.imm));
  for (InstId arg : args) {
    hash = Mix(hash, arg.value);
  }
  return CanFault(module_, inst) ? Mix(hash, inst.span.begin) : hash;
}

bool Builder::Same(const Inst& known, const Inst& inst, std::span<const InstId> args) const {
  return known.op == inst.op && known.mode == inst.mode && known.type == inst.type &&
         known.imm == inst.imm && std::ranges::equal(module_.args(known), args) &&
         (!CanFault(module_, inst) || known.span == inst.span);
}

bool CanFault(const Module&, const Inst& inst) {
  switch (inst.op) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
    case Op::kRescale:
    case Op::kRound:
    case Op::kRoundFloat:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kRaise:
    case Op::kLimit:
      return true;
    // The least number of 128 or 64 bits has no twin above 0; of a double only the sign changes.
    case Op::kNeg:
    case Op::kAbs:
    case Op::kStore:
      return inst.type.is_exact();
    case Op::kReduce:
      return ReductionOf(inst) == Reduction::kSum || ReductionOf(inst) == Reduction::kAverage;
    default:
      return false;
  }
}

}  // namespace sextant::ir
