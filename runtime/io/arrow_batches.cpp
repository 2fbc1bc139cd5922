#include "runtime/io/arrow_batches.h"

#include <algorithm>

#include <arrow/type.h>
#include <fmt/format.h>

#include "runtime/io/bind_set.h"
#include "runtime/io/bind_text.h"

namespace sextant::io {

std::optional<DecodeError> ArrowDecoder::Decode(Chunk& chunk, BoundBatch& out) {
  const std::shared_ptr<arrow::RecordBatch> records =
      std::move(static_cast<ArrowChunk&>(chunk).records);
  binder_.StartBatch();
  out.Start(plan_.slots.size(), records->num_rows());
  out.input = records;
  for (const SlotReader& reader : plan_.slots) {
    if (reader.column < 0) {
      BindConstant(reader, out);
    } else if (reader.item >= 0) {
      if (auto error = series_.Bind(reader, *records->column(reader.column), binder_, out)) {
        return error;
      }
    } else if (auto error = binder_.Bind(reader, records->column(reader.column), out)) {
      return error;
    }
  }
  CombineFlags(plan_, out);
  if (auto error = BindLists(*records, out)) {
    return error;
  }
  out.SortFaults();
  return std::nullopt;
}

std::optional<DecodeError> ArrowDecoder::BindLists(const arrow::RecordBatch& records,
                                                   BoundBatch& out) {
  StartRows(plan_, out);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (auto error = rows_[i].Bind(*records.column(plan_.lists[i].column), out.rows[i], out)) {
      return error;
    }
  }
  return std::nullopt;
}

void BatchSlicer::Give(std::shared_ptr<arrow::RecordBatch> batch) {
  batch_ = std::move(batch);
  at_ = 0;
}

std::unique_ptr<Chunk> BatchSlicer::Take() {
  if (batch_ == nullptr || at_ >= batch_->num_rows()) {
    return nullptr;
  }
  auto chunk = std::make_unique<ArrowChunk>();
  const int64_t rows = std::min(rows_, batch_->num_rows() - at_);
  chunk->records = rows == batch_->num_rows() ? batch_ : batch_->Slice(at_, rows);
  at_ += rows;
  return chunk;
}

Result<std::vector<int>> LocateInSchema(Plan& plan, const arrow::Schema& schema,
                                        const std::string& path) {
  UseListColumns(plan, schema.field_names());
  Result<std::vector<int>> places = LocateColumns(plan, schema.field_names(), path);
  if (!places) {
    return places;
  }
  for (const SlotReader& reader : plan.slots) {
    if (reader.column < 0) {
      continue;
    }
    const int place = (*places)[static_cast<std::size_t>(reader.column)];
    if (Status status = CheckColumnType(plan, reader, *schema.field(place)->type(), path);
        !status) {
      return status.error();
    }
  }
  for (const ListReader& list : plan.lists) {
    const int place = (*places)[static_cast<std::size_t>(list.column)];
    if (Status status = CheckRowsType(plan, list, *schema.field(place)->type(), path); !status) {
      return status.error();
    }
  }
  return places;
}

Error DamagedFile(const std::string& path, const char* format, const arrow::Status& status) {
  return Error{fmt::format("cannot read {} as {}: {}", path, format, status.message()),
               "the file is damaged, was cut off, or holds another format than its name says"};
}

}  // namespace sextant::io
