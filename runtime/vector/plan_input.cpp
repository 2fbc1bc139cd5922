#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "runtime/vector/operations.h"

namespace sextant::vector {

using types::Kind;

namespace {

// The element that lies in memory.
Element ElementOf(abi::Storage storage) {
  switch (storage) {
    case abi::Storage::kInt8:
      return Element::kInt8;
    case abi::Storage::kInt16:
      return Element::kInt16;
    case abi::Storage::kInt32:
    case abi::Storage::kText:
      return Element::kInt32;
    case abi::Storage::kInt64:
      return Element::kInt64;
    case abi::Storage::kFloat64:
      return Element::kFloat64;
  }
  return Element::kInt64;
}

// The words that an element holds.
opt::Range RangeOf(Element element) {
  if (element == Element::kInt64) {
    return {};
  }
  const Int128 most = Int128{1} << (8 * BytesOf(element) - 1);
  return {-most, most - 1};
}

// Bounds that are no part of the range themselves begin, or end, at the next double.
int64_t LowestReal(const ir::Slot& slot) {
  const double most = std::numeric_limits<double>::max();
  const double low = slot.float_low.value_or(-most);
  const bool ends = !slot.float_low || slot.float_low_inclusive;
  return std::bit_cast<int64_t>(ends ? low : std::nextafter(low, INFINITY));
}
int64_t HighestReal(const ir::Slot& slot) {
  const double most = std::numeric_limits<double>::max();
  const double high = slot.float_high.value_or(most);
  const bool ends = !slot.float_high || slot.float_high_inclusive;
  return std::bit_cast<int64_t>(ends ? high : std::nextafter(high, -INFINITY));
}

// The domain of a boolean, an enumeration or a number.
opt::Range DomainOf(const Planner& p, const ir::Slot& slot, uint32_t index) {
  if (slot.type.kind == Kind::kBool) {
    return {0, 1};
  }
  if (slot.type.kind == Kind::kEnum || slot.type.kind == Kind::kSet) {
    const auto members = p.module().enums.get(slot.type.enumeration).members.size();
    if (slot.type.kind == Kind::kEnum) {
      return {0, static_cast<int64_t>(members) - 1};
    }
    return members >= 64 ? opt::Range{} : opt::Range{0, (Int128{1} << members) - 1};
  }
  return p.ranges().OfSlot(index);
}

}  // namespace

Element Planner::ElementOf(const types::Type& type) const {
  switch (type.kind) {
    case Kind::kBool:
      return Element::kBits;
    case Kind::kFloat:
      return Element::kFloat64;
    case Kind::kDate:
      return Element::kInt32;
    case Kind::kEnum: {
      const auto members = module().enums.get(type.enumeration).members.size();
      return vector::ElementOf(abi::NarrowestOf(0, static_cast<int64_t>(members) - 1));
    }
    default:
      return Element::kInt64;
  }
}

Element Planner::ReasonElement() const {
  const auto count = static_cast<int64_t>(module().reasons.size());
  return vector::ElementOf(abi::NarrowestOf(ir::kNoReason, count - 1));
}

Operand Planner::ConstantOf(const types::Type& type, int64_t word) {
  return Operand::OfConstant(ElementOf(type), type.kind == Kind::kText ? TextWord(word) : word);
}

int64_t Planner::TextWord(int64_t text) {
  const int64_t number = text_numbers_[static_cast<std::size_t>(text)];
  return number << 32 | (static_cast<int64_t>(module().slots.size()) + text);
}

Operand Planner::LoadBits(uint32_t column) {
  return builder_.Make(primitives().copy_bits, Element::kBits,
                       {Operand::OfColumn(Element::kBits, column)});
}

Operand Planner::SlotBits(uint32_t slot) {
  std::optional<Operand>& bits = slot_bits_[slot];
  if (!bits) {
    bits = LoadBits(layout().SlotBits(slot));
  }
  return *bits;
}

// A text is where it stands, the slot itself, below its number when texts are compared.
Operand Planner::SlotValue(uint32_t slot) {
  std::optional<Operand>& value = slot_values_[slot];
  if (value) {
    return *value;
  }
  const types::Type& type = module().slots[slot].type;
  const Operand raw =
      Operand::OfColumn(vector::ElementOf(source_.layout[slot]), layout().SlotValues(slot));
  if (type.kind == Kind::kBool) {
    value = builder_.Make(primitives().bits_of_bytes, Element::kBits, {raw});
  } else if (type.kind != Kind::kText) {
    value = builder_.Convert(raw, ElementOf(type));
  } else if (texts_.slots[slot]) {
    value = builder_.Make(primitives().text_of_numbers, Element::kInt64, {raw});
    builder_.last().x = slot;
  } else {
    value = Operand::OfConstant(Element::kInt64, slot);
  }
  return *value;
}

void Planner::RequireRange(const Operand& column, const Operand& present, int64_t low,
                           int64_t high) {
  builder_.MakeInto(primitives().require_range[Primitives::Of(column.element)], marked_.column,
                    {column, {}, builder_.AsColumn(present)});
  builder_.last().x = low;
  builder_.last().y = high;
}

// marked |= valid & outside its domain.  Required values that are missing have been marked already.
void PlanSlotCheck(Planner& p, uint32_t index) {
  const ir::Slot& slot = p.module().slots[index];
  Operand present = Operand::All();
  if (slot.type.optional) {
    present = p.SlotBits(index);
  }
  if (slot.type.kind == Kind::kText) {
    return;
  }
  const Element element = ElementOf(p.StorageOfSlot(index));
  const bool real = element == Element::kFloat64;
  const opt::Range domain = real ? opt::Range{} : DomainOf(p, slot, index);
  const opt::Range all = RangeOf(element);
  const opt::Range held{std::max(domain.low, all.low), std::min(domain.high, all.high)};
  if (!real && held.low == all.low && held.high == all.high) {
    return;
  }
  if (held.low > held.high) {
    return p.Rerun(present);
  }
  p.RequireRange(Operand::OfColumn(element, p.layout().SlotValues(index)), present,
                 real ? LowestReal(slot) : static_cast<int64_t>(held.low),
                 real ? HighestReal(slot) : static_cast<int64_t>(held.high));
}

// marked |= ~condition | rerun(condition)
void PlanRequired(Planner& p, ir::InstId condition) {
  const Lanes holds = p.Get(condition);
  p.Require(holds.value);
  p.Rerun(holds.rerun);
}

}  // namespace sextant::vector
