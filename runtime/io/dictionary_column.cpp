#include "runtime/io/dictionary_column.h"

#include <arrow/array.h>

#include "runtime/io/gather.h"

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
  at_.resize(static_cast<std::size_t>(column.length()));
  for (int64_t row = 0; row < column.length(); ++row) {
    at_[static_cast<std::size_t>(row)] = column.IsNull(row) ? -1 : column.GetValueIndex(row);
  }
  Gather(reader, read_, at_, out);
  return std::nullopt;
}

void DictionaryColumn::ReadDictionary(const SlotReader& reader,
                                      const std::shared_ptr<arrow::Array>& values,
                                      const BindValues& bind) {
  dictionary_ = values;
  read_.Start(1, values->length());
  error_.reset();
  if (values->length() == 0) {
    return;
  }
  SlotReader alone = reader;
  alone.slot = 0;
  error_ = bind(alone, values, read_);
}

}  // namespace sextant::io
