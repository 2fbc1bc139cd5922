#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "compiler/support/result.h"
#include "runtime/io/bound_batch.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/plan.h"

// How every format is read: one thread takes the file apart into chunks of whole records, any
// number of threads turn chunks into batches. So the costly part, making values of cells, runs in
// parallel, and only few chunks are in memory at a time.
namespace sextant::io {

// Some consecutive records of the input, still in the form of the file.
struct Chunk {
  virtual ~Chunk() = default;
};

// The file is wrong at a record: its form, not a value in it.
struct DecodeError {
  int64_t row = 0;      // within the chunk
  std::string message;  // about the record, as in "has 3 cells where the header has 4"
  std::string hint;
};
// With the record's number in the file, from 1.
Error RecordError(const std::string& path, int64_t number, const DecodeError& error);

// Turns the chunks of one reader into batches. One a thread; `chunk` is left without its contents.
class Decoder {
 public:
  virtual ~Decoder() = default;
  // Fills `out`; out.batch.rows is the number of records, also of those before an error.
  virtual std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) = 0;
};

class Reader {
 public:
  virtual ~Reader() = default;
  // The next chunk, or null at the end.
  virtual Result<std::unique_ptr<Chunk>> Next() = 0;
  // The reader and its plan must outlive the decoder.
  virtual std::unique_ptr<Decoder> MakeDecoder() const = 0;
  // Bytes of the file; may be asked from any thread.
  virtual int64_t bytes_read() const = 0;
  virtual int64_t total_bytes() const = 0;  // 0 when unknown
};

struct ReadOptions {
  std::string path;
  FileKind kind;
  int64_t batch_rows = 64 * 1024;
  bool threads = true;  // columns of a Parquet file may be unpacked in parallel
};

// Opens the file and checks its columns against the plan, which must outlive the reader; brings the
// plan to how the file holds its series.
Result<std::unique_ptr<Reader>> OpenReader(Plan& plan, const ReadOptions& options);

// One a format.
Result<std::unique_ptr<Reader>> OpenCsv(const Plan& plan, const ReadOptions& options);
Result<std::unique_ptr<Reader>> OpenNdjson(Plan& plan, const ReadOptions& options);
Result<std::unique_ptr<Reader>> OpenParquet(Plan& plan, const ReadOptions& options);
Result<std::unique_ptr<Reader>> OpenArrow(Plan& plan, const ReadOptions& options);

}  // namespace sextant::io
