#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <arrow/type_fwd.h>

#include "runtime/io/arrow_cells.h"
#include "runtime/io/bound_batch.h"
#include "runtime/io/dictionary_column.h"
#include "runtime/io/plan.h"
#include "runtime/io/reader.h"

namespace sextant::io {

// Whether a slot of this kind can be read from a column of this type; the message names both.
Status CheckColumnType(const Plan& plan, const SlotReader& reader, const arrow::DataType& type,
                       const std::string& path);

// Binds Arrow columns to slots. Where the column already has the slot's layout it is used as it
// stands; the common types have a loop of their own; all others are read through their text.
class ArrowBinder {
 public:
  explicit ArrowBinder(const Plan& plan);

  std::optional<DecodeError> Bind(const SlotReader& reader,
                                  const std::shared_ptr<arrow::Array>& column, BoundBatch& out);
  // Forgets the texts that the batch before needed.
  void StartBatch() { arena_.Clear(); }

 private:
  const Plan& plan_;
  TextArena arena_;
  std::vector<std::string_view> cells_;
  std::vector<DictionaryColumn> dictionaries_;  // by slot
};

}  // namespace sextant::io
