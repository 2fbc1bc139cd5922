#include "runtime/io/arrow_cells.h"

#include <charconv>
#include <cmath>

#include <arrow/array.h>
#include <arrow/type.h>
#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include "compiler/support/dates.h"

namespace sextant::io {
namespace {

using arrow::Type;

constexpr int64_t kMillisecondsADay = 86'400'000;

int64_t UnitsADay(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return 86'400;
    case arrow::TimeUnit::MILLI:
      return kMillisecondsADay;
    case arrow::TimeUnit::MICRO:
      return kMillisecondsADay * 1'000;
    case arrow::TimeUnit::NANO:
      return kMillisecondsADay * 1'000'000;
  }
  return 1;
}

// Seconds are shown, parts of them are not.
std::string TimestampText(int64_t value, int64_t units_a_day) {
  const int64_t day = value / units_a_day - (value % units_a_day < 0 ? 1 : 0);
  if (day < kFirstDate || day > kLastDate) {
    return std::to_string(value);
  }
  const int64_t seconds = (value - day * units_a_day) / (units_a_day / 86'400);
  return fmt::format("{} {:02}:{:02}:{:02}", FormatDate(static_cast<int32_t>(day)), seconds / 3600,
                     seconds / 60 % 60, seconds % 60);
}

std::string DayText(const arrow::Array& column, int64_t row, const SlotReader& reader) {
  const std::optional<int64_t> day = DaysAt(column, row);
  if (!day) {
    const auto& stamps = static_cast<const arrow::TimestampArray&>(column);
    return column.type_id() == Type::TIMESTAMP
               ? TimestampText(
                     stamps.Value(row),
                     UnitsADay(static_cast<const arrow::TimestampType&>(*column.type()).unit()))
               : TimestampText(static_cast<const arrow::Date64Array&>(column).Value(row),
                               kMillisecondsADay);
  }
  if (*day < kFirstDate || *day > kLastDate) {
    return std::to_string(*day);
  }
  if (reader.kind != CellKind::kDate) {
    return FormatDate(static_cast<int32_t>(*day));
  }
  std::string text;
  reader.dates.Append(static_cast<int32_t>(*day), text);
  return text;
}

// Whole numbers without an exponent, as a person writes a key.
template <class Real>
std::string_view RealText(Real value, char (&buffer)[64]) {
  const bool whole = std::fabs(value) < Real(1e15) && value == std::trunc(value);
  const auto end = whole ? std::to_chars(buffer, buffer + 64, static_cast<int64_t>(value)).ptr
                         : std::to_chars(buffer, buffer + 64, value).ptr;
  return {buffer, static_cast<std::size_t>(end - buffer)};
}

// for each row: a view that write(row, buffer) gives, kept
template <class Write>
void Each(const arrow::Array& column, TextArena& arena, std::vector<std::string_view>& cells,
          Write&& write) {
  char buffer[64];
  for (int64_t row = 0; row < column.length(); ++row) {
    cells.push_back(column.IsNull(row) ? std::string_view() : arena.Keep(write(row, buffer)));
  }
}

template <class ArrayType>
void Texts(const arrow::Array& column, std::vector<std::string_view>& cells) {
  const auto& texts = static_cast<const ArrayType&>(column);
  for (int64_t row = 0; row < texts.length(); ++row) {
    const std::string_view text = texts.IsNull(row) ? std::string_view() : texts.GetView(row);
    cells.push_back(text.data() == nullptr && !texts.IsNull(row) ? std::string_view("") : text);
  }
}

template <class ArrayType>
void Integers(const arrow::Array& column, TextArena& arena, std::vector<std::string_view>& cells) {
  const auto& numbers = static_cast<const ArrayType&>(column);
  Each(column, arena, cells, [&numbers](int64_t row, char(&buffer)[64]) {
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, numbers.Value(row)).ptr;
    return std::string_view(buffer, static_cast<std::size_t>(end - buffer));
  });
}

template <class ArrayType>
void Reals(const arrow::Array& column, TextArena& arena, std::vector<std::string_view>& cells) {
  const auto& numbers = static_cast<const ArrayType&>(column);
  Each(column, arena, cells,
       [&numbers](int64_t row, char(&buffer)[64]) { return RealText(numbers.Value(row), buffer); });
}

template <class ArrayType>
void Decimals(const arrow::Array& column, TextArena& arena, std::vector<std::string_view>& cells) {
  const auto& numbers = static_cast<const ArrayType&>(column);
  std::string text;
  Each(column, arena, cells, [&numbers, &text](int64_t row, char(&)[64]) -> std::string_view {
    text = numbers.FormatValue(row);
    return text;
  });
}

void Booleans(const arrow::Array& column, std::vector<std::string_view>& cells) {
  const auto& booleans = static_cast<const arrow::BooleanArray&>(column);
  for (int64_t row = 0; row < column.length(); ++row) {
    cells.push_back(booleans.IsNull(row)  ? std::string_view()
                    : booleans.Value(row) ? "true"
                                          : "false");
  }
}

void Days(const arrow::Array& column, const SlotReader& reader, TextArena& arena,
          std::vector<std::string_view>& cells) {
  std::string text;
  Each(column, arena, cells, [&](int64_t row, char(&)[64]) -> std::string_view {
    text = DayText(column, row, reader);
    return text;
  });
}

}  // namespace

