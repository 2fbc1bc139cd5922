#include "runtime/testing/records.h"

#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "compiler/ir/storage.h"

namespace sextant::testing {
namespace {

using types::Kind;

// A float cell holds its bits.
void PutWord(abi::Storage storage, std::byte* at, int64_t word) {
  if (storage != abi::Storage::kText) {
    const bool real = storage == abi::Storage::kFloat64;
    abi::PutWhole(at, real ? abi::Storage::kInt64 : storage, 0, word);
  }
}

std::string QuotedText(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' || c == '\\' ? "\\" : "";
    quoted += c;
  }
  return quoted + "\"";
}

// Without an exponent, which a strategy cannot write.
std::string RealText(double real) {
  std::string text = fmt::format("{:.9f}", real);
  text.resize(text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text + "0" : text;
}

// A value for a field that nothing reads.
ir::Given AnyCell(const types::Type& type) {
  return type.kind == Kind::kText ? ir::Given{true, 0, "x"} : ir::Given{!type.optional, 0, ""};
}

}  // namespace

RecordBatch::RecordBatch(const ir::Module& module, const std::vector<Record>& records) {
  batch_.rows = static_cast<int64_t>(records.size());
  for (std::size_t slot = 0; slot < module.slots.size(); ++slot) {
    std::vector<const ir::Given*> cells;
    for (const Record& record : records) {
      cells.push_back(&record.cells[slot]);
    }
    batch_.columns.push_back(AddColumn(module.slots[slot], cells));
  }
  for (std::size_t list = 0; list < module.lists.size(); ++list) {
    AddList(module.lists[list], list, records);
  }
}

abi::InputColumn RecordBatch::AddColumn(const ir::Slot& slot,
                                        const std::vector<const ir::Given*>& cells) {
  const abi::Storage storage = ir::StorageOf(slot.type);
  const std::size_t bytes = abi::StorageBytes(storage);
  const bool text = storage == abi::Storage::kText;
  const std::size_t padded = (cells.size() + 63) / 64 * 64;
  Column& column = columns_.emplace_back();
  column.values.resize(padded * bytes);
  column.validity.resize(padded / 8);
  column.text_offsets.push_back(0);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const ir::Given& cell = *cells[row];
    abi::SetBit(column.validity.data(), static_cast<int64_t>(row), cell.known);
    PutWord(storage, column.values.data() + row * bytes, cell.word);
    column.text_bytes += text ? cell.text : "";
    column.text_offsets.push_back(static_cast<int32_t>(column.text_bytes.size()));
  }
  abi::InputColumn input;
  input.values = text ? nullptr : column.values.data();
  input.validity = column.validity.data();
  input.text_offsets = text ? column.text_offsets.data() : nullptr;
  input.text_bytes = text ? column.text_bytes.data() : nullptr;
  return input;
}

// The rows of all records end to end, each record's in their order.
void RecordBatch::AddList(const ir::List& list, std::size_t index,
                          const std::vector<Record>& records) {
  Places& places = places_.emplace_back();
  std::vector<const ir::GivenRow*> rows;
  for (const Record& record : records) {
    places.begins.push_back(static_cast<int64_t>(rows.size()));
    for (std::size_t row = 0; index < record.lists.size() && row < record.lists[index].size();
         ++row) {
      rows.push_back(&record.lists[index][row]);
    }
    places.ends.push_back(static_cast<int64_t>(rows.size()));
  }
  abi::InputList input;
  input.begins = places.begins.data();
  input.ends = places.ends.data();
  for (std::size_t slot = 0; slot < list.slots.size(); ++slot) {
    std::vector<const ir::Given*> cells;
    for (const ir::GivenRow* row : rows) {
      cells.push_back(&(*row)[slot]);
    }
    input.columns.push_back(AddColumn(list.slots[slot], cells));
  }
  batch_.lists.push_back(std::move(input));
}

std::string CellText(const ir::Module& module, const types::Type& type, const ir::Given& cell) {
  if (!cell.known) {
    return "missing";
  }
  switch (type.kind) {
    case Kind::kText:
      return QuotedText(cell.text);
    case Kind::kFloat:
      return RealText(std::bit_cast<double>(cell.word));
    default:
      return types::FormatValue(type, module.enums, cell.word);
  }
}

namespace {

std::string FieldText(const ir::Module& module, const ir::Field& field, const Record& record) {
  const types::Type item = field.type.item();
  const std::size_t count = field.type.series > 0 ? field.type.series : 1;
  std::string values;
  bool known = false;
  for (std::size_t i = 0; i < count; ++i) {
    const ir::Given cell = field.needed ? record.cells[field.first_slot + i] : AnyCell(item);
    known |= cell.known;
    values += (i == 0 ? "" : ", ") + CellText(module, item, cell);
  }
  if (!known) {
    return "";  // what is left out is missing
  }
  return field.name + ": " + (field.type.series > 0 ? "[" + values + "]" : values);
}

// `{ posted_on: 2026-03-20, amount: 900 CNY }`
std::string RowText(const ir::Module& module, const ir::List& list, const ir::GivenRow& row) {
  std::string text;
  for (const ir::Field& field : list.fields) {
    const ir::Given cell = field.needed ? row[field.first_slot] : AnyCell(field.type);
    if (cell.known) {
      text += (text.empty() ? "" : ", ") + field.name + ": " + CellText(module, field.type, cell);
    }
  }
  return text.empty() ? "{}" : "{ " + text + " }";
}

std::string ListText(const ir::Module& module, const ir::List& list,
                     const std::vector<ir::GivenRow>& rows) {
  std::string text;
  for (const ir::GivenRow& row : rows) {
    text += (text.empty() ? "" : ", ") + RowText(module, list, row);
  }
  return text.empty() ? "" : list.name + ": [ " + text + " ]";
}

// `Relationship.previous: growing since 2025-01-31`
std::string StateText(const ir::Module& module, std::size_t slot, const Record& record) {
  const ir::Slot& state = module.slots[slot];
  const bool since = slot + 1 < module.slots.size() && module.slots[slot + 1].since;
  if (state.field != ir::kStateField || state.since || !record.cells[slot].known) {
    return "";
  }
  return state.name + ": " + CellText(module, state.type, record.cells[slot]) +
         (since ? " since " + CellText(module, types::Type::Date(), record.cells[slot + 1]) : "");
}

}  // namespace

std::string RecordText(const ir::Module& module, const Record& record) {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += (text.empty() || part.empty() ? "" : ", ") + part;
  };
  for (const ir::Field& field : module.fields) {
    add(FieldText(module, field, record));
  }
  for (std::size_t list = 0; list < record.lists.size(); ++list) {
    add(ListText(module, module.lists[list], record.lists[list]));
  }
  for (std::size_t slot = 0; slot < module.slots.size(); ++slot) {
    add(StateText(module, slot, record));
  }
  return "{ " + text + " }";
}

}  // namespace sextant::testing
