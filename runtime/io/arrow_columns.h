#pragma once

#include <arrow/type_fwd.h>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Binds a column with the loop for its type; false when there is none and its text must be read.
// Cells that cannot be the slot's value become faults.
bool BindTypedColumn(const SlotReader& reader, const arrow::Array& column, BoundBatch& out);

}  // namespace sextant::io
