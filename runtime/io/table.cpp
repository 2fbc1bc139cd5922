#include "runtime/io/table.h"

#include <algorithm>

namespace sextant::io {
namespace {

template <class T>
void Append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

void ColumnBuilder::Clear() {
  rows_ = 0;
  any_missing_ = false;
  values_.clear();
  validity_.clear();
  offsets_.assign(1, 0);
  bytes_.clear();
  lists_.assign(1, 0);
  as_found_.clear();
}

void ColumnBuilder::AddValidity(bool valid) {
  if (rows_ % 8 == 0) {
    validity_.push_back(0);
  }
  abi::SetBit(validity_.data(), rows_, valid);
  any_missing_ |= !valid;
  ++rows_;
}

void ColumnBuilder::Add(int64_t word) {
  switch (type_) {
    case CellType::kInteger:
    case CellType::kDecimal:
    case CellType::kSet:
      Append(values_, word);
      break;
    case CellType::kDate:
    case CellType::kCode:
      Append(values_, static_cast<int32_t>(word));
      break;
    case CellType::kBoolean:
      Append(values_, static_cast<int8_t>(word));
      break;
    case CellType::kReal:
    case CellType::kText:
    case CellType::kRows:
      break;
  }
  AddValidity(true);
}

void ColumnBuilder::AddReal(double value) {
  Append(values_, value);
  AddValidity(true);
}

void ColumnBuilder::AddText(std::string_view text) {
  bytes_.append(text);
  offsets_.push_back(static_cast<int32_t>(bytes_.size()));
  AddValidity(true);
}

void ColumnBuilder::AddMissing() {
  if (type_ == CellType::kText) {
    offsets_.push_back(static_cast<int32_t>(bytes_.size()));
  } else if (type_ == CellType::kReal) {
    Append(values_, 0.0);
  } else {
    Add(0);
    abi::SetBit(validity_.data(), rows_ - 1, false);
    any_missing_ = true;
    return;
  }
  AddValidity(false);
}

void ColumnBuilder::AddAsFound(std::string cell) {
  as_found_.emplace_back(rows_, std::move(cell));
  AddMissing();
}

ColumnData ColumnBuilder::data() const {
  ColumnData data{values_.data(), any_missing_ ? validity_.data() : nullptr, offsets_.data(),
                  bytes_.data(), lists_.data()};
  data.as_found = as_found_.empty() ? nullptr : &as_found_;
  return data;
}

const std::string* ColumnData::found(int64_t row) const {
  if (as_found == nullptr) {
    return nullptr;
  }
  const auto at = std::ranges::lower_bound(*as_found, row, {}, &CellsAsFound::value_type::first);
  return at != as_found->end() && at->first == row ? &at->second : nullptr;
}

}  // namespace sextant::io
