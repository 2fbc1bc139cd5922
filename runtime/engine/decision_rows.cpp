#include "runtime/engine/decision_rows.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "compiler/ir/storage.h"

namespace sextant::engine {
namespace {

void WriteValue(int64_t row, const interp::Value& value, uint32_t place,
                abi::OutputBuffer& column) {
  abi::SetBit(column.bits(place), row, !value.missing);
  if (column.storage == abi::Storage::kFloat64) {
    reinterpret_cast<double*>(column.values(place))[row] = value.missing ? 0.0 : value.real;
  } else {
    abi::PutWhole(column.values(place), column.storage, row,
                  value.missing ? 0 : static_cast<int64_t>(value.word));
  }
}

// The items from the first place on, then missing ones.
void WriteList(int64_t row, const interp::List& items, abi::OutputBuffer& column) {
  for (uint32_t place = 0; place < column.width; ++place) {
    const bool given = place < items.size();
    WriteValue(row, given ? items[place] : interp::Value::Missing(), place, column);
  }
}

}  // namespace

void SizeBatch(const ir::Module& module, int64_t rows, abi::DecisionBatch& out) {
  const int64_t stride = PaddedRows(rows);
  const bool same = out.rows == rows && out.columns.size() == module.outputs.size();
  out.columns.resize(module.outputs.size());
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    const abi::Storage storage = ir::StorageOf(module, module.outputs[i]);
    const uint32_t width = module.outputs[i].width;
    abi::OutputBuffer& column = out.columns[i];
    if (!same || column.storage != storage || column.width != width || column.stride != stride) {
      column.Resize(storage, rows, width);
    }
  }
  out.rows = rows;
  out.rejected.assign(static_cast<std::size_t>(stride / 8), 0);
  out.rejects.clear();
  out.rejected_rows = 0;
}

void ClearRows(int64_t first, abi::DecisionBatch& out) {
  for (abi::OutputBuffer& column : out.columns) {
    const auto bytes = static_cast<int64_t>(abi::StorageBytes(column.storage));
    const int64_t end = PaddedRows(out.rows);
    for (uint32_t place = 0; place < column.places(); ++place) {
      std::memset(column.values(place) + first * bytes, 0,
                  static_cast<std::size_t>((end - first) * bytes));
      for (int64_t row = first; row < end; ++row) {
        abi::SetBit(column.bits(place), row, false);
      }
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
    abi::OutputBuffer& column = out.columns[i];
    if (column.width > 0) {
      WriteList(row, rejected ? interp::List() : result.lists[i], column);
    } else {
      WriteValue(row, rejected ? missing : result.outputs[i], 0, column);
    }
  }
}

}  // namespace sextant::engine
