#include "runtime/engine/decision_rows.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "compiler/ir/storage.h"

namespace sextant::engine {
namespace {

template <class Element>
void Put(std::byte* values, int64_t row, Element element) {
  std::memcpy(values + row * static_cast<int64_t>(sizeof element), &element, sizeof element);
}

void WriteValue(int64_t row, const interp::Value& value, abi::OutputBuffer& column) {
  abi::SetBit(column.validity.data(), row, !value.missing);
  const Int128 word = value.missing ? 0 : value.word;
  switch (column.storage) {
    case abi::Storage::kInt64:
      return Put(column.values(), row, static_cast<int64_t>(word));
    case abi::Storage::kFloat64:
      return Put(column.values(), row, value.missing ? 0.0 : value.real);
    case abi::Storage::kInt32:
    case abi::Storage::kText:
      return Put(column.values(), row, static_cast<int32_t>(word));
    case abi::Storage::kInt8:
      return Put(column.values(), row, static_cast<int8_t>(word));
  }
}

}  // namespace

void SizeBatch(const ir::Module& module, int64_t rows, abi::DecisionBatch& out) {
  const auto mask_bytes = static_cast<std::size_t>(PaddedRows(rows) / 8);
  const bool same = out.rows == rows && out.columns.size() == module.outputs.size();
  out.columns.resize(module.outputs.size());
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    const abi::Storage storage = ir::StorageOf(module.outputs[i]);
    if (!same || out.columns[i].storage != storage ||
        out.columns[i].validity.size() != mask_bytes) {
      out.columns[i].Resize(storage, rows);
    }
  }
  out.rows = rows;
  out.rejected.assign(mask_bytes, 0);
  out.rejects.clear();
  out.rejected_rows = 0;
}

void ClearRows(int64_t first, abi::DecisionBatch& out) {
  for (abi::OutputBuffer& column : out.columns) {
    const auto bytes = static_cast<int64_t>(abi::StorageBytes(column.storage));
    const int64_t end = PaddedRows(out.rows);
    std::memset(column.values() + first * bytes, 0,
                static_cast<std::size_t>((end - first) * bytes));
    for (int64_t row = first; row < end; ++row) {
      abi::SetBit(column.validity.data(), row, false);
    }
  }
}

void WriteRow(int64_t row, interp::RowResult&& result, abi::DecisionBatch& out) {
  const bool rejected = !result.rejects.empty();
  abi::SetBit(out.rejected.data(), row, rejected);
  out.rejected_rows += rejected;
  std::move(result.rejects.begin(), result.rejects.end(), std::back_inserter(out.rejects));
  const interp::Value missing = interp::Value::Missing();
  for (std::size_t i = 0; i < out.columns.size(); ++i) {
    WriteValue(row, rejected ? missing : result.outputs[i], out.columns[i]);
  }
}

}  // namespace sextant::engine
