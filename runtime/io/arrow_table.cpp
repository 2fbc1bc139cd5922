#include "runtime/io/arrow_table.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <arrow/array.h>
#include <arrow/buffer.h>
#include <arrow/buffer_builder.h>
#include <arrow/builder.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

#include "compiler/support/int128.h"

namespace sextant::io {
namespace {

constexpr int kDigitsOfAWord = 19;

std::shared_ptr<arrow::DataType> TypeOf(const TableColumn& column) {
  switch (column.type) {
    case CellType::kInteger:
      return arrow::int64();
    case CellType::kDecimal:
      return arrow::decimal128(kDigitsOfAWord, column.scale);
    case CellType::kReal:
      return arrow::float64();
    case CellType::kBoolean:
      return arrow::boolean();
    case CellType::kDate:
      return arrow::date32();
    case CellType::kCode:
      return arrow::dictionary(arrow::int32(), arrow::utf8());
    case CellType::kText:
      return arrow::utf8();
    case CellType::kSet:
      return arrow::list(arrow::dictionary(arrow::int32(), arrow::utf8()));
    case CellType::kRows: {
      arrow::FieldVector fields;
      for (const TableColumn& field : column.fields) {
        fields.push_back(arrow::field(field.name, TypeOf(field)));
      }
      return arrow::list(arrow::field("item", arrow::struct_(std::move(fields)), false));
    }
  }
  return arrow::null();
}

// Null where the column has none.
std::shared_ptr<arrow::Array> DictionaryOf(const TableColumn& column) {
  if (column.type != CellType::kCode && column.type != CellType::kSet) {
    return nullptr;
  }
  arrow::StringBuilder builder;
  std::shared_ptr<arrow::Array> values;
  const arrow::Status status = builder.AppendValues(column.dictionary);
  return status.ok() && builder.Finish(&values).ok() ? values : nullptr;
}

using Bytes = std::shared_ptr<arrow::Buffer>;

arrow::Result<Bytes> CopyBytes(const void* from, int64_t bytes) {
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(bytes));
  if (bytes > 0) {
    std::memcpy(buffer->mutable_data(), from, static_cast<std::size_t>(bytes));
  }
  return Bytes(std::move(buffer));
}

// The bits of `rows` rows, with zeros after the last.
arrow::Result<Bytes> CopyBits(const uint8_t* from, int64_t rows) {
  ARROW_ASSIGN_OR_RAISE(Bytes bits, CopyBytes(from, (rows + 7) / 8));
  if (rows % 8 != 0) {
    bits->mutable_data()[rows / 8] &= static_cast<uint8_t>((1u << (rows % 8)) - 1);
  }
  return bits;
}

arrow::Result<Bytes> WidenToDecimals(const ColumnData& data, int64_t rows) {
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(rows * 16));
  auto* to = reinterpret_cast<int64_t*>(buffer->mutable_data());
  const auto* const from = static_cast<const int64_t*>(data.values);
  for (int64_t row = 0; row < rows; ++row) {
    to[2 * row] = from[row];
    to[2 * row + 1] = from[row] >> 63;
  }
  return Bytes(std::move(buffer));
}

arrow::Result<Bytes> PackBooleans(const ColumnData& data, int64_t rows) {
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer((rows + 7) / 8));
  std::memset(buffer->mutable_data(), 0, static_cast<std::size_t>(buffer->size()));
  for (int64_t row = 0; row < rows; ++row) {
    abi::SetBit(buffer->mutable_data(), row, data.at<int8_t>(row) != 0);
  }
  return Bytes(std::move(buffer));
}

// Where the members of each row's set begin.
arrow::Result<Bytes> SetOffsets(const ColumnData& data, int64_t rows) {
  arrow::TypedBufferBuilder<int32_t> offsets;
  int32_t end = 0;
  ARROW_RETURN_NOT_OK(offsets.Append(end));
  for (int64_t row = 0; row < rows; ++row) {
    end += data.valid(row) ? std::popcount(static_cast<uint64_t>(data.at<int64_t>(row))) : 0;
    ARROW_RETURN_NOT_OK(offsets.Append(end));
  }
  return offsets.Finish();
}

// The codes of all members of all sets, in order.
arrow::Result<std::shared_ptr<arrow::ArrayData>> SetMembers(
    const ColumnData& data, int64_t rows, std::shared_ptr<arrow::DataType> type,
    const std::shared_ptr<arrow::Array>& dictionary) {
  arrow::TypedBufferBuilder<int32_t> codes;
  for (int64_t row = 0; row < rows; ++row) {
    auto bits = data.valid(row) ? static_cast<uint64_t>(data.at<int64_t>(row)) : 0;
    for (; bits != 0; bits &= bits - 1) {
      ARROW_RETURN_NOT_OK(codes.Append(std::countr_zero(bits)));
    }
  }
  const int64_t count = codes.length();
  ARROW_ASSIGN_OR_RAISE(auto buffer, codes.Finish());
  auto members =
      arrow::ArrayData::Make(std::move(type), count, {nullptr, std::move(buffer)}, /*nulls=*/0);
  members->dictionary = dictionary->data();
  return members;
}

arrow::Result<Bytes> ValuesOf(const TableColumn& column, const ColumnData& data, int64_t rows) {
  switch (column.type) {
    case CellType::kInteger:
    case CellType::kReal:
      return CopyBytes(data.values, rows * 8);
    case CellType::kDecimal:
      return WidenToDecimals(data, rows);
    case CellType::kBoolean:
      return PackBooleans(data, rows);
    case CellType::kDate:
    case CellType::kCode:
      return CopyBytes(data.values, rows * 4);
    case CellType::kText:
      return CopyBytes(data.offsets, (rows + 1) * 4);
    case CellType::kSet:
      return SetOffsets(data, rows);
    case CellType::kRows:
      break;
  }
  return arrow::Status::Invalid("no such type");
}

