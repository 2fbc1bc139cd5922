#include "runtime/io/arrow_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include <arrow/array.h>
#include <arrow/type.h>

#include "compiler/support/dates.h"
#include "runtime/io/arrow_as_is.h"
#include "runtime/io/arrow_cells.h"
#include "runtime/io/arrow_set.h"
#include "runtime/io/bind_text.h"

namespace sextant::io {
namespace {

using abi::FaultKind;
using arrow::Type;

// How the cell shows in a reject.
std::string CellText(const arrow::Array& column, int64_t row, const SlotReader& reader) {
  TextArena arena;
  std::vector<std::string_view> cells;
  CellsOf(*column.Slice(row, 1), reader, arena, cells);
  return reader.Found(cells[0]);
}

// for each row: missing, or read(row, values[row]), or a fault
template <class T, class Read>
void EachRow(const SlotReader& reader, const arrow::Array& column, BoundBatch& out, Read&& read) {
  SlotColumn& store = out.store[reader.slot];
  store.Reset(column.length(), sizeof(T));
  T* const values = store.values<T>();
  const bool nulls = column.null_count() > 0;
  for (int64_t row = 0; row < column.length(); ++row) {
    if (nulls && column.IsNull(row)) {
      values[row] = T{};
      store.SetMissing(row);
    } else if (const std::optional<FaultKind> fault = read(row, values[row])) [[unlikely]] {
      values[row] = T{};
      out.batch.faults.push_back(reader.Fault(row, *fault, CellText(column, row, reader)));
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

template <class ArrayType>
bool ExactFromInteger(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  using Number = typename ArrayType::value_type;
  if (std::is_same_v<Number, int64_t> && reader.exact.IsIdentity(0)) {
    UseAsIs(reader, column, sizeof(int64_t), out);
    return true;
  }
  const Number* const numbers = static_cast<const ArrayType&>(column).raw_values();
  EachRow<int64_t>(reader, column, out, [&](int64_t row, int64_t& word) {
    return reader.exact.Read(Int128{numbers[row]}, 0, word);
  });
  return true;
}

template <class ArrayType>
bool ExactFromReal(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const auto* const numbers = static_cast<const ArrayType&>(column).raw_values();
  EachRow<int64_t>(reader, column, out, [&](int64_t row, int64_t& word) {
    return reader.exact.Read(numbers[row], word);
  });
  return true;
}

template <class Word>
bool ExactFromDecimal(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const int places = static_cast<const arrow::DecimalType&>(*column.type()).scale();
  if (sizeof(Word) == 8 && reader.exact.IsIdentity(places)) {
    UseAsIs(reader, column, sizeof(int64_t), out);
    return true;
  }
  const uint8_t* const bytes = static_cast<const arrow::FixedSizeBinaryArray&>(column).raw_values();
  EachRow<int64_t>(reader, column, out, [&](int64_t row, int64_t& word) {
    Word number;
    std::memcpy(&number, bytes + row * static_cast<int64_t>(sizeof number), sizeof number);
    return reader.exact.Read(Int128{number}, places, word);
  });
  return true;
}

bool BindExact(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  switch (column.type_id()) {
    case Type::INT8:
      return ExactFromInteger<arrow::Int8Array>(reader, column, out);
    case Type::INT16:
      return ExactFromInteger<arrow::Int16Array>(reader, column, out);
    case Type::INT32:
      return ExactFromInteger<arrow::Int32Array>(reader, column, out);
    case Type::INT64:
      return ExactFromInteger<arrow::Int64Array>(reader, column, out);
    case Type::UINT8:
      return ExactFromInteger<arrow::UInt8Array>(reader, column, out);
    case Type::UINT16:
      return ExactFromInteger<arrow::UInt16Array>(reader, column, out);
    case Type::UINT32:
      return ExactFromInteger<arrow::UInt32Array>(reader, column, out);
    case Type::UINT64:
      return ExactFromInteger<arrow::UInt64Array>(reader, column, out);
    case Type::FLOAT:
      return ExactFromReal<arrow::FloatArray>(reader, column, out);
    case Type::DOUBLE:
      return ExactFromReal<arrow::DoubleArray>(reader, column, out);
    case Type::DECIMAL32:
      return ExactFromDecimal<int32_t>(reader, column, out);
    case Type::DECIMAL64:
      return ExactFromDecimal<int64_t>(reader, column, out);
    case Type::DECIMAL128:
      return ExactFromDecimal<Int128>(reader, column, out);
    default:
      return false;
  }
}

template <class ArrayType>
bool RealFrom(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const auto* const numbers = static_cast<const ArrayType&>(column).raw_values();
  EachRow<double>(reader, column, out,
                  [numbers](int64_t row, double& value) -> std::optional<FaultKind> {
                    value = static_cast<double>(numbers[row]);
                    return std::nullopt;
                  });
  return true;
}

// NaN and infinities pass: the engine refuses them, as it does its own.
bool BindReal(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  if (reader.unit != 1 || reader.unit_scale != 0) {
    return false;
  }
  switch (column.type_id()) {
    case Type::DOUBLE:
      UseAsIs(reader, column, sizeof(double), out);
      return true;
    case Type::FLOAT:
      return RealFrom<arrow::FloatArray>(reader, column, out);
    case Type::INT32:
      return RealFrom<arrow::Int32Array>(reader, column, out);
    case Type::INT64:
      return RealFrom<arrow::Int64Array>(reader, column, out);
    default:
      return false;
  }
}

bool AllCivil(const arrow::Array& column) {
  const int32_t* const days = static_cast<const arrow::Date32Array&>(column).raw_values();
  const auto [low, high] = std::minmax_element(days, days + column.length());
  return column.length() == 0 || (*low >= kFirstDate && *high <= kLastDate);
}

bool BindDate(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const Type::type type = column.type_id();
  if (type != Type::DATE32 && type != Type::DATE64 && type != Type::TIMESTAMP) {
    return false;
  }
  if (type == Type::DATE32 && AllCivil(column)) {
    UseAsIs(reader, column, sizeof(int32_t), out);
    return true;
  }
  EachRow<int32_t>(reader, column, out,
                   [&column](int64_t row, int32_t& value) -> std::optional<FaultKind> {
                     const std::optional<int64_t> days = DaysAt(column, row);
                     if (!days) {
                       return FaultKind::kMalformed;
                     }
                     if (*days < kFirstDate || *days > kLastDate) {
                       return FaultKind::kRange;
                     }
                     value = static_cast<int32_t>(*days);
                     return std::nullopt;
                   });
  return true;
}

// Codes are small whole numbers: those of one byte are looked up once.
class SmallCodes {
 public:
  explicit SmallCodes(const CodeBook& book) : book_(book) { known_.fill(kUnasked); }

  std::optional<int32_t> Find(int64_t number) {
    if (number < 0 || number >= static_cast<int64_t>(known_.size())) {
      return Ask(number);
    }
    int32_t& known = known_[static_cast<std::size_t>(number)];
    if (known == kUnasked) {
      known = Ask(number).value_or(kNone);
    }
    return known == kNone ? std::nullopt : std::optional(known);
  }

 private:
  static constexpr int32_t kUnasked = -2;
  static constexpr int32_t kNone = -1;

  std::optional<int32_t> Ask(int64_t number) const {
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return book_.Find({buffer, static_cast<std::size_t>(end - buffer)});
  }

  const CodeBook& book_;
  std::array<int32_t, 256> known_;
};

template <class T, class ArrayType>
bool CodeFromInteger(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  const auto* const numbers = static_cast<const ArrayType&>(column).raw_values();
  SmallCodes codes(reader.codes);
  EachRow<T>(reader, column, out, [&](int64_t row, T& value) -> std::optional<FaultKind> {
    const std::optional<int32_t> code = codes.Find(static_cast<int64_t>(numbers[row]));
    value = static_cast<T>(code.value_or(0));
    if (code) {
      return std::nullopt;
    }
    return sizeof(T) == 1 ? FaultKind::kMalformed : FaultKind::kUnlisted;
  });
  return true;
}

template <class T>
bool BindCode(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  switch (column.type_id()) {
    case Type::INT8:
      return CodeFromInteger<T, arrow::Int8Array>(reader, column, out);
    case Type::INT16:
      return CodeFromInteger<T, arrow::Int16Array>(reader, column, out);
    case Type::INT32:
      return CodeFromInteger<T, arrow::Int32Array>(reader, column, out);
    case Type::INT64:
      return CodeFromInteger<T, arrow::Int64Array>(reader, column, out);
    default:
      return false;
  }
}

}  // namespace

bool BindTypedColumn(const SlotReader& reader, const arrow::Array& column, BoundBatch& out) {
  switch (reader.kind) {
    case CellKind::kExact:
      return BindExact(reader, column, out);
    case CellKind::kReal:
      return BindReal(reader, column, out);
    case CellKind::kDate:
      return BindDate(reader, column, out);
    case CellKind::kCode:
      return reader.storage == abi::Storage::kInt8 ? BindCode<int8_t>(reader, column, out)
                                                   : BindCode<int32_t>(reader, column, out);
    case CellKind::kSet:
      return BindSetList(reader, column, out);
    case CellKind::kText:
      break;
  }
  return UseTextAsIs(reader, column, out);
}

}  // namespace sextant::io