bool IsTextType(const arrow::DataType& type) {
  switch (type.id()) {
    case Type::STRING:
    case Type::BINARY:
    case Type::LARGE_STRING:
    case Type::LARGE_BINARY:
    case Type::STRING_VIEW:
    case Type::BINARY_VIEW:
      return true;
    default:
      return false;
  }
}

std::optional<int64_t> DaysAt(const arrow::Array& column, int64_t row) {
  if (column.type_id() == Type::DATE32) {
    return static_cast<const arrow::Date32Array&>(column).Value(row);
  }
  const bool date64 = column.type_id() == Type::DATE64;
  const int64_t value = date64 ? static_cast<const arrow::Date64Array&>(column).Value(row)
                               : static_cast<const arrow::TimestampArray&>(column).Value(row);
  const int64_t units =
      date64 ? kMillisecondsADay
             : UnitsADay(static_cast<const arrow::TimestampType&>(*column.type()).unit());
  return value % units == 0 ? std::optional(value / units) : std::nullopt;
}

void CellsOf(const arrow::Array& column, const SlotReader& reader, TextArena& arena,
             std::vector<std::string_view>& cells) {
  cells.clear();
  switch (column.type_id()) {
    case Type::STRING:
    case Type::BINARY:
      return Texts<arrow::BinaryArray>(column, cells);
    case Type::LARGE_STRING:
    case Type::LARGE_BINARY:
      return Texts<arrow::LargeBinaryArray>(column, cells);
    case Type::STRING_VIEW:
    case Type::BINARY_VIEW:
      return Texts<arrow::BinaryViewArray>(column, cells);
    case Type::INT8:
      return Integers<arrow::Int8Array>(column, arena, cells);
    case Type::INT16:
      return Integers<arrow::Int16Array>(column, arena, cells);
    case Type::INT32:
      return Integers<arrow::Int32Array>(column, arena, cells);
    case Type::INT64:
      return Integers<arrow::Int64Array>(column, arena, cells);
    case Type::UINT8:
      return Integers<arrow::UInt8Array>(column, arena, cells);
    case Type::UINT16:
      return Integers<arrow::UInt16Array>(column, arena, cells);
    case Type::UINT32:
      return Integers<arrow::UInt32Array>(column, arena, cells);
    case Type::UINT64:
      return Integers<arrow::UInt64Array>(column, arena, cells);
    case Type::FLOAT:
      return Reals<arrow::FloatArray>(column, arena, cells);
    case Type::DOUBLE:
      return Reals<arrow::DoubleArray>(column, arena, cells);
    case Type::DECIMAL32:
      return Decimals<arrow::Decimal32Array>(column, arena, cells);
    case Type::DECIMAL64:
      return Decimals<arrow::Decimal64Array>(column, arena, cells);
    case Type::DECIMAL128:
      return Decimals<arrow::Decimal128Array>(column, arena, cells);
    case Type::DECIMAL256:
      return Decimals<arrow::Decimal256Array>(column, arena, cells);
    case Type::BOOL:
      return Booleans(column, cells);
    case Type::DATE32:
    case Type::DATE64:
    case Type::TIMESTAMP:
      return Days(column, reader, arena, cells);
    default:
      cells.assign(static_cast<std::size_t>(column.length()), {});
  }
}

std::string_view TextAt(const arrow::Array& column, int64_t row) {
  switch (column.type_id()) {
    case Type::STRING:
    case Type::BINARY:
      return static_cast<const arrow::BinaryArray&>(column).GetView(row);
    case Type::LARGE_STRING:
    case Type::LARGE_BINARY:
      return static_cast<const arrow::LargeBinaryArray&>(column).GetView(row);
    default:
      return static_cast<const arrow::BinaryViewArray&>(column).GetView(row);
  }
}

std::optional<int64_t> FindBadUtf8(const arrow::Array& column) {
  if (column.length() == 0) {
    return std::nullopt;
  }
  if (column.type_id() == Type::STRING || column.type_id() == Type::BINARY) {
    const auto& texts = static_cast<const arrow::BinaryArray&>(column);
    const std::string_view all(
        reinterpret_cast<const char*>(texts.raw_data()) + texts.value_offset(0),
        static_cast<std::size_t>(texts.total_values_length()));
    if (all.empty() || arrow::util::ValidateUTF8(all)) {
      return std::nullopt;
    }
  }
  for (int64_t row = 0; row < column.length(); ++row) {
    if (column.IsValid(row) && !arrow::util::ValidateUTF8(TextAt(column, row))) {
      return row;
    }
  }
  return std::nullopt;
}

}  // namespace sextant::io
