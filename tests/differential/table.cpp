#include "tests/differential/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "tests/differential/random.h"

namespace sextant::differential {

const Column* Table::Find(const std::string& name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

Table KeepRows(const Table& table, int64_t from, int64_t count) {
  Table kept = table;
  kept.rows = count;
  for (Column& column : kept.columns) {
    column.cells.assign(table.Find(column.name)->cells.begin() + from,
                        table.Find(column.name)->cells.begin() + from + count);
  }
  return kept;
}

Batch::Batch(const ir::Module& module, const Table& table) {
  input_.rows = table.rows;
  for (const ir::Slot& slot : module.slots) {
    if (const Column* column = table.Find(slot.name)) {
      Lay(slot, *column, table);
    } else {
      Lay(slot, {slot.name, 0, true, std::vector<Cell>(table.rows)}, table);
    }
  }
  std::ranges::stable_sort(input_.faults, {}, &abi::CellFault::row);
}

template <class T>
T* Batch::Allocate(int64_t count) {
  const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(T);
  buffers_.push_back(std::make_unique<std::byte[]>(bytes));
  Random garbage(bytes);
  for (std::size_t i = 0; i < bytes; ++i) {
    buffers_.back()[i] = static_cast<std::byte>(garbage.Next());
  }
  return reinterpret_cast<T*>(buffers_.back().get());
}

namespace {

template <class T>
void Fill(T* values, const Column& column) {
  for (std::size_t i = 0; i < column.cells.size(); ++i) {
    values[column.offset + static_cast<int64_t>(i)] = static_cast<T>(column.cells[i].word);
  }
}

}  // namespace

void Batch::Lay(const ir::Slot& slot, const Column& column, const Table& table) {
  const auto index = static_cast<uint32_t>(input_.columns.size());
  const int64_t end = column.offset + table.rows;
  abi::InputColumn& out = input_.columns.emplace_back();
  out.offset = column.offset;
  if (column.validity || !std::ranges::all_of(column.cells, &Cell::valid)) {
    uint8_t* bits = Allocate<uint8_t>((end + 7) / 8);
    for (int64_t row = 0; row < table.rows; ++row) {
      abi::SetBit(bits, column.offset + row, column.cells[row].valid);
    }
    out.validity = bits;
  }
  const auto fill = [&]<class T>(T* values) {
    Fill(values, column);
    out.values = values;
  };
  switch (ir::StorageOf(slot.type)) {
    case abi::Storage::kInt64:
    case abi::Storage::kFloat64:  // the word holds the bits of the double
      fill(Allocate<int64_t>(end));
      break;
    case abi::Storage::kInt32:
      fill(Allocate<int32_t>(end));
      break;
    case abi::Storage::kInt8:
      fill(Allocate<int8_t>(end));
      break;
    case abi::Storage::kText:
      LayText(column, table, out);
      break;
  }
  for (int64_t row = 0; row < table.rows; ++row) {
    if (column.cells[row].fault) {
      input_.faults.push_back({row, index, *column.cells[row].fault, "?"});
    }
  }
}

void Batch::LayText(const Column& column, const Table& table, abi::InputColumn& out) {
  int32_t* offsets = Allocate<int32_t>(column.offset + table.rows + 1);
  std::string bytes;
  for (int64_t i = 0; i < column.offset; ++i) {
    offsets[i] = static_cast<int32_t>(bytes.size());
    bytes += "before";
  }
  for (int64_t row = 0; row < table.rows; ++row) {
    offsets[column.offset + row] = static_cast<int32_t>(bytes.size());
    bytes += table.texts.empty() ? "" : table.texts[column.cells[row].word];
  }
  offsets[column.offset + table.rows] = static_cast<int32_t>(bytes.size());
  char* copy = Allocate<char>(static_cast<int64_t>(bytes.size()));
  std::ranges::copy(bytes, copy);
  out.text_offsets = offsets;
  out.text_bytes = copy;
}

abi::InputBatch Slice(const abi::InputBatch& batch, int64_t from, int64_t count) {
  abi::InputBatch part;
  part.rows = count;
  part.first_row = batch.first_row + from;
  part.columns = batch.columns;
  for (abi::InputColumn& column : part.columns) {
    column.offset += from;
  }
  for (const abi::CellFault& fault : batch.faults) {
    if (fault.row >= from && fault.row < from + count) {
      part.faults.push_back(fault);
      part.faults.back().row -= from;
    }
  }
  return part;
}

namespace {

std::string PrintCell(const ir::Module& module, const ir::Slot& slot, const Table& table,
                      const Cell& cell) {
  if (cell.fault) {
    return fmt::format("unreadable ({})", abi::FaultCode(*cell.fault));
  }
  if (!cell.valid) {
    return fmt::format("missing (word {})", cell.word);
  }
  switch (slot.type.kind) {
    case types::Kind::kText:
      return fmt::format("{:?}", table.texts.empty() ? "" : table.texts[cell.word]);
    case types::Kind::kFloat:
      return fmt::format("{} ({:a})", std::bit_cast<double>(cell.word),
                         std::bit_cast<double>(cell.word));
    case types::Kind::kEnum:
    case types::Kind::kBool:
      return fmt::format("code {}", cell.word);
    case types::Kind::kDate:
      if (cell.word < kFirstDate || cell.word > kLastDate) {
        return fmt::format("day {}", cell.word);
      }
      [[fallthrough]];
    default:
      return fmt::format("{} (word {})", types::FormatValue(slot.type, module.enums, cell.word),
                         cell.word);
  }
}

}  // namespace

std::string PrintTable(const ir::Module& module, const Table& table, int64_t most) {
  std::string out;
  for (const ir::Slot& slot : module.slots) {
    const Column* column = table.Find(slot.name);
    if (column == nullptr) {
      continue;
    }
    out += fmt::format("{:>16} : {:<28} offset {} validity {}", slot.name,
                       types::TypeName(slot.type, module.enums), column->offset,
                       column->validity ? "yes" : "no ");
    for (int64_t row = 0; row < std::min(table.rows, most); ++row) {
      out += " | " + PrintCell(module, slot, table, column->cells[row]);
    }
    out += '\n';
  }
  return out;
}

}  // namespace sextant::differential
