#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/support/result.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/input.h"
#include "runtime/io/list_rows.h"

namespace sextant::io {

// Brings the rows of lists to their records. Because rows are found by the key, the keys of the
// whole book are read first: every copy of a key that stands twice is rejected.
class ListJoin {
 public:
  // Null when the module needs no list.
  static Result<std::unique_ptr<ListJoin>> Open(const InputOptions& options,
                                                const ir::SourceLayout& layout,
                                                const FileKind& kind);

  // Adds the lists of every record of the batch, and the faults of duplicate keys.
  void Attach(BoundBatch& bound) const;

  const std::vector<ListCount>& counts() const { return counts_; }

 private:
  explicit ListJoin(const ir::Module& module) : module_(module) {}
  Status ReadRows(const InputOptions& options, const ir::SourceLayout& layout);
  Status ReadKeys(const InputOptions& options, const ir::SourceLayout& layout,
                  const FileKind& kind);

  const ir::Module& module_;
  std::vector<std::unique_ptr<ListRows>> lists_;  // one a Module::lists; null: not needed
  std::unordered_set<std::string> duplicates_;
  std::vector<ListCount> counts_;
};

}  // namespace sextant::io
