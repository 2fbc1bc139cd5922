#pragma once

#include <cstdint>
#include <string>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

// Cells that are lists: the items of a series, and the rows of a list of rows.
namespace sextant::io {

// Makes room for the lists of a batch that has been bound but for these; no record has a row yet.
void StartRows(const Plan& plan, BoundBatch& out);

// The record's cell holds no list of rows. It has no rows then.
void AddListFault(const Plan& plan, const ListReader& list, int64_t record, std::string found,
                  BoundBatch& out);

// Makes a fault of a list that has more items than its series; what is not there is missing. Told
// once, of the first item.
void CheckItemCount(const SlotReader& reader, int64_t record, int64_t count, BoundBatch& out);

}  // namespace sextant::io
