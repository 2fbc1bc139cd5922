#include "runtime/interp/list_input.h"

#include <algorithm>

#include "compiler/ir/storage.h"

namespace sextant::interp {

ListInput::ListInput(const ir::Module& module) : module_(module) {
  for (uint32_t list = 0; list < module.lists.size(); ++list) {
    for (uint32_t slot = 0; slot < module.lists[list].slots.size(); ++slot) {
      columns_.push_back({list, slot, ir::StorageOf(module.lists[list].slots[slot].type)});
    }
  }
}

namespace {

const abi::CellFault* FaultOf(const abi::InputList& rows, int64_t element, uint32_t slot) {
  if (rows.faults == nullptr) {
    return nullptr;
  }
  for (const abi::CellFault& fault : FaultsOf(*rows.faults, element)) {
    if (fault.slot == slot) {
      return &fault;
    }
  }
  return nullptr;
}

}  // namespace

template <class Visit>
bool ListInput::ForEachBad(const abi::InputBatch& batch, int64_t record, const Column& column,
                           Visit&& visit) const {
  const abi::InputList& rows = batch.lists[column.list];
  const ir::Slot& slot = module_.lists[column.list].slots[column.slot];
  const int64_t begin = rows.begin(record);
  for (int64_t element = begin; element < rows.end(record); ++element) {
    const Value value = ReadCell(rows.columns[column.slot], column.storage, element, 0);
    const abi::CellFault* cell = FaultOf(rows, element, column.slot);
    const auto kind =
        cell != nullptr ? std::optional(cell->kind) : CheckValue(module_, slot, value);
    if (kind && !visit(element - begin, *kind, value, cell)) {
      return false;
    }
  }
  return true;
}

void ListInput::Check(const abi::InputBatch& batch, int64_t record,
                      std::vector<BadRows>& bad) const {
  for (const Column& column : columns_) {
    if (batch.lists.empty()) {
      return;
    }
    const std::size_t first = bad.size();
    ForEachBad(batch, record, column,
               [&](int64_t row, abi::FaultKind kind, Value value, const abi::CellFault* cell) {
                 const auto known =
                     std::find_if(bad.begin() + static_cast<std::ptrdiff_t>(first), bad.end(),
                                  [&](const BadRows& rows) { return rows.kind == kind; });
                 if (known != bad.end()) {
                   ++known->count;
                 } else {
                   // What the text was is not asked again: only its absence can be wrong.
                   bad.push_back({column.list, column.slot, kind, row, 1, value, cell});
                 }
                 return true;
               });
  }
}

bool ListInput::Accepts(const abi::InputBatch& batch, int64_t record) const {
  if (batch.lists.empty()) {
    return true;
  }
  return std::ranges::all_of(columns_, [&](const Column& column) {
    return ForEachBad(
        batch, record, column,
        [](int64_t, abi::FaultKind, const Value&, const abi::CellFault*) { return false; });
  });
}

}  // namespace sextant::interp
