#pragma once

#include "compiler/ir/module.h"

namespace sextant::io {

// The file of a list's rows as if it were a book of records: slot 0 is the key of the record that a
// row belongs to, then come the columns of the list.
struct RowFile {
  RowFile(const ir::Module& module, uint32_t list, const ir::SourceLayout& list_layout);

  ir::Module module;
  ir::SourceLayout layout;
};

}  // namespace sextant::io
