#include "compiler/opt/passes.h"
#include "compiler/opt/schedule.h"
#include "compiler/opt/slot_ranges.h"

namespace sextant::opt {
namespace {

// Writes down the bounds that the passes go by. An engine takes those of ordinary amounts from what
// is calculated with a field, and after the passes that may be less.
void KeepSlotRanges(ir::Module& module) {
  const Schedule schedule(module);
  const std::vector<Range> ranges = SlotRanges(module, schedule);
  const Range all;
  for (std::size_t i = 0; i < module.slots.size(); ++i) {
    ir::Slot& slot = module.slots[i];
    if (ranges[i].low > all.low) {
      slot.low = static_cast<int64_t>(ranges[i].low);
    }
    if (ranges[i].high < all.high) {
      slot.high = static_cast<int64_t>(ranges[i].high);
    }
  }
}

}  // namespace

ir::Module Optimised(const ir::Module& module) {
  ir::Module made = module;
  KeepSlotRanges(made);
  FoldByRanges(made);
  JoinRounds(made);
  DropImpliedConditions(made);
  return made;
}

}  // namespace sextant::opt
