#include "runtime/interp/input.h"

#include <algorithm>
#include <cmath>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"

namespace sextant::interp {

using abi::FaultKind;
using types::Kind;

namespace {

bool Outside(const ir::Slot& slot, Int128 word) {
  return (slot.low && word < *slot.low) || (slot.high && word > *slot.high);
}

bool Outside(const ir::Slot& slot, double real) {
  if (slot.float_low &&
      (slot.float_low_inclusive ? real < *slot.float_low : real <= *slot.float_low)) {
    return true;
  }
  return slot.float_high &&
         (slot.float_high_inclusive ? real > *slot.float_high : real >= *slot.float_high);
}

}  // namespace

std::span<const abi::CellFault> FaultsOf(std::span<const abi::CellFault> faults, int64_t row) {
  if (faults.empty()) {
    return {};
  }
  const auto found = std::ranges::equal_range(faults, row, {}, &abi::CellFault::row);
  return {found.begin(), found.end()};
}

Input::Input(const ir::Module& module) : module_(module) {
  for (const ir::Slot& slot : module.slots) {
    storages_.push_back(ir::StorageOf(slot.type));
  }
}

void Input::Read(const abi::InputBatch& batch, int64_t row, std::vector<Value>& slots,
                 std::vector<BadSlot>& bad) const {
  auto cells = FaultsOf(batch.faults, row);
  for (uint32_t slot = 0; slot < module_.slots.size(); ++slot) {
    slots[slot] = ReadCell(batch.columns[slot], storages_[slot], row, slot);
    if (!cells.empty() && cells.front().slot == slot) {
      slots[slot] = Value::Missing();
      bad.push_back({slot, cells.front().kind, &cells.front()});
    } else if (const auto kind = CheckValue(module_, module_.slots[slot], slots[slot])) {
      bad.push_back({slot, *kind, nullptr});
    }
    while (!cells.empty() && cells.front().slot <= slot) {
      cells = cells.subspan(1);  // of several faults of one cell the first counts
    }
  }
}

Value ReadCell(const abi::InputColumn& column, abi::Storage storage, int64_t row, Int128 text) {
  if (!abi::IsValid(column, row)) {
    return Value::Missing();
  }
  const int64_t at = column.offset + row;
  switch (storage) {
    case abi::Storage::kFloat64:
      return Value::OfReal(static_cast<const double*>(column.values)[at]);
    case abi::Storage::kText:
      return Value::OfWord(text);
    default:
      return Value::OfWord(abi::WholeAt(column.values, column.stored.value_or(storage), at));
  }
}

std::optional<FaultKind> CheckValue(const ir::Module& module, const ir::Slot& slot,
                                    const Value& value) {
  if (value.missing) {
    return slot.type.optional ? std::nullopt : std::optional(FaultKind::kMissing);
  }
  switch (slot.type.kind) {
    case Kind::kFloat:
      if (!std::isfinite(value.real)) {
        return FaultKind::kNotFinite;
      }
      return Outside(slot, value.real) ? std::optional(FaultKind::kRange) : std::nullopt;
    case Kind::kEnum: {
      const auto members = module.enums.get(slot.type.enumeration).members.size();
      const bool listed = value.word >= 0 && value.word < static_cast<Int128>(members);
      return listed ? std::nullopt : std::optional(FaultKind::kUnlisted);
    }
    case Kind::kSet: {
      const auto members = module.enums.get(slot.type.enumeration).members.size();
      const bool listed =
          members >= types::kMostSetMembers || static_cast<uint64_t>(value.word) >> members == 0;
      return listed ? std::nullopt : std::optional(FaultKind::kUnlisted);
    }
    case Kind::kBool:
      return value.word == 0 || value.word == 1 ? std::nullopt
                                                : std::optional(FaultKind::kUnlisted);
    case Kind::kDate:
      if (value.word < kFirstDate || value.word > kLastDate) {
        return FaultKind::kRange;
      }
      break;
    default:
      break;
  }
  return Outside(slot, value.word) ? std::optional(FaultKind::kRange) : std::nullopt;
}

}  // namespace sextant::interp
