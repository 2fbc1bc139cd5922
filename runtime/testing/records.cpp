#include "runtime/testing/records.h"

#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "compiler/ir/storage.h"

namespace sextant::testing {
namespace {

using types::Kind;

template <class Element>
void Put(std::byte* at, int64_t word) {
  const auto element = static_cast<Element>(word);
  std::memcpy(at, &element, sizeof element);
}

void PutWord(abi::Storage storage, std::byte* at, int64_t word) {
  switch (storage) {
    case abi::Storage::kInt64:
    case abi::Storage::kFloat64:  // a float cell holds its bits
      return Put<int64_t>(at, word);
    case abi::Storage::kInt32:
      return Put<int32_t>(at, word);
    case abi::Storage::kInt8:
      return Put<int8_t>(at, word);
    case abi::Storage::kText:
      return;
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
    AddColumn(module.slots[slot], slot, records);
  }
}

void RecordBatch::AddColumn(const ir::Slot& slot, std::size_t index,
                            const std::vector<Record>& records) {
  const abi::Storage storage = ir::StorageOf(slot.type);
  const std::size_t bytes = abi::StorageBytes(storage);
  const bool text = storage == abi::Storage::kText;
  const std::size_t padded = (records.size() + 63) / 64 * 64;
  Column& column = columns_.emplace_back();
  column.values.resize(padded * bytes);
  column.validity.resize(padded / 8);
  column.text_offsets.push_back(0);
  for (std::size_t row = 0; row < records.size(); ++row) {
    const ir::Given& cell = records[row][index];
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
  batch_.columns.push_back(input);
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
    case Kind::kSet: {  // `[a, b]`, or `empty`
      std::string text = types::FormatValue(type, module.enums, cell.word);
      return text.starts_with('{') ? "[" + text.substr(2, text.size() - 4) + "]" : text;
    }
    default:
      return types::FormatValue(type, module.enums, cell.word);
  }
}

std::string RecordText(const ir::Module& module, const Record& record) {
  std::string text;
  for (const ir::Field& field : module.fields) {
    const types::Type item = field.type.item();
    const std::size_t count = field.type.series > 0 ? field.type.series : 1;
    std::string values;
    bool known = false;
    for (std::size_t i = 0; i < count; ++i) {
      const ir::Given cell = field.needed ? record[field.first_slot + i] : AnyCell(item);
      known |= cell.known;
      values += (i == 0 ? "" : ", ") + CellText(module, item, cell);
    }
    if (field.type.series > 0) {
      values = "[" + values + "]";
    }
    if (known) {  // what is left out is missing
      text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", field.name, values);
    }
  }
  return "{ " + text + " }";
}

}  // namespace sextant::testing
