#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "runtime/io/conveyor.h"
#include "runtime/io/key_join.h"
#include "runtime/io/pipeline.h"
#include "runtime/io/reader.h"
#include "runtime/io/table_writer.h"

namespace sextant::io {

// What a worker makes of one chunk: the rows to write and their counts, or why there are none.
struct DecidedChunk {
  std::unique_ptr<Encoded> decisions;  // null when they are not wanted
  std::unique_ptr<Encoded> rejects;
  std::unique_ptr<Encoded> states;
  int64_t state_rows = 0;
  int64_t records = 0;
  int64_t rejected = 0;
  int64_t reject_lines = 0;
  std::optional<Error> error;
};

struct WorkerState;

// One run over a book: threads that read in turn and decide side by side, and the calling thread,
// which writes. The first error in the order of the input ends it.
class BookRun {
 public:
  BookRun(const RunOptions& options, Plan plan);
  ~BookRun();

  Status Open(const FileKind& kind);
  Result<RunResult> Run();

 private:
  std::optional<Result<std::unique_ptr<Chunk>>> Fetch();
  void DecideAll(int worker);
  // Turns a chunk into `out`; false when the run was stopped meanwhile.
  bool Decide(int worker, int64_t number, Chunk& chunk, WorkerState& state, DecidedChunk& out);
  Status WriteAll(RunResult& result);
  Status Write(DecidedChunk& chunk);
  void Report(const RunResult& result) const;
  // Calls `step` for each file that is written; the first failure ends it.
  template <class Step>
  Status ForEachWriter(Step step);
  StateTable* state() { return by_key_ == nullptr ? nullptr : by_key_->state(); }
  Status WriteRestOfStates(RunResult& result);
  Status Finish();
  void Stop();

  const RunOptions& options_;
  Plan plan_;
  std::unique_ptr<KeyJoin> by_key_;  // null: nothing is brought by key
  std::unique_ptr<Reader> reader_;
  std::unique_ptr<TableWriter> decisions_;
  std::unique_ptr<TableWriter> rejects_;
  std::unique_ptr<TableWriter> states_;

  // An item is a chunk, or the reader's error in its place.
  Conveyor<Result<std::unique_ptr<Chunk>>, DecidedChunk> conveyor_;
  RowLedger ledger_;
  bool read_all_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace sextant::io
