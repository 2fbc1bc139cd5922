#pragma once

#include <string>
#include <unordered_set>

#include "compiler/support/result.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/input.h"
#include "runtime/io/record_key.h"

namespace sextant::io {

// The keys of a book, as KeyReader gives them. Missing and unreadable ones are left out.
struct BookKeys {
  std::unordered_set<std::string> all;
  std::unordered_set<std::string> duplicates;  // that stand in several records
};

// Reads the column of the key and nothing else. The file is read again afterwards, so it has to be
// one that can be.
Result<BookKeys> ReadKeys(const InputOptions& options, const ir::SourceLayout& layout,
                          const FileKind& kind);

}  // namespace sextant::io
