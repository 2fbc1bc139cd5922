#include "runtime/io/gather.h"

#include <algorithm>

namespace sextant::io {
namespace {

template <class T>
void GatherValues(const SlotReader& reader, const abi::InputColumn& values,
                  std::span<const int64_t> at, BoundBatch& out) {
  SlotColumn& store = out.store[reader.slot];
  store.Reset(static_cast<int64_t>(at.size()), sizeof(T));
  const T* const from = static_cast<const T*>(values.values) + values.offset;
  T* const to = store.values<T>();
  for (std::size_t row = 0; row < at.size(); ++row) {
    const bool there = at[row] >= 0 && abi::IsValid(values, at[row]);
    to[row] = there ? from[at[row]] : T{};
    if (!there) {
      store.SetMissing(static_cast<int64_t>(row));
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

void GatherTexts(const SlotReader& reader, const abi::InputColumn& values,
                 std::span<const int64_t> at, BoundBatch& out) {
  SlotColumn& store = out.store[reader.slot];
  store.ResetText(static_cast<int64_t>(at.size()));
  const int32_t* const offsets = values.text_offsets + values.offset;
  for (std::size_t row = 0; row < at.size(); ++row) {
    const bool there = at[row] >= 0 && abi::IsValid(values, at[row]);
    store.AppendText(
        there ? std::string_view(values.text_bytes + offsets[at[row]],
                                 static_cast<std::size_t>(offsets[at[row] + 1] - offsets[at[row]]))
              : std::string_view());
    if (!there) {
      store.SetMissing(static_cast<int64_t>(row));
    }
  }
  store.ExposeText(out.batch.columns[reader.slot]);
}

// `faults` ascend by their row, the element.
void GatherFaults(const SlotReader& reader, const std::vector<abi::CellFault>& faults,
                  std::span<const int64_t> at, BoundBatch& out) {
  for (std::size_t row = 0; row < at.size() && !faults.empty(); ++row) {
    const auto found = std::ranges::lower_bound(faults, at[row], {}, &abi::CellFault::row);
    if (at[row] >= 0 && found != faults.end() && found->row == at[row]) {
      abi::CellFault& fault = out.batch.faults.emplace_back(*found);
      fault.row = static_cast<int64_t>(row);
      fault.slot = reader.slot;
    }
  }
}

}  // namespace

void Gather(const SlotReader& reader, const BoundBatch& alone, std::span<const int64_t> at,
            BoundBatch& out) {
  const abi::InputColumn& values = alone.batch.columns[0];
  switch (reader.storage) {
    case abi::Storage::kInt64:
      GatherValues<int64_t>(reader, values, at, out);
      break;
    case abi::Storage::kFloat64:
      GatherValues<double>(reader, values, at, out);
      break;
    case abi::Storage::kInt32:
      GatherValues<int32_t>(reader, values, at, out);
      break;
    case abi::Storage::kInt16:
      GatherValues<int16_t>(reader, values, at, out);
      break;
    case abi::Storage::kInt8:
      GatherValues<int8_t>(reader, values, at, out);
      break;
    case abi::Storage::kText:
      GatherTexts(reader, values, at, out);
      break;
  }
  GatherFaults(reader, alone.batch.faults, at, out);
}

}  // namespace sextant::io
