#pragma once

#include <span>
#include <string_view>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// The cells of one column, one a record, as text. No data (not even of length 0): there is no cell.
using Cells = std::span<const std::string_view>;

// Reads the cells into the slot's column; cells that cannot be read become faults of the batch.
void BindText(const SlotReader& reader, Cells cells, BoundBatch& out);

// A slot with one value in every record, or with none in any.
void BindConstant(const SlotReader& reader, BoundBatch& out);

// Reads one present cell of any kind but text into values[row]; nothing when it holds the value.
std::optional<abi::FaultKind> ReadCell(const SlotReader& reader, std::string_view cell,
                                       SlotColumn& values, int64_t row);

}  // namespace sextant::io
