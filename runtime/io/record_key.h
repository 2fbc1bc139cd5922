#pragma once

#include <string>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/io/reader.h"

// Keys of records, where records and the rows of their lists are brought together.
namespace sextant::io {

// The key of one record as bytes, so that equal keys are equal; nothing where it is missing or
// could not be read.
class KeyReader {
 public:
  // `slot` of the module whose batches are read holds the key.
  KeyReader(const ir::Module& module, uint32_t slot);

  // False when there is none. Rows must be asked for in ascending order, batch after batch.
  bool Read(const abi::InputBatch& batch, int64_t row, std::string& key);
  void StartBatch() { next_fault_ = 0; }

 private:
  uint32_t slot_;
  abi::Storage storage_;
  std::size_t next_fault_ = 0;
};

// Reads the whole of a file on the calling thread, batch by batch.
template <class Visit>
Status ForEachBatch(Plan& plan, const ReadOptions& options, Visit&& visit) {
  Result<std::unique_ptr<Reader>> reader = OpenReader(plan, options);
  if (!reader) {
    return reader.error();
  }
  const std::unique_ptr<Decoder> decoder = (*reader)->MakeDecoder();
  for (int64_t first_row = 1;;) {
    Result<std::unique_ptr<Chunk>> chunk = (*reader)->Next();
    if (!chunk) {
      return chunk.error();
    }
    if (*chunk == nullptr) {
      return {};
    }
    auto bound = std::make_unique<BoundBatch>();
    if (const auto error = decoder->Decode(**chunk, *bound)) {
      return RecordError(options.path, first_row + error->row, *error);
    }
    first_row += bound->batch.rows;
    visit(std::move(bound));
  }
}

}  // namespace sextant::io
