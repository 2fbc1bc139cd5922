#pragma once

#include <cstdint>

#include "runtime/io/bound_batch.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Whether BindNumbers can bind the slot.
bool AreNumbers(const SlotReader& reader);

// Binds the cells of a column to a slot of exact numbers: digits with a minus and a point are read
// here, eight at a time, and all other cells as BindText reads them. The texts of faults are kept.
void BindNumbers(const SlotReader& reader, const CsvColumn& column, int64_t rows, TextArena& arena,
                 BoundBatch& out);

}  // namespace sextant::io
