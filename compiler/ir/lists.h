#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"

namespace sextant::ir {

// What Op::kReduce makes of the rows that meet its condition.
enum class Reduction : uint8_t {
  kCount,    // how many rows
  kAny,      // whether there is one
  kNone,     // whether there is none
  kSum,      // 0 of no values
  kAverage,  // as Div of sum and count; missing of no values, like all that follow
  kLargest,
  kSmallest,
  kLatest,         // the value of the latest row; of one day the one furthest down the file
  kMostFrequent,   // of the members of an enumeration; the first of the most frequent ones
  kCountDistinct,  // how many different values; 0 of none
};
inline constexpr const char* kReductionNames[] = {
    "count",   "any",      "none",   "sum",           "average",
    "largest", "smallest", "latest", "most_frequent", "count_distinct"};

inline int64_t ReduceImmediate(uint32_t list, Reduction reduction) {
  return int64_t{list} << 8 | static_cast<int64_t>(reduction);
}
inline uint32_t ListOfReduce(const Inst& reduce) {
  return static_cast<uint32_t>(reduce.imm >> 8);
}
inline Reduction ReductionOf(const Inst& reduce) {
  return static_cast<Reduction>(reduce.imm & 0xff);
}
// Whether the reduction takes the value of a row.
inline bool TakesValue(Reduction reduction) {
  return reduction != Reduction::kCount && reduction != Reduction::kAny &&
         reduction != Reduction::kNone;
}

inline int64_t ElementImmediate(uint32_t list, uint32_t slot) {
  return int64_t{list} << 16 | slot;
}
inline uint32_t ListOfElement(const Inst& element) {
  return static_cast<uint32_t>(element.imm >> 16);
}
inline uint32_t SlotOfElement(const Inst& element) {
  return static_cast<uint32_t>(element.imm & 0xffff);
}

// By instruction: the list whose visited row its value depends on, or -1.
std::vector<int32_t> RowDependence(const Module& module);

}  // namespace sextant::ir
