#pragma once

#include <string_view>
#include <vector>

#include <arrow/type_fwd.h>

#include "runtime/io/json_record.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Every cell of an Arrow column as the text a CSV export of it would show: numbers as the shortest
// decimal that reads back as the same value, dates as the reader's column writes them. Nulls have
// no data. Texts are views into the column, all else is kept in `arena`.
void CellsOf(const arrow::Array& column, const SlotReader& reader, TextArena& arena,
             std::vector<std::string_view>& cells);

// Days since 1970-01-01 of a date or timestamp column's cell; nothing when it is not a midnight.
std::optional<int64_t> DaysAt(const arrow::Array& column, int64_t row);

// Whether the column's cells are text (or bytes, taken for text).
bool IsTextType(const arrow::DataType& type);

// The first cell of a text column that is not UTF-8, by row.
std::optional<int64_t> FindBadUtf8(const arrow::Array& column);
std::string_view TextAt(const arrow::Array& column, int64_t row);

}  // namespace sextant::io
