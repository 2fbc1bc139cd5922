#pragma once

#include <memory>

#include <arrow/record_batch.h>

#include "runtime/io/arrow_lists.h"
#include "runtime/io/bind_arrow.h"
#include "runtime/io/reader.h"

namespace sextant::io {

// Records as Arrow columns: the needed ones, in the order of the plan.
struct ArrowChunk : Chunk {
  std::shared_ptr<arrow::RecordBatch> records;
};

// Binds the columns of ArrowChunks.
class ArrowDecoder : public Decoder {
 public:
  explicit ArrowDecoder(const Plan& plan) : plan_(plan), binder_(plan) {
    for (const ListReader& list : plan.lists) {
      rows_.emplace_back(plan, list);
    }
  }
  std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) override;

 private:
  const Plan& plan_;
  std::optional<DecodeError> BindLists(const arrow::RecordBatch& records, BoundBatch& out);

  ArrowBinder binder_;
  ArrowSeries series_;
  std::vector<ArrowRows> rows_;  // as in Plan::lists
};

// Hands a large batch on in pieces.
class BatchSlicer {
 public:
  explicit BatchSlicer(int64_t rows) : rows_(rows) {}
  void Give(std::shared_ptr<arrow::RecordBatch> batch);
  // Null when nothing is left.
  std::unique_ptr<Chunk> Take();

 private:
  int64_t rows_;
  int64_t at_ = 0;
  std::shared_ptr<arrow::RecordBatch> batch_;
};

// Places the plan's columns in a schema and checks their types; brings the plan to how the schema
// holds series.
Result<std::vector<int>> LocateInSchema(Plan& plan, const arrow::Schema& schema,
                                        const std::string& path);

// What a failed read of such a file means.
Error DamagedFile(const std::string& path, const char* format, const arrow::Status& status);

}  // namespace sextant::io
