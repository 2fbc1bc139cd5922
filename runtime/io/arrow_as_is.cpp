#include "runtime/io/arrow_as_is.h"

#include <cstring>

#include <arrow/array.h>
#include <arrow/buffer.h>

namespace sextant::io {
namespace {

// Whether rows rounded up to 64 may be read of the column's buffers.
bool IsPadded(const arrow::ArrayData& data, std::size_t value_bytes) {
  const auto bytes = static_cast<int64_t>(value_bytes);
  const int64_t end = data.offset + RoundUp64(data.length);
  const bool values = data.buffers[1]->size() >= end * bytes;
  const bool bits = data.buffers[0] == nullptr || data.buffers[0]->size() >= (end + 7) / 8;
  return values && bits && reinterpret_cast<uintptr_t>(data.buffers[1]->data()) % value_bytes == 0;
}

const uint8_t* Validity(const arrow::Array& column) {
  return column.null_count() > 0 ? column.data()->buffers[0]->data() : nullptr;
}

void Copy(const SlotReader& reader, const arrow::Array& column, std::size_t value_bytes,
          BoundBatch& out) {
  const arrow::ArrayData& data = *column.data();
  SlotColumn& store = out.store[reader.slot];
  store.Reset(column.length(), value_bytes);
  std::memcpy(store.values<char>(),
              data.buffers[1]->data() + static_cast<std::size_t>(data.offset) * value_bytes,
              static_cast<std::size_t>(column.length()) * value_bytes);
  for (int64_t row = 0; column.null_count() > 0 && row < column.length(); ++row) {
    if (column.IsNull(row)) {
      store.SetMissing(row);
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

bool HasEmpty(const arrow::ArrayData& data) {
  const auto* const offsets =
      reinterpret_cast<const int32_t*>(data.buffers[1]->data()) + data.offset;
  bool empty = false;
  for (int64_t row = 0; row < data.length; ++row) {
    empty |= offsets[row] == offsets[row + 1];
  }
  return empty;
}

}  // namespace

void UseAsIs(const SlotReader& reader, const arrow::Array& column, std::size_t value_bytes,
             BoundBatch& out) {
  const arrow::ArrayData& data = *column.data();
  if (!IsPadded(data, value_bytes)) {
    return Copy(reader, column, value_bytes, out);
  }
  abi::InputColumn& to = out.batch.columns[reader.slot];
  to = {};
  to.values = data.buffers[1]->data();
  to.offset = data.offset;
  to.validity = Validity(column);
}

bool UseTextAsIs(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const arrow::ArrayData& data = *column.data();
  const bool narrow =
      column.type_id() == arrow::Type::STRING || column.type_id() == arrow::Type::BINARY;
  if (!narrow || !reader.empty_is_null || HasEmpty(data)) {
    return false;
  }
  abi::InputColumn& to = out.batch.columns[reader.slot];
  to = {};
  to.offset = data.offset;
  to.text_offsets = reinterpret_cast<const int32_t*>(data.buffers[1]->data());
  to.text_bytes =
      data.buffers[2] == nullptr ? "" : reinterpret_cast<const char*>(data.buffers[2]->data());
  to.validity = Validity(column);
  return true;
}

}  // namespace sextant::io
