#include "runtime/io/dictionary_column.h"

#include <arrow/array.h>

namespace sextant::io {

std::optional<DecodeError> DictionaryColumn::Bind(const SlotReader& reader,
                                                  const arrow::DictionaryArray& column,
                                                  const BindValues& bind, BoundBatch& out) {
  if (dictionary_ != column.dictionary()) {
    ReadDictionary(reader, column.dictionary(), bind);
  }
  if (error_) {
    return DecodeError{0, error_->message, error_->hint};
  }
  FindValues(column);
  switch (reader.storage) {
    case abi::Storage::kInt64:
      Gather<int64_t>(reader, out);
      break;
    case abi::Storage::kFloat64:
      Gather<double>(reader, out);
      break;
    case abi::Storage::kInt32:
      Gather<int32_t>(reader, out);
      break;
    case abi::Storage::kInt8:
      Gather<int8_t>(reader, out);
      break;
    case abi::Storage::kText:
      GatherText(reader, out);
      break;
  }
  PassFaults(reader, out);
  return std::nullopt;
}

void DictionaryColumn::ReadDictionary(const SlotReader& reader,
                                      const std::shared_ptr<arrow::Array>& values,
                                      const BindValues& bind) {
  dictionary_ = values;
  fault_of_.assign(static_cast<std::size_t>(values->length()), -1);
  read_.Start(1, values->length());
  error_.reset();
  if (values->length() == 0) {
    return;
  }
  SlotReader alone = reader;
  alone.slot = 0;
  error_ = bind(alone, values, read_);
  for (std::size_t i = 0; i < read_.batch.faults.size(); ++i) {
    fault_of_[static_cast<std::size_t>(read_.batch.faults[i].row)] = static_cast<int32_t>(i);
  }
}

void DictionaryColumn::FindValues(const arrow::DictionaryArray& column) {
  at_.resize(static_cast<std::size_t>(column.length()));
  for (int64_t row = 0; row < column.length(); ++row) {
    const int64_t value = column.IsNull(row) ? -1 : column.GetValueIndex(row);
    at_[static_cast<std::size_t>(row)] = value >= 0 && abi::IsValid(values(), value) ? value : -1;
  }
}

template <class T>
void DictionaryColumn::Gather(const SlotReader& reader, BoundBatch& out) {
  SlotColumn& store = out.store[reader.slot];
  store.Reset(static_cast<int64_t>(at_.size()), sizeof(T));
  const T* const from = static_cast<const T*>(values().values) + values().offset;
  T* const to = store.values<T>();
  for (std::size_t row = 0; row < at_.size(); ++row) {
    to[row] = at_[row] < 0 ? T{} : from[at_[row]];
    if (at_[row] < 0) {
      store.SetMissing(static_cast<int64_t>(row));
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

void DictionaryColumn::GatherText(const SlotReader& reader, BoundBatch& out) {
  SlotColumn& store = out.store[reader.slot];
  store.ResetText(static_cast<int64_t>(at_.size()));
  const int32_t* const offsets = values().text_offsets + values().offset;
  for (std::size_t row = 0; row < at_.size(); ++row) {
    const int64_t at = at_[row];
    store.AppendText(
        at < 0 ? std::string_view()
               : std::string_view(values().text_bytes + offsets[at],
                                  static_cast<std::size_t>(offsets[at + 1] - offsets[at])));
    if (at < 0) {
      store.SetMissing(static_cast<int64_t>(row));
    }
  }
  store.ExposeText(out.batch.columns[reader.slot]);
}

void DictionaryColumn::PassFaults(const SlotReader& reader, BoundBatch& out) const {
  if (read_.batch.faults.empty()) {
    return;
  }
  for (std::size_t row = 0; row < at_.size(); ++row) {
    if (at_[row] < 0 || fault_of_[static_cast<std::size_t>(at_[row])] < 0) {
      continue;
    }
    const auto index = static_cast<std::size_t>(fault_of_[static_cast<std::size_t>(at_[row])]);
    const abi::CellFault& fault = read_.batch.faults[index];
    out.batch.faults.push_back(reader.Fault(static_cast<int64_t>(row), fault.kind, fault.found));
  }
}

}  // namespace sextant::io
