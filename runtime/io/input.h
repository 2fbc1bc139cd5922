#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/io/plan.h"

namespace sextant::io {

// Where records come from. The format is the layout's, else told by the file's name (.csv, .tsv,
// .parquet, .arrow, .arrows, .feather, .ndjson, .jsonl; .gz and .zst around text formats), else by
// its first bytes. "-" is CSV (or the layout's format) from standard input.
struct InputOptions {
  const ir::Module* module = nullptr;  // must outlive the input
  std::string path;
  std::string source;              // name of a Module::sources; "" = the one that fits the format
  std::optional<int32_t> as_of;    // goes before the source's own column
  int64_t batch_rows = 64 * 1024;  // about so many records a batch
  std::string state;               // the state to start from; "": none, as before a first run
  bool closed = false;             // the file may have no columns beside those of the module
  bool whole_cells = false;        // faults hold whole cells, however long
  ListFiles lists;                 // the files of the rows of lists, by their source
};

// How the rows of one list met their records.
struct ListCount {
  std::string source;  // of the rows
  std::string list;
  int64_t rows = 0;            // of the file
  int64_t without_record = 0;  // whose key no record has
};

// The records of one file in order, bound to the slots of a module: for callers that look at single
// records. Whole books go through io/pipeline.h.
class Input {
 public:
  // Opens the file and checks that every column the module needs is there, with a fitting type.
  static Result<std::unique_ptr<Input>> Open(const InputOptions& options);
  virtual ~Input() = default;

  // The next batch (first_row set), or null at the end. It stays valid until the next call. Every
  // column may be read up to `rows` rounded up to 64 elements and validity bits.
  virtual Result<const abi::InputBatch*> Next() = 0;

  // The name of the layout that is read.
  virtual const std::string& source() const = 0;
};

// What the reader found wrong with one cell, or null.
const abi::CellFault* FaultAt(const abi::InputBatch& batch, int64_t row, uint32_t slot);

// The key of a record as it stands in a CSV of decisions; when the key could not be read, the cell
// as it was found, or "" when there was none.
std::string KeyText(const ir::Module& module, const abi::InputBatch& batch, int64_t row);

struct FoundRecord {
  const abi::InputBatch* batch = nullptr;  // valid until the next call of Input::Next
  int64_t row = 0;                         // within the batch
};

// Reads on until the record whose key reads `key` (as in KeyText); nothing when the file ends
// first.
Result<std::optional<FoundRecord>> FindKey(Input& input, const ir::Module& module,
                                           const std::string& key);
// The record of that number in the file, counting from 1, read from the start of a fresh input.
Result<std::optional<FoundRecord>> FindRow(Input& input, int64_t number);

}  // namespace sextant::io
