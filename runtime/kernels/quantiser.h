#pragma once

#include <cstdint>
#include <vector>

#include "runtime/kernels/passes.h"

namespace sextant::kernels {

// Numbers the intervals between the cuts of a column: what Passes::number searches in. Few cuts are
// compared with one after the other, a small stretch of words is a map, and a wide one is divided
// into buckets of equal width, which leave few cuts to search.
class Quantiser {
 public:
  static constexpr std::size_t kMostCuts = 65534;  // that intervals and `missing` have a number

  // `cuts` ascend and differ; at most kMostCuts.
  explicit Quantiser(std::vector<int64_t> cuts);

  uint32_t intervals() const { return static_cast<uint32_t>(wide_.size()) + 1; }
  // Points into this.
  CutView view() const;
  // Of one word, plainly.
  Interval At(int64_t word) const;

 private:
  void FillMap();
  void FillBuckets();

  std::vector<int64_t> wide_;
  std::vector<int64_t> filled_wide_;
  std::vector<int32_t> filled_narrow_;
  std::vector<Interval> intervals_;
  CutView view_;
};

}  // namespace sextant::kernels
