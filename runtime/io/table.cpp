#include "runtime/io/table.h"

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

ColumnData ColumnBuilder::data() const {
  return {values_.data(), any_missing_ ? validity_.data() : nullptr, offsets_.data(), bytes_.data(),
          lists_.data()};
}

}  // namespace sextant::io
