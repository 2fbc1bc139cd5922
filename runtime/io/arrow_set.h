#pragma once

#include <arrow/type_fwd.h>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Whether the column holds lists whose items can be the members of a set: texts, dictionaries of
// them, numbers.
bool IsSetList(const arrow::DataType& type);

// Binds a column of lists to a set; false when it holds none.
bool BindSetList(const SlotReader& reader, const arrow::Array& column, BoundBatch& out);

}  // namespace sextant::io