int64_t CountNulls(const ColumnData& data, int64_t rows) {
  int64_t nulls = 0;
  for (int64_t row = 0; data.validity != nullptr && row < rows; ++row) {
    nulls += data.valid(row) ? 0 : 1;
  }
  return nulls;
}

}  // namespace

ArrowTable::ArrowTable(const TableSchema& schema) : columns_(schema.columns) {
  arrow::FieldVector fields;
  for (const TableColumn& column : columns_) {
    const auto type = TypeOf(column);
    fields.push_back(arrow::field(
        column.name, column.list ? arrow::list(arrow::field("item", type, column.holes)) : type));
    dictionaries_.push_back(DictionaryOf(column));
  }
  schema_ = arrow::schema(std::move(fields));
}

namespace {

arrow::Result<std::shared_ptr<arrow::Array>> ArrayOf(
    const TableColumn& column, const std::shared_ptr<arrow::Array>& dictionary,
    const ColumnData& data, int64_t rows) {
  const int64_t nulls = CountNulls(data, rows);
  Bytes bits;
  if (nulls > 0) {
    ARROW_ASSIGN_OR_RAISE(bits, CopyBits(data.validity, rows));
  }
  ARROW_ASSIGN_OR_RAISE(Bytes values, ValuesOf(column, data, rows));
  std::vector<Bytes> buffers{bits, values};
  if (column.type == CellType::kText) {
    ARROW_ASSIGN_OR_RAISE(Bytes text, CopyBytes(data.bytes, data.offsets[rows]));
    buffers.push_back(std::move(text));
  }
  auto array = arrow::ArrayData::Make(TypeOf(column), rows, std::move(buffers), nulls);
  if (column.type == CellType::kSet) {
    ARROW_ASSIGN_OR_RAISE(auto members,
                          SetMembers(data, rows, array->type->field(0)->type(), dictionary));
    array->child_data.push_back(std::move(members));
  } else if (dictionary != nullptr) {
    array->dictionary = dictionary->data();
  }
  return arrow::MakeArray(array);
}

// The rows of all lists as one array of structs.
arrow::Result<std::shared_ptr<arrow::Array>> StructsOf(const TableColumn& column,
                                                       const ColumnData& data, int64_t rows) {
  arrow::ArrayVector fields;
  for (std::size_t i = 0; i < column.fields.size(); ++i) {
    const TableColumn& field = column.fields[i];
    ARROW_ASSIGN_OR_RAISE(auto array, ArrayOf(field, DictionaryOf(field), data.fields[i], rows));
    fields.push_back(std::move(array));
  }
  return std::make_shared<arrow::StructArray>(TypeOf(column)->field(0)->type(), rows,
                                              std::move(fields));
}

}  // namespace

// The items of all rows as one array, and where each row ends in it.
arrow::Result<std::shared_ptr<arrow::Array>> ArrowTable::ListsOf(std::size_t column,
                                                                 const ColumnData& data,
                                                                 int64_t rows) const {
  const int64_t count = data.lists[rows];
  ARROW_ASSIGN_OR_RAISE(auto items,
                        columns_[column].type == CellType::kRows
                            ? StructsOf(columns_[column], data, count)
                            : ArrayOf(columns_[column], dictionaries_[column], data, count));
  ARROW_ASSIGN_OR_RAISE(Bytes ends, CopyBytes(data.lists, (rows + 1) * 4));
  return std::make_shared<arrow::ListArray>(schema_->field(static_cast<int>(column))->type(), rows,
                                            std::move(ends), std::move(items));
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> ArrowTable::BatchOf(
    const TableData& rows) const {
  arrow::ArrayVector arrays;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool list = columns_[i].list || columns_[i].type == CellType::kRows;
    ARROW_ASSIGN_OR_RAISE(
        auto array, list ? ListsOf(i, rows.columns[i], rows.rows)
                         : ArrayOf(columns_[i], dictionaries_[i], rows.columns[i], rows.rows));
    arrays.push_back(std::move(array));
  }
  return arrow::RecordBatch::Make(schema_, rows.rows, std::move(arrays));
}

void Rechunker::Add(std::shared_ptr<arrow::RecordBatch> batch) {
  held_ += batch->num_rows();
  if (batch->num_rows() > 0) {
    batches_.push_back(std::move(batch));
  }
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> Rechunker::Take(bool rest) {
  if (held_ == 0 || (held_ < rows_ && !rest)) {
    return nullptr;
  }
  arrow::RecordBatchVector taken;
  int64_t wanted = std::min(held_, rows_);
  held_ -= wanted;
  std::size_t used = 0;
  while (wanted > 0) {
    std::shared_ptr<arrow::RecordBatch>& batch = batches_[used];
    const int64_t rows = std::min(wanted, batch->num_rows());
    taken.push_back(batch->Slice(0, rows));
    wanted -= rows;
    if (rows < batch->num_rows()) {
      batch = batch->Slice(rows);
    } else {
      ++used;
    }
  }
  batches_.erase(batches_.begin(), batches_.begin() + static_cast<std::ptrdiff_t>(used));
  // Concatenated even when it is one, so that no bits of the rows behind a slice come along.
  return arrow::ConcatenateRecordBatches(taken);
}

}  // namespace sextant::io
