#include "runtime/io/bind_list.h"

#include <utility>

#include <fmt/format.h>

namespace sextant::io {

void StartRows(const Plan& plan, BoundBatch& out) {
  out.rows.resize(plan.lists.size());
  if (!plan.lists.empty()) {
    out.batch.lists.resize(plan.module->lists.size());
  }
  for (BoundRows& rows : out.rows) {
    rows.Start(out.batch.rows);
  }
}

void AddListFault(const Plan& plan, const ListReader& list, int64_t record, std::string found,
                  BoundBatch& out) {
  const auto slot = static_cast<uint32_t>(plan.module->slots.size()) + list.list;
  out.batch.faults.push_back({record, slot, abi::FaultKind::kMalformed, std::move(found)});
}

void CheckItemCount(const SlotReader& reader, int64_t record, int64_t count, BoundBatch& out) {
  if (count > reader.items) {
    out.batch.faults.push_back(
        {record, reader.slot, abi::FaultKind::kMalformed, fmt::format("{} items", count),
         fmt::format("it must be a list of at most {} items", reader.items)});
  }
}

}  // namespace sextant::io
