#include "runtime/io/bind_text.h"

#include <algorithm>

#include "runtime/io/bind_set.h"
#include "runtime/io/real.h"

namespace sextant::io {
namespace {

using abi::FaultKind;

std::optional<FaultKind> ReadDate(const SlotReader& reader, std::string_view cell, int32_t& value) {
  const std::optional<int32_t> date = reader.dates.Read(cell);
  value = date.value_or(0);
  return date ? std::nullopt : std::optional(FaultKind::kMalformed);
}

// A boolean that is none is malformed; a member that is none is unlisted.
template <class T>
std::optional<FaultKind> ReadCode(const SlotReader& reader, std::string_view cell, T& value) {
  const std::optional<int32_t> code = reader.codes.Find(cell);
  value = static_cast<T>(code.value_or(0));
  if (code) {
    return std::nullopt;
  }
  return sizeof(T) == 1 ? FaultKind::kMalformed : FaultKind::kUnlisted;
}

// for each row: missing, or read(cell, values[row]), or a fault with the cell
template <class T, class Read>
void BindCells(const SlotReader& reader, Cells cells, BoundBatch& out, Read&& read) {
  SlotColumn& column = out.store[reader.slot];
  const auto rows = static_cast<int64_t>(cells.size());
  column.Reset(rows, sizeof(T));
  T* const values = column.values<T>();
  for (int64_t row = 0; row < rows; ++row) {
    const std::string_view cell = cells[static_cast<std::size_t>(row)];
    if (reader.IsNull(cell)) {
      values[row] = T{};
      column.SetMissing(row);
    } else if (const std::optional<FaultKind> fault = read(cell, values[row])) [[unlikely]] {
      values[row] = T{};
      out.batch.faults.push_back(reader.Fault(row, *fault, reader.Found(cell)));
    }
  }
  column.Expose(out.batch.columns[reader.slot]);
}

void BindTextCells(const SlotReader& reader, Cells cells, BoundBatch& out) {
  SlotColumn& column = out.store[reader.slot];
  column.ResetText(static_cast<int64_t>(cells.size()));
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const bool missing = reader.IsNull(cells[row]);
    column.AppendText(missing ? std::string_view() : cells[row]);
    if (missing) {
      column.SetMissing(static_cast<int64_t>(row));
    }
  }
  column.ExposeText(out.batch.columns[reader.slot]);
}

}  // namespace

void BindText(const SlotReader& reader, Cells cells, BoundBatch& out) {
  switch (reader.kind) {
    case CellKind::kExact:
      return BindCells<int64_t>(reader, cells, out,
                                [exact = reader.exact](std::string_view cell, int64_t& value) {
                                  return exact.Read(cell, value);
                                });
    case CellKind::kReal:
      return BindCells<double>(reader, cells, out, [&reader](std::string_view cell, double& value) {
        return ReadReal(cell, reader.unit, reader.unit_scale, value);
      });
    case CellKind::kDate:
      return BindCells<int32_t>(reader, cells, out,
                                [&reader](std::string_view cell, int32_t& value) {
                                  return ReadDate(reader, cell, value);
                                });
    case CellKind::kCode:
      if (reader.storage == abi::Storage::kInt8) {
        return BindCells<int8_t>(reader, cells, out,
                                 [&reader](std::string_view cell, int8_t& value) {
                                   return ReadCode(reader, cell, value);
                                 });
      }
      return BindCells<int32_t>(reader, cells, out,
                                [&reader](std::string_view cell, int32_t& value) {
                                  return ReadCode(reader, cell, value);
                                });
    case CellKind::kSet:
      return BindSetCells(reader, cells, out);
    case CellKind::kText:
      return BindTextCells(reader, cells, out);
  }
}

void BindConstant(const SlotReader& reader, BoundBatch& out) {
  if (reader.column == SlotReader::kFromFlags) {
    return;
  }
  SlotColumn& column = out.store[reader.slot];
  const int64_t rows = RoundUp64(out.batch.rows);
  if (reader.absent) {
    column.ResetMissing(rows, abi::StorageBytes(reader.storage));
  } else {
    column.Reset(rows, sizeof(int32_t));
    std::fill_n(column.values<int32_t>(), rows, reader.constant);
  }
  column.Expose(out.batch.columns[reader.slot]);
}

std::optional<FaultKind> ReadCell(const SlotReader& reader, std::string_view cell,
                                  SlotColumn& values, int64_t row) {
  switch (reader.kind) {
    case CellKind::kExact:
      return reader.exact.Read(cell, values.values<int64_t>()[row]);
    case CellKind::kReal:
      return ReadReal(cell, reader.unit, reader.unit_scale, values.values<double>()[row]);
    case CellKind::kDate:
      return ReadDate(reader, cell, values.values<int32_t>()[row]);
    case CellKind::kCode:
      return reader.storage == abi::Storage::kInt8
                 ? ReadCode(reader, cell, values.values<int8_t>()[row])
                 : ReadCode(reader, cell, values.values<int32_t>()[row]);
    case CellKind::kSet:
      return ReadSet(reader, cell, values.values<int64_t>()[row]);
    case CellKind::kText:
      break;
  }
  return FaultKind::kMalformed;
}

}  // namespace sextant::io
