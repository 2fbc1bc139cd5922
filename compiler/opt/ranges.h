#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/interval.h"
#include "compiler/opt/schedule.h"

namespace sextant::opt {

// What the ranges of slots and parameters say about every value of a module. The bounds hold in
// each lane where the value is present and needed and the record is not to be rerun: elsewhere a
// lane may hold anything. They serve to leave out tests of overflow.
class Ranges {
 public:
  Ranges(const ir::Module& module, const Schedule& schedule);

  // The bounds to which the kernel holds an input slot (slot_ranges.h).
  Range OfSlot(uint32_t slot) const { return slots_[slot]; }
  // Bounds of the word as it is kept in 64 bits.
  Range Of(ir::InstId id) const;
  // Bounds of the result of exact arithmetic before it is known to fit 64 bits.
  Range Unclipped(ir::InstId id) const;
  // Bounds of a float; infinite ones mean that it may also be no finite number.
  RealRange RealOf(ir::InstId id) const;

 private:
  friend class RangeFinder;
  const ir::Module& module_;
  const Schedule& schedule_;
  std::vector<Range> slots_;
  std::vector<Range> insts_;
  std::vector<RealRange> reals_;
  std::vector<std::vector<Range>> decisions_;
  std::vector<std::vector<RealRange>> real_decisions_;
};

}  // namespace sextant::opt
