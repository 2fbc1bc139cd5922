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

// Puts the simplest value in every slot but `keep` where `still` holds all the same.
template <class Still>
Record Simplified(const ir::Module& module, Record record, uint32_t keep, Still still) {
  for (uint32_t slot = 0; slot < module.slots.size(); ++slot) {
    const bool real = module.slots[slot].type.kind == types::Kind::kFloat;
    if (slot == keep || real || module.slots[slot].field == ir::kAsOfField) {
      continue;
    }
    Record simpler = record;
    simpler[slot] = Simplest(module.slots[slot]);
    if (still(simpler)) {
      record = std::move(simpler);
    }
  }
  return record;
}

}  // namespace sextant::testing
