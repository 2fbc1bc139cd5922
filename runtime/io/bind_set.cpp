#include "runtime/io/bind_set.h"

#include <algorithm>

#include "runtime/io/exact.h"

namespace sextant::io {
namespace {

using abi::FaultKind;

// Calls use(item) for the text before each separator and behind the last one, if there is any,
// until it returns false.
template <class Use>
bool EachItem(std::string_view text, std::string_view separator, Use&& use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (!use(TrimBlanks(text.substr(0, end)))) {
      return false;
    }
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return true;
}

bool IsBlank(std::string_view text) {
  return TrimBlanks(text).empty();
}

// Adds the members to `bits`; the first item that is none ends it.
std::optional<std::string_view> FirstUnlisted(const SlotReader& reader, std::string_view cell,
                                              uint64_t& bits) {
  const bool list = IsListCell(cell);
  const std::string_view separator = list ? std::string_view(&kItem, 1) : reader.split;
  std::string_view text = list ? cell.substr(1) : TrimBlanks(cell);
  const bool blanks = IsBlank(separator);
  std::optional<std::string_view> unlisted;
  EachItem(text, separator, [&](std::string_view item) {
    if (item.empty() && blanks) {
      return true;
    }
    const std::optional<int32_t> code = reader.codes.Find(item);
    if (!code) {
      unlisted = item;
      return false;
    }
    bits |= uint64_t{1} << *code;
    return true;
  });
  return unlisted;
}

std::string ShownSet(std::string_view cell) {
  if (!IsListCell(cell)) {
    return ShownCell(cell);
  }
  std::string text(cell.substr(1));
  if (!text.empty()) {
    text.pop_back();
  }
  std::replace(text.begin(), text.end(), kItem, ';');
  return ShownCell(text);
}

// word |= bit of each flag that is set
void CombineFlag(const SlotReader& flag, SlotColumn& set, BoundBatch& out) {
  const abi::InputColumn& column = out.batch.columns[flag.slot];
  const auto* const flags = static_cast<const int8_t*>(column.values) + column.offset;
  auto* const words = set.values<uint64_t>();
  for (int64_t row = 0; row < out.batch.rows; ++row) {
    if (!abi::IsValid(column, row)) {
      set.SetMissing(row);
    } else if (flags[row] != 0) {
      words[row] |= uint64_t{1} << flag.member;
    }
  }
}

}  // namespace

std::optional<FaultKind> ReadSet(const SlotReader& reader, std::string_view cell, int64_t& word) {
  uint64_t bits = 0;
  const bool listed = !FirstUnlisted(reader, cell, bits);
  word = static_cast<int64_t>(bits);
  return listed ? std::nullopt : std::optional(FaultKind::kUnlisted);
}

abi::CellFault SetFault(const SlotReader& reader, std::string_view cell, int64_t row) {
  abi::CellFault fault = reader.Fault(row, FaultKind::kUnlisted, ShownSet(cell));
  uint64_t ignored = 0;
  if (const auto item = FirstUnlisted(reader, cell, ignored)) {
    fault.item = ShownCell(*item);
  }
  return fault;
}

void BindSetCells(const SlotReader& reader, Cells cells, BoundBatch& out) {
  SlotColumn& column = out.store[reader.slot];
  column.Reset(static_cast<int64_t>(cells.size()), sizeof(int64_t));
  auto* const words = column.values<int64_t>();
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const auto at = static_cast<int64_t>(row);
    words[row] = 0;
    if (reader.IsNull(cells[row])) {
      column.SetMissing(at);
    } else if (ReadSet(reader, cells[row], words[row])) [[unlikely]] {
      out.batch.faults.push_back(SetFault(reader, cells[row], at));
    }
  }
  column.Expose(out.batch.columns[reader.slot]);
}

void CombineFlags(const Plan& plan, BoundBatch& out) {
  const std::size_t slots = plan.module->slots.size();
  if (plan.slots.size() == slots) {
    return;
  }
  for (const SlotReader& reader : plan.slots) {
    if (reader.column == SlotReader::kFromFlags) {
      SlotColumn& set = out.store[reader.slot];
      set.Reset(out.batch.rows, sizeof(uint64_t));
      std::fill_n(set.values<uint64_t>(), out.batch.rows, 0);
    }
  }
  for (std::size_t i = slots; i < plan.slots.size(); ++i) {
    CombineFlag(plan.slots[i], out.store[plan.slots[i].of], out);
  }
  for (const SlotReader& reader : plan.slots) {
    if (reader.column == SlotReader::kFromFlags) {
      out.store[reader.slot].Expose(out.batch.columns[reader.slot]);
    }
  }
  for (abi::CellFault& fault : out.batch.faults) {
    fault.slot = plan.slots[fault.slot].of;
  }
  out.batch.columns.resize(slots);
}

}  // namespace sextant::io
