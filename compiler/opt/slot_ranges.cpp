#include "compiler/opt/slot_ranges.h"

#include <algorithm>

#include "compiler/support/dates.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

// Amounts to 10^12, but at most 10^16 units of the last place; nothing for the finest scales, where
// that would not be ordinary any more.
Range OrdinaryRange(const types::Type& type, const Range& all) {
  if (!type.is_exact() || type.scale > 8) {
    return all;
  }
  const Int128 most = PowerOfTen(std::min(12 + type.scale, 16));
  return {-most, most};
}

bool IsArithmetic(Op op) {
  switch (op) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
    case Op::kNeg:
    case Op::kAbs:
    case Op::kRescale:
    case Op::kRound:
    case Op::kToFloat:
      return true;
    default:
      return false;
  }
}

bool PassesOn(Op op) {
  switch (op) {
    case Op::kSelect:
    case Op::kCoalesce:
    case Op::kUnwrap:
    case Op::kMin:
    case Op::kMax:
    case Op::kLimit:
      return true;
    default:
      return false;
  }
}

// The slots that reach arithmetic, directly or through a choice.
std::vector<bool> SlotsInArithmetic(const ir::Module& module, const Schedule& schedule) {
  std::vector<bool> calculated(module.insts.size());
  std::vector<bool> slots(module.slots.size());
  const auto mark = [&](InstId id) {
    for (id = schedule.Canonical(id); module.inst(id).op == Op::kUnwrap;) {
      id = schedule.Canonical(module.args(id)[0]);
    }
    calculated[id.index()] = true;
    if (module.inst(id).op == Op::kSlot) {
      slots[static_cast<std::size_t>(module.inst(id).imm)] = true;
    }
  };
  for (auto node = schedule.nodes().rbegin(); node != schedule.nodes().rend(); ++node) {
    if (node->kind != Node::Kind::kInst || node->foreign()) {
      continue;
    }
    const ir::Inst& inst = module.insts[node->index];
    if (IsArithmetic(inst.op) || (PassesOn(inst.op) && calculated[node->index])) {
      for (InstId arg : module.args(inst)) {
        mark(arg);
      }
    }
  }
  return slots;
}

}  // namespace

std::vector<Range> SlotRanges(const ir::Module& module, const Schedule& schedule) {
  const std::vector<bool> calculated = SlotsInArithmetic(module, schedule);
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < module.slots.size(); ++i) {
    const ir::Slot& slot = module.slots[i];
    const bool date = slot.type.kind == types::Kind::kDate;
    Range range = date ? Range{kFirstDate, kLastDate} : Range{};
    range = calculated[i] ? OrdinaryRange(slot.type, range) : range;
    range.low = slot.low ? std::max<Int128>(range.low, *slot.low) : range.low;
    range.high = slot.high ? std::min<Int128>(range.high, *slot.high) : range.high;
    ranges.push_back(range);
  }
  return ranges;
}

}  // namespace sextant::opt
