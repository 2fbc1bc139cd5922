#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/engine/engine.h"
#include "runtime/io/input.h"

namespace sextant::io {

struct Progress {
  int64_t records = 0;
  int64_t bytes = 0;        // read so far
  int64_t total_bytes = 0;  // of the file; 0 when unknown
};

struct RunOptions {
  InputOptions input;
  const engine::Engine* engine = nullptr;

  // Output files, each by its extension (.csv, .parquet, .arrow, .arrows, .ndjson); "-" is CSV on
  // standard output, "" none. A file appears under its name only when it is complete.
  std::string decisions;
  std::string rejects;
  std::string state;  // what is carried to the next period; only where the module carries some

  int threads = 0;  // that decide; 0: one a processor

  // Called now and then on the calling thread.
  std::function<void(const Progress&)> progress;
  // Sees every batch beside its decisions: from several threads at once and in no order, but never
  // twice at a time with the same `worker`, which is below WorkerCount(threads).
  std::function<void(int worker, const abi::InputBatch&, const abi::DecisionBatch&)> observe;
  // Once true, the run ends with an error and leaves no output behind.
  const std::atomic<bool>* cancel = nullptr;
};

// Records in = decided + rejected, whatever became of the limits a caller sets on rejects.
struct RunResult {
  std::string source;  // the layout that was read
  int64_t records = 0;
  int64_t decided = 0;
  int64_t rejected = 0;      // records
  int64_t states = 0;        // written
  int64_t absent = 0;        // states whose key is not in the input; kept
  // Of those, by Module::state entry and member; empty where the values are no members.
  std::vector<std::vector<int64_t>> gone;
  int64_t reject_lines = 0;  // lines of the rejects: a record with several bad fields has several
  int64_t bytes = 0;         // read
  double seconds = 0;
  std::vector<ListCount> lists;  // of the needed ones
};

int WorkerCount(int threads);

// Reads, binds, decides and writes a whole book in bounded memory. The outputs keep the order of
// the input and are the same bytes whatever the number of threads and the size of the batches.
Result<RunResult> Run(const RunOptions& options);

}  // namespace sextant::io
