#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/io/bind_text.h"
#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"

// The cells of sets: the items of a text, of a JSON list or of an Arrow list, or a flag for each
// member.
namespace sextant::io {

// A list as one cell: kItem, then the items, each before another kItem.
inline constexpr char kItem = '\x1f';
inline bool IsListCell(std::string_view cell) {
  return !cell.empty() && cell.front() == kItem;
}

// Items are trimmed; one that is no member, or has no text, is unlisted. Nothing need stand behind
// the last separator, and several blanks that separate are one.
std::optional<abi::FaultKind> ReadSet(const SlotReader& reader, std::string_view cell,
                                      int64_t& word);
// The fault of such a cell.
abi::CellFault SetFault(const SlotReader& reader, std::string_view cell, int64_t row);
void BindSetCells(const SlotReader& reader, Cells cells, BoundBatch& out);

// Makes the sets of their flags, once all columns are bound. A set is missing when one of its flags
// is.
void CombineFlags(const Plan& plan, BoundBatch& out);

}  // namespace sextant::io
