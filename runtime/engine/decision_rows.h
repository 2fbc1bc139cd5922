#pragma once

#include <cstdint>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/interpreter.h"

// How every engine writes answers, so that all leave the same bytes.
namespace sextant::engine {

// Rows rounded up to the 64 of a block.
inline int64_t PaddedRows(int64_t rows) {
  return (rows + 63) / 64 * 64;
}

// Sizes `out` for the rows. What the columns hold is zero where they had to grow or shrink, and
// whatever an earlier batch left there otherwise.
void SizeBatch(const ir::Module& module, int64_t rows, abi::DecisionBatch& out);

// Zeroes the columns from `first` to the padded end.
void ClearRows(int64_t first, abi::DecisionBatch& out);

// Writes the record's outputs, or zeroes and its rejects. Rows come in ascending order.
void WriteRow(int64_t row, interp::RowResult&& result, abi::DecisionBatch& out);

}  // namespace sextant::engine
