#pragma once

#include <cstddef>

#include <arrow/type_fwd.h>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// The column's values are the slot's words already: no copy, unless the column ends too early for
// io's promise that it may be read up to 64 rows further.
void UseAsIs(const SlotReader& reader, const arrow::Array& column, std::size_t value_bytes,
             BoundBatch& out);

// A column of text with 32-bit offsets; false when it is of another type, or some of its cells are
// null tokens.
bool UseTextAsIs(const SlotReader& reader, const arrow::Array& column, BoundBatch& out);

}  // namespace sextant::io
