#pragma once

#include <string>
#include <utility>

#include "runtime/interp/bindings.h"
#include "runtime/testing/records.h"

// What both kinds of search share.
namespace sextant::testing {

inline constexpr int64_t kSearchRows = 1024;  // of one batch

// Every parameter as it is declared.
interp::Bindings Defaults(const ir::Module& module);

// `on 2026-03-31 `, or nothing when the program reads no date.
std::string OnDate(const ir::Module& module, const Record& record);

// The simplest value of the slot's type that is in its range.
ir::Given Simplest(const ir::Slot& slot);

// Without the rows that do not matter, and with the simplest cells in the others.
template <class Still>
void SimplifyRows(const ir::List& list, std::size_t index, Record& record, Still still) {
  const auto accept = [&](Record simpler) {
    if (still(simpler)) {
      record = std::move(simpler);
    }
  };
  for (std::size_t row = record.lists[index].size(); row-- > 0;) {
    Record fewer = record;
    fewer.lists[index].erase(fewer.lists[index].begin() + static_cast<std::ptrdiff_t>(row));
    accept(std::move(fewer));
  }
  for (std::size_t row = 0; row < record.lists[index].size(); ++row) {
    for (std::size_t slot = 0; slot < list.slots.size(); ++slot) {
      Record simpler = record;
      simpler.lists[index][row][slot] = Simplest(list.slots[slot]);
      if (list.slots[slot].type.kind != types::Kind::kFloat) {
        accept(std::move(simpler));
      }
    }
  }
}

// Puts the simplest value in every slot but `keep` where `still` holds all the same. What is left
// of a state is known together with its date, or missing.
template <class Still>
Record Simplified(const ir::Module& module, Record record, uint32_t keep, Still still) {
  for (std::size_t list = 0; list < module.lists.size(); ++list) {
    SimplifyRows(module.lists[list], list, record, still);
  }
  for (uint32_t slot = 0; slot < module.slots.size(); ++slot) {
    const bool real = module.slots[slot].type.kind == types::Kind::kFloat;
    const bool fixed = module.slots[slot].field == ir::kAsOfField || module.slots[slot].since;
    if (slot == keep || real || fixed) {
      continue;
    }
    Record simpler = record;
    simpler.cells[slot] = Simplest(module.slots[slot]);
    if (slot + 1 < module.slots.size() && module.slots[slot + 1].since) {
      simpler.cells[slot + 1] = {};
    }
    if (still(simpler)) {
      record = std::move(simpler);
    }
  }
  return record;
}

}  // namespace sextant::testing
