#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/support/result.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/input.h"
#include "runtime/io/list_rows.h"
#include "runtime/io/state.h"

namespace sextant::io {

// Brings to records what is found by their key: the state of the period before, and the rows of
// lists that have a file of their own. Because a key must then stand for one record, the keys of the
// whole book are read first, once for all, and every copy of a key that stands twice is rejected.
// Shared by all threads.
class KeyJoin {
 public:
  // Null when the run brings nothing by key: any file will do then, standard input too.
  static Result<std::unique_ptr<KeyJoin>> Open(const InputOptions& options,
                                               const ir::SourceLayout& layout,
                                               const FileKind& kind);

  // Adds what belongs to each record of the batch, and the faults of duplicate keys. `matches` gets
  // the row of the state of each record, or -1; -1, too, for keys that stand twice.
  Status Apply(BoundBatch& bound, std::vector<int64_t>& matches);

  // Null: the module carries no state.
  StateTable* state() { return state_.get(); }
  const std::vector<ListCount>& counts() const { return counts_; }

 private:
  explicit KeyJoin(const ir::Module& module) : module_(module) {}
  Status ReadState(const InputOptions& options);
  Status ReadRows(const InputOptions& options, const ir::SourceLayout& layout);
  void CountRows(const ir::SourceLayout& layout, const std::unordered_set<std::string>& keys);
  void StartLists(BoundBatch& bound) const;
  void FindLists(BoundBatch& bound, int64_t row, const std::string& key) const;
  // The row of the record's state, or -1.
  int64_t FindState(const std::string& key);
  // `found` gets the faults of cells that no record can start from.
  Status AddState(BoundBatch& bound, int64_t row, int64_t match,
                  std::vector<abi::CellFault>& found) const;

  const ir::Module& module_;
  std::unordered_set<std::string> duplicates_;
  std::unique_ptr<StateTable> state_;
  std::vector<std::unique_ptr<ListRows>> lists_;  // one a Module::lists; null: not by key
  std::vector<ListCount> counts_;
};

}  // namespace sextant::io
