#pragma once

#include <cstdint>
#include <span>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Fills the reader's slot with the elements of a column that was bound alone, in a batch of one
// slot: record r gets element at[r], or none where that is -1, and the fault of its element.
void Gather(const SlotReader& reader, const BoundBatch& alone, std::span<const int64_t> at,
            BoundBatch& out);

}  // namespace sextant::io
