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
  }
  return arrow::null();
}

std::shared_ptr<arrow::Array> DictionaryOf(const TableColumn& column) {
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
    // No list is missing, and neither is an item.
    fields.push_back(column.list
                         ? arrow::field(column.name, arrow::list(arrow::field("item", type, false)))
                         : arrow::field(column.name, type));
    const bool coded = column.type == CellType::kCode || column.type == CellType::kSet;
    dictionaries_.push_back(coded ? DictionaryOf(column) : nullptr);
  }
  schema_ = arrow::schema(std::move(fields));
}

arrow::Result<std::shared_ptr<arrow::Array>> ArrowTable::ArrayOf(std::size_t column,
                                                                 const ColumnData& data,
                                                                 int64_t rows) const {
  const int64_t nulls = CountNulls(data, rows);
  Bytes bits;
  if (nulls > 0) {
    ARROW_ASSIGN_OR_RAISE(bits, CopyBits(data.validity, rows));
  }
  ARROW_ASSIGN_OR_RAISE(Bytes values, ValuesOf(columns_[column], data, rows));
  std::vector<Bytes> buffers{bits, values};
  if (columns_[column].type == CellType::kText) {
    ARROW_ASSIGN_OR_RAISE(Bytes text, CopyBytes(data.bytes, data.offsets[rows]));
    buffers.push_back(std::move(text));
  }
  auto array = arrow::ArrayData::Make(TypeOf(columns_[column]), rows, std::move(buffers), nulls);
  if (columns_[column].type == CellType::kSet) {
    ARROW_ASSIGN_OR_RAISE(
        auto members, SetMembers(data, rows, array->type->field(0)->type(), dictionaries_[column]));
    array->child_data.push_back(std::move(members));
  } else if (dictionaries_[column] != nullptr) {
    array->dictionary = dictionaries_[column]->data();
  }
  return arrow::MakeArray(array);
}

// The items of all rows as one array, and where each row ends in it.
arrow::Result<std::shared_ptr<arrow::Array>> ArrowTable::ListsOf(std::size_t column,
                                                                 const ColumnData& data,
                                                                 int64_t rows) const {
  ARROW_ASSIGN_OR_RAISE(auto items, ArrayOf(column, data, data.lists[rows]));
  ARROW_ASSIGN_OR_RAISE(Bytes ends, CopyBytes(data.lists, (rows + 1) * 4));
  return std::make_shared<arrow::ListArray>(schema_->field(static_cast<int>(column))->type(), rows,
                                            std::move(ends), std::move(items));
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> ArrowTable::BatchOf(
    const TableData& rows) const {
  arrow::ArrayVector arrays;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    ARROW_ASSIGN_OR_RAISE(auto array, columns_[i].list ? ListsOf(i, rows.columns[i], rows.rows)
                                                       : ArrayOf(i, rows.columns[i], rows.rows));
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
