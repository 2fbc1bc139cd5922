#include "runtime/io/bind_arrow.h"

#include <arrow/array.h>
#include <arrow/type.h>
#include <fmt/format.h>

#include "runtime/io/arrow_columns.h"
#include "runtime/io/arrow_lists.h"
#include "runtime/io/arrow_set.h"
#include "runtime/io/bind_text.h"
#include "runtime/io/text_blocks.h"

namespace sextant::io {
namespace {

using arrow::Type;

bool IsNumber(Type::type id) {
  return arrow::is_integer(id) || arrow::is_decimal(id) || id == Type::FLOAT || id == Type::DOUBLE;
}

// A zone would make the day depend on where the reader stands.
bool IsDay(const arrow::DataType& type) {
  const Type::type id = type.id();
  if (id == Type::TIMESTAMP) {
    return static_cast<const arrow::TimestampType&>(type).timezone().empty();
  }
  return id == Type::DATE32 || id == Type::DATE64;
}

bool CanRead(CellKind kind, const arrow::DataType& type) {
  const Type::type id = type.id();
  if (id == Type::NA || IsTextType(type)) {
    return true;
  }
  switch (kind) {
    case CellKind::kExact:
    case CellKind::kReal:
      return IsNumber(id);
    case CellKind::kDate:
      return IsDay(type) || arrow::is_integer(id);
    case CellKind::kCode:
      return IsNumber(id) || id == Type::BOOL;
    case CellKind::kText:
      return IsNumber(id) || id == Type::BOOL || IsDay(type);
    case CellKind::kSet:
      return IsSetList(type);
  }
  return false;
}

const arrow::DataType& ValueType(const arrow::DataType& type) {
  return type.id() == Type::DICTIONARY
             ? *static_cast<const arrow::DictionaryType&>(type).value_type()
             : type;
}

}  // namespace

Status CheckColumnType(const Plan& plan, const SlotReader& reader, const arrow::DataType& type,
                       const std::string& path) {
  if (reader.item >= 0 ? type.id() == Type::NA ||
                             (IsListType(type) && CanRead(reader.kind, ValueType(ItemType(type))))
                       : CanRead(reader.kind, ValueType(type))) {
    return {};
  }
  const ir::Slot& slot = plan.module->slots[reader.of];
  return Error{
      fmt::format("column `{}` of {} holds {}, and `{}` is {}",
                  plan.columns[static_cast<std::size_t>(reader.column)], path, type.ToString(),
                  slot.name, types::TypeName(slot.type.required(), plan.module->enums)),
      "name another column in the source, or write this one with another type"};
}

ArrowBinder::ArrowBinder(const Plan& plan) : plan_(plan), dictionaries_(plan.slots.size()) {}

std::optional<DecodeError> ArrowBinder::Bind(const SlotReader& reader,
                                             const std::shared_ptr<arrow::Array>& column,
                                             BoundBatch& out) {
  if (column->type_id() == Type::DICTIONARY) {
    const auto bind = [this](const SlotReader& of, const std::shared_ptr<arrow::Array>& values,
                             BoundBatch& to) { return Bind(of, values, to); };
    return dictionaries_[reader.slot].Bind(
        reader, static_cast<const arrow::DictionaryArray&>(*column), bind, out);
  }
  if (IsTextType(*column->type())) {
    if (const std::optional<int64_t> bad = FindBadUtf8(*column)) {
      const std::string& name = plan_.columns[static_cast<std::size_t>(reader.column)];
      return DecodeError{*bad, BadUtf8Message(TextAt(*column, *bad), name),
                         "write the file with UTF-8 text"};
    }
  }
  if (!reader.typed_nulls && BindTypedColumn(reader, *column, out)) {
    return std::nullopt;
  }
  CellsOf(*column, reader, arena_, cells_);
  BindText(reader, cells_, out);
  return std::nullopt;
}

}  // namespace sextant::io
