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

const Column* Rows::Find(const std::string& slot) const {
  const auto found = std::ranges::find(columns, slot, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

Table KeepRows(const Table& table, int64_t from, int64_t count) {
  Table kept = table;
  kept.rows = count;
  for (Column& column : kept.columns) {
    column.cells.assign(table.Find(column.name)->cells.begin() + from,
                        table.Find(column.name)->cells.begin() + from + count);
  }
  for (std::size_t i = 0; i < kept.lists.size(); ++i) {
    const Rows& rows = table.lists[i];
    kept.lists[i].begins.assign(rows.begins.begin() + from, rows.begins.begin() + from + count);
    kept.lists[i].ends.assign(rows.ends.begin() + from, rows.ends.begin() + from + count);
  }
  return kept;
}

namespace {

void AddFaults(const Column& column, uint32_t slot, std::vector<abi::CellFault>& faults) {
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    if (column.cells[row].fault) {
      faults.push_back({static_cast<int64_t>(row), slot, *column.cells[row].fault, "?"});
    }
  }
}

}  // namespace

Batch::Batch(const ir::Module& module, const Table& table) {
  input_.rows = table.rows;
  for (const ir::Slot& slot : module.slots) {
    const Column* known = table.Find(slot.name);
    const Column column =
        known != nullptr ? *known : Column{slot.name, 0, true, std::vector<Cell>(table.rows)};
    AddFaults(column, static_cast<uint32_t>(input_.columns.size()), input_.faults);
    input_.columns.push_back(Lay(slot, column, table.rows, table));
  }
  std::ranges::stable_sort(input_.faults, {}, &abi::CellFault::row);
  for (const ir::List& list : module.lists) {
    LayList(list, table);
  }
}

void Batch::LayList(const ir::List& list, const Table& table) {
  abi::InputList& out = input_.lists.emplace_back();
  const auto rows = std::ranges::find(table.lists, list.name, &Rows::name);
  if (rows == table.lists.end() || !list.needed) {
    return;
  }
  auto faults = std::make_unique<std::vector<abi::CellFault>>();
  for (const ir::Slot& slot : list.slots) {
    const Column* known = rows->Find(slot.name);
    const Column column =
        known != nullptr ? *known : Column{slot.name, 0, true, std::vector<Cell>(rows->elements)};
    AddFaults(column, static_cast<uint32_t>(out.columns.size()), *faults);
    out.columns.push_back(Lay(slot, column, rows->elements, table));
  }
  std::ranges::stable_sort(*faults, {}, &abi::CellFault::row);
  int64_t* begins = Allocate<int64_t>(table.rows);
  int64_t* ends = Allocate<int64_t>(table.rows);
  std::ranges::copy(rows->begins, begins);
  std::ranges::copy(rows->ends, ends);
  out.begins = begins;
  out.ends = ends;
  out.faults = faults.get();
  row_faults_.push_back(std::move(faults));
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

// Columns lie as their types have them, as narrow as their values allow, or wide.
std::optional<abi::Storage> StoredAs(abi::Storage own, const Column& column) {
  int64_t low = 0, high = 0;
  for (const Cell& cell : column.cells) {
    low = std::min<int64_t>(low, cell.word);
    high = std::max<int64_t>(high, cell.word);
  }
  switch (column.offset % 3) {
    case 0:
      return std::nullopt;
    case 1:
      return abi::NarrowestOf(low, high);
    default:
      return own == abi::Storage::kInt32 ? abi::Storage::kInt64 : abi::NarrowestOf(low, high);
  }
}

}  // namespace

abi::InputColumn Batch::Lay(const ir::Slot& slot, const Column& column, int64_t rows,
                            const Table& table) {
  const int64_t end = column.offset + rows;
  abi::InputColumn out;
  out.offset = column.offset;
  if (column.validity || !std::ranges::all_of(column.cells, &Cell::valid)) {
    uint8_t* bits = Allocate<uint8_t>((end + 7) / 8);
    for (int64_t row = 0; row < rows; ++row) {
      abi::SetBit(bits, column.offset + row, column.cells[row].valid);
    }
    out.validity = bits;
  }
  const abi::Storage own = ir::StorageOf(slot.type);
  if (own == abi::Storage::kText) {
    LayText(column, rows, table, out);
    return out;
  }
  if (own == abi::Storage::kInt64 || own == abi::Storage::kInt32) {
    out.stored = StoredAs(own, column);
  }
  // The word of a float holds its bits.
  const abi::Storage storage =
      own == abi::Storage::kFloat64 ? abi::Storage::kInt64 : out.stored.value_or(own);
  std::byte* values = Allocate<std::byte>(end * static_cast<int64_t>(abi::StorageBytes(storage)));
  for (std::size_t i = 0; i < column.cells.size(); ++i) {
    abi::PutWhole(values, storage, column.offset + static_cast<int64_t>(i), column.cells[i].word);
  }
  out.values = values;
  return out;
}

void Batch::LayText(const Column& column, int64_t rows, const Table& table, abi::InputColumn& out) {
  int32_t* offsets = Allocate<int32_t>(column.offset + rows + 1);
  std::string bytes;
  for (int64_t i = 0; i < column.offset; ++i) {
    offsets[i] = static_cast<int32_t>(bytes.size());
    bytes += "before";
  }
  for (int64_t row = 0; row < rows; ++row) {
    offsets[column.offset + row] = static_cast<int32_t>(bytes.size());
    bytes += table.texts.empty() ? "" : table.texts[column.cells[row].word];
  }
  offsets[column.offset + rows] = static_cast<int32_t>(bytes.size());
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
  part.lists = batch.lists;
  for (abi::InputList& list : part.lists) {
    list.begins += list.begins == nullptr ? 0 : from;
    list.ends += list.ends == nullptr ? 0 : from;
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
  for (const ir::List& list : module.lists) {
    const auto rows = std::ranges::find(table.lists, list.name, &Rows::name);
    for (int64_t row = 0; rows != table.lists.end() && row < std::min(table.rows, most); ++row) {
      out += fmt::format("{:>16} of record {}:", list.name, row);
      for (int64_t at = rows->begins[row]; at < rows->ends[row]; ++at) {
        for (const ir::Slot& slot : list.slots) {
          const Column* column = rows->Find(slot.name);
          out += column == nullptr ? "" : " " + PrintCell(module, slot, table, column->cells[at]);
        }
        out += " |";
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace sextant::differential
