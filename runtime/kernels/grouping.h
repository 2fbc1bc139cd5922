#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/kernels/column.h"

namespace sextant::kernels {

// Columns whose intervals are looked up as one, which saves a look a record for each column that is
// joined: interval = sum of theirs * strides, counted from `base` over all groups.
struct Group {
  std::vector<uint32_t> columns;  // indices
  std::vector<uint32_t> strides;  // one a column
  uint32_t size = 1;              // intervals
  uint32_t base = 0;
};

// Joins the columns with the fewest intervals as long as a group has no more than `most`.
std::vector<Group> GroupsOf(std::span<const Column> columns, uint32_t most);

}  // namespace sextant::kernels
