#include "runtime/engine/derived_columns.h"

#include <cstring>

#include "compiler/ir/storage.h"
#include "runtime/engine/decision_rows.h"

namespace sextant::engine {
namespace {

// Of a text: the number that tells it from others, above where it stands.
constexpr std::size_t kTextBytes = 8;

// As wide as the kernel computes with.
abi::Storage StorageOf(const opt::Root& root) {
  return ir::IsReason(root.column) ? abi::Storage::kInt32 : ir::StorageOf(root.column.type);
}

std::size_t ElementBytes(abi::Storage storage) {
  return storage == abi::Storage::kText ? kTextBytes : abi::StorageBytes(storage);
}

// The value as it lies in a column, if it has its place there.
bool Element(const interp::Value& value, abi::Storage storage, int32_t text_number,
             int64_t& element) {
  if (storage == abi::Storage::kFloat64) {
    std::memcpy(&element, &value.real, sizeof element);
    return true;
  }
  if (!FitsInt64(value.word)) {
    return false;
  }
  element = static_cast<int64_t>(value.word);
  if (storage == abi::Storage::kText) {
    element = static_cast<int64_t>(uint64_t{static_cast<uint32_t>(text_number)} << 32 |
                                   static_cast<uint32_t>(element));
  }
  return true;
}

}  // namespace

DerivedColumns::DerivedColumns(const std::vector<opt::Root>& roots)
    : values_(roots.size()), validity_(roots.size()), rerun_(roots.size()) {
  for (const opt::Root& root : roots) {
    columns_.push_back({root, StorageOf(root), {}, {}, {}});
  }
}

void DerivedColumns::Clear(int64_t padded_rows) {
  const auto rows = static_cast<std::size_t>(padded_rows);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.values.assign(rows * ElementBytes(column.storage), std::byte{});
    column.validity.assign(rows / 8, 0);
    column.rerun.assign(rows / 8, 0xff);
    values_[i] = column.values.data();
    validity_[i] = column.validity.data();
    rerun_[i] = column.rerun.data();
  }
}

// A row that fails the input checks keeps its marks; the kernel finds it bad anyway.
void DerivedColumns::Fill(const abi::InputBatch& batch, int64_t first, int64_t rows,
                          interp::Interpreter& interpreter, BlockColumns& texts) {
  if (columns_.empty()) {
    return;
  }
  Clear(PaddedRows(rows));
  for (int64_t row = 0; row < rows; ++row) {
    if (!interpreter.AcceptsInput(batch, first + row)) {
      continue;
    }
    for (Column& column : columns_) {
      const auto value = interpreter.ValueOf(column.root.column, column.root.place);
      int64_t element = 0;
      int32_t number = 0;
      if (value && !value->missing && column.storage == abi::Storage::kText) {
        number = texts.NumberOf(interpreter.TextOf(*value));
      }
      if (!value || (!value->missing && !Element(*value, column.storage, number, element))) {
        continue;
      }
      const std::size_t bytes = ElementBytes(column.storage);
      std::memcpy(column.values.data() + static_cast<std::size_t>(row) * bytes, &element, bytes);
      abi::SetBit(column.validity.data(), row, !value->missing);
      abi::SetBit(column.rerun.data(), row, false);
    }
  }
}

}  // namespace sextant::engine
