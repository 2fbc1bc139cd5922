#include "runtime/io/arrow_set.h"

#include <algorithm>

#include <arrow/array.h>
#include <arrow/type.h>

#include "runtime/io/arrow_cells.h"

namespace sextant::io {
namespace {

using abi::FaultKind;
using arrow::Type;

bool IsList(Type::type id) {
  return id == Type::LIST || id == Type::LARGE_LIST || id == Type::FIXED_SIZE_LIST;
}

const arrow::DataType& PlainType(const arrow::DataType& type) {
  return type.id() == Type::DICTIONARY
             ? *static_cast<const arrow::DictionaryType&>(type).value_type()
             : type;
}

// What the items of all lists of a column are.
class Items {
 public:
  Items(const SlotReader& reader, const arrow::Array& items) : items_(items) {
    const bool coded = items.type_id() == Type::DICTIONARY;
    const auto* coded_items = coded ? static_cast<const arrow::DictionaryArray*>(&items) : nullptr;
    CellsOf(coded ? *coded_items->dictionary() : items, reader, arena_, cells_);
    dictionary_ = coded_items;
    for (const std::string_view cell : cells_) {
      codes_.push_back(reader.codes.Find(TrimBlanks(cell)).value_or(-1));
    }
  }

  // The member's code, or -1.
  int32_t CodeAt(int64_t item) const { return items_.IsNull(item) ? -1 : codes_[PlaceOf(item)]; }
  std::string_view TextAt(int64_t item) const {
    return items_.IsNull(item) ? std::string_view("null") : cells_[PlaceOf(item)];
  }

 private:
  std::size_t PlaceOf(int64_t item) const {
    return static_cast<std::size_t>(dictionary_ == nullptr ? item
                                                           : dictionary_->GetValueIndex(item));
  }

  const arrow::Array& items_;
  const arrow::DictionaryArray* dictionary_ = nullptr;
  TextArena arena_;
  std::vector<std::string_view> cells_;
  std::vector<int32_t> codes_;  // by cell
};

std::string ListText(const Items& items, int64_t from, int64_t to) {
  std::string text;
  for (int64_t item = from; item < to; ++item) {
    text += (item == from ? "" : ";") + std::string(items.TextAt(item));
  }
  return ShownCell(text);
}

// for each row: the bits of its items, or missing, or a fault with the whole list
template <class ListType>
void Bind(const SlotReader& reader, const ListType& column, BoundBatch& out) {
  const std::shared_ptr<arrow::Array> values = column.values();
  const Items items(reader, *values);
  SlotColumn& store = out.store[reader.slot];
  store.Reset(column.length(), sizeof(uint64_t));
  auto* const words = store.values<uint64_t>();
  for (int64_t row = 0; row < column.length(); ++row) {
    words[row] = 0;
    if (column.IsNull(row)) {
      if (!reader.null_is_empty) {
        store.SetMissing(row);
      }
      continue;
    }
    const int64_t from = column.value_offset(row), to = from + column.value_length(row);
    int64_t unlisted = to;  // the first item that is no member
    for (int64_t item = from; item < to; ++item) {
      const int32_t code = items.CodeAt(item);
      words[row] |= code >= 0 ? uint64_t{1} << code : 0;
      unlisted = code < 0 ? std::min(unlisted, item) : unlisted;
    }
    if (unlisted < to) {
      abi::CellFault fault = reader.Fault(row, FaultKind::kUnlisted, ListText(items, from, to));
      fault.item = ShownCell(items.TextAt(unlisted));
      out.batch.faults.push_back(std::move(fault));
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

}  // namespace

bool IsSetList(const arrow::DataType& type) {
  if (!IsList(type.id())) {
    return false;
  }
  const arrow::DataType& item =
      PlainType(*static_cast<const arrow::BaseListType&>(type).value_type());
  return IsTextType(item) || arrow::is_integer(item.id()) || item.id() == Type::NA;
}

bool BindSetList(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  switch (column.type_id()) {
    case Type::LIST:
      Bind(reader, static_cast<const arrow::ListArray&>(column), out);
      return true;
    case Type::LARGE_LIST:
      Bind(reader, static_cast<const arrow::LargeListArray&>(column), out);
      return true;
    case Type::FIXED_SIZE_LIST:
      Bind(reader, static_cast<const arrow::FixedSizeListArray&>(column), out);
      return true;
    default:
      return false;
  }
}

}  // namespace sextant::io
