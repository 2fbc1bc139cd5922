#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <arrow/type_fwd.h>

#include "runtime/io/bound_batch.h"
#include "runtime/io/plan.h"
#include "runtime/io/reader.h"

namespace sextant::io {

// A column of codes into a dictionary: the dictionary's values are read once, as a column of their
// own, and every row takes what its code's value came to. The last dictionary is remembered,
// because consecutive batches share it.
class DictionaryColumn {
 public:
  using BindValues = std::function<std::optional<DecodeError>(
      const SlotReader&, const std::shared_ptr<arrow::Array>&, BoundBatch&)>;

  std::optional<DecodeError> Bind(const SlotReader& reader, const arrow::DictionaryArray& column,
                                  const BindValues& bind, BoundBatch& out);

 private:
  void ReadDictionary(const SlotReader& reader, const std::shared_ptr<arrow::Array>& values,
                      const BindValues& bind);

  std::shared_ptr<arrow::Array> dictionary_;
  BoundBatch read_;  // its values; one slot
  std::optional<DecodeError> error_;
  std::vector<int64_t> at_;  // of the column at hand: each row's value, or -1 for missing
};

}  // namespace sextant::io
