#include "runtime/io/arrow_lists.h"

#include <algorithm>

#include <arrow/array.h>
#include <arrow/type.h>
#include <fmt/format.h>

#include "runtime/io/gather.h"

namespace sextant::io {
namespace {

using arrow::Type;

// for each record: where its items begin and end
template <class ListType>
void FindItems(const arrow::Array& column, ListItems& items) {
  const auto& lists = static_cast<const ListType&>(column);
  for (int64_t row = 0; row < lists.length(); ++row) {
    if (lists.IsValid(row) && lists.value_length(row) > 0) {
      items.begins[static_cast<std::size_t>(row)] = lists.value_offset(row);
      items.ends[static_cast<std::size_t>(row)] = lists.value_offset(row) + lists.value_length(row);
    }
  }
  items.values = lists.values();
}

// Cuts off the items before the first and after the last that some record has.
void Trim(ListItems& items) {
  int64_t first = INT64_MAX, last = 0;
  for (std::size_t row = 0; row < items.begins.size(); ++row) {
    if (items.begins[row] < items.ends[row]) {
      first = std::min(first, items.begins[row]);
      last = std::max(last, items.ends[row]);
    }
  }
  first = std::min(first, last);
  items.values = items.values->Slice(first, last - first);
  for (std::size_t row = 0; row < items.begins.size(); ++row) {
    if (items.begins[row] < items.ends[row]) {
      items.begins[row] -= first;
      items.ends[row] -= first;
    }
  }
}

// The record with an item, for a message.
int64_t RecordOf(const ListItems& items, int64_t item) {
  for (std::size_t row = 0; row < items.begins.size(); ++row) {
    if (items.begins[row] <= item && item < items.ends[row]) {
      return static_cast<int64_t>(row);
    }
  }
  return 0;
}

std::optional<DecodeError> OfRecord(std::optional<DecodeError> error, const ListItems& items) {
  if (error) {
    error->row = RecordOf(items, error->row);
  }
  return error;
}

}  // namespace

bool IsListType(const arrow::DataType& type) {
  switch (type.id()) {
    case Type::LIST:
    case Type::LARGE_LIST:
    case Type::FIXED_SIZE_LIST:
    case Type::LIST_VIEW:
    case Type::LARGE_LIST_VIEW:
    case Type::MAP:
      return true;
    default:
      return false;
  }
}

const arrow::DataType& ItemType(const arrow::DataType& type) {
  return *type.field(0)->type();
}

ListItems::ListItems(const arrow::Array& column)
    : begins(static_cast<std::size_t>(column.length()), 0),
      ends(static_cast<std::size_t>(column.length()), 0) {
  switch (column.type_id()) {
    case Type::LIST:
      FindItems<arrow::ListArray>(column, *this);
      break;
    case Type::MAP:
      FindItems<arrow::MapArray>(column, *this);
      break;
    case Type::LARGE_LIST:
      FindItems<arrow::LargeListArray>(column, *this);
      break;
    case Type::FIXED_SIZE_LIST:
      FindItems<arrow::FixedSizeListArray>(column, *this);
      break;
    case Type::LIST_VIEW:
      FindItems<arrow::ListViewArray>(column, *this);
      break;
    case Type::LARGE_LIST_VIEW:
      FindItems<arrow::LargeListViewArray>(column, *this);
      break;
    default:
      values = column.Slice(0, 0);
      return;
  }
  Trim(*this);
}

Status CheckRowsType(const Plan& plan, const ListReader& list, const arrow::DataType& type,
                     const std::string& path) {
  if (type.id() == Type::NA || (IsListType(type) && ItemType(type).id() == Type::NA)) {
    return {};
  }
  const std::string& column = plan.columns[static_cast<std::size_t>(list.column)];
  if (!IsListType(type) || ItemType(type).id() != Type::STRUCT) {
    return Error{fmt::format("column `{}` of {} holds {}, and `{}` is a list of rows", column, path,
                             type.ToString(), plan.module->lists[list.list].name),
                 "write the rows as a list of structs, name another column in the source, or give "
                 "the rows a file of their own"};
  }
  const Plan& rows = list.rows->plan;
  const std::string within = fmt::format("`{}` of {}", column, path);
  std::vector<std::string> present;
  for (const auto& field : ItemType(type).fields()) {
    present.push_back(field->name());
  }
  const Result<std::vector<int>> places = LocateColumns(rows, present, within);
  if (!places) {
    return places.error();
  }
  for (const SlotReader& reader : rows.slots) {
    const int place = (*places)[static_cast<std::size_t>(reader.column)];
    if (Status status = CheckColumnType(rows, reader, *ItemType(type).field(place)->type(), within);
        !status) {
      return status;
    }
  }
  return {};
}

std::optional<DecodeError> ArrowSeries::Bind(const SlotReader& reader, const arrow::Array& column,
                                             ArrowBinder& binder, BoundBatch& out) {
  if (reader.item == 0) {
    lists_.emplace(column);
    items_.Start(1, lists_->values->length());
    SlotReader alone = reader;
    alone.slot = 0;
    alone.item = -1;
    if (lists_->values->length() > 0) {
      if (auto error = OfRecord(binder.Bind(alone, lists_->values, items_), *lists_)) {
        return error;
      }
    }
  }
  at_.resize(lists_->begins.size());
  for (std::size_t row = 0; row < at_.size(); ++row) {
    const int64_t at = lists_->begins[row] + reader.item;
    at_[row] = at < lists_->ends[row] ? at : -1;
    if (reader.item == 0) {
      CheckItemCount(reader, static_cast<int64_t>(row), lists_->ends[row] - at, out);
    }
  }
  Gather(reader, items_, at_, out);
  return std::nullopt;
}

ArrowRows::ArrowRows(const Plan& plan, const ListReader& list)
    : plan_(plan), list_(list), binder_(list.rows->plan) {}

void ArrowRows::RefuseNulls(ListItems& lists, BoundBatch& out) const {
  if (lists.values->null_count() == 0) {
    return;
  }
  for (std::size_t record = 0; record < lists.begins.size(); ++record) {
    for (int64_t item = lists.begins[record]; item < lists.ends[record]; ++item) {
      if (lists.values->IsNull(item)) {
        AddListFault(plan_, list_, static_cast<int64_t>(record),
                     fmt::format("item {}: null", item - lists.begins[record] + 1), out);
        lists.begins[record] = lists.ends[record] = 0;
      }
    }
  }
}

std::optional<DecodeError> ArrowRows::Bind(const arrow::Array& column, BoundRows& to,
                                           BoundBatch& out) {
  const Plan& plan = list_.rows->plan;
  ListItems lists(column);
  RefuseNulls(lists, out);
  binder_.StartBatch();
  to.rows.Start(plan.slots.size(), lists.values->length());
  auto fields = std::make_shared<arrow::ArrayVector>();
  to.rows.input = fields;
  for (const SlotReader& reader : plan.slots) {
    if (lists.values->type_id() != Type::STRUCT || lists.values->length() == 0) {
      continue;  // no record has a row
    }
    const auto& structs = static_cast<const arrow::StructArray&>(*lists.values);
    const int place = structs.struct_type()->GetFieldIndex(
        plan.columns[static_cast<std::size_t>(reader.column)]);
    const auto field = structs.GetFlattenedField(place);
    if (!field.ok()) {
      return DecodeError{0, field.status().message(), ""};
    }
    fields->push_back(*field);
    if (auto error = OfRecord(binder_.Bind(reader, *field, to.rows), lists)) {
      return error;
    }
  }
  to.begins = std::move(lists.begins);
  to.ends = std::move(lists.ends);
  to.Attach(out.batch.lists[list_.list]);
  return std::nullopt;
}

}  // namespace sextant::io
