#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/foreign.h"
#include "runtime/abi/batch.h"
#include "runtime/engine/block_columns.h"
#include "runtime/interp/interpreter.h"

namespace sextant::engine {

// What a kernel does not work out itself (compiler/opt/foreign.h), over a stretch of rows: the
// interpreter's values of the roots. It works each out whether a row needs it or not, so a fault is
// only marked, and counts where the kernel needs the value. Used by one thread at a time.
class DerivedColumns {
 public:
  explicit DerivedColumns(const std::vector<opt::Root>& roots);

  // Rows [first, first + rows), to which `texts` has been pointed; rows up to the next 64 are
  // marked.
  void Fill(const abi::InputBatch& batch, int64_t first, int64_t rows,
            interp::Interpreter& interpreter, BlockColumns& texts);

  const void* const* values() const { return values_.data(); }
  const uint8_t* const* validity() const { return validity_.data(); }
  const uint8_t* const* rerun() const { return rerun_.data(); }

 private:
  struct Column {
    opt::Root root;
    abi::Storage storage{};
    abi::AlignedBytes values;
    std::vector<uint8_t> validity;
    std::vector<uint8_t> rerun;
  };
  void Clear(int64_t padded_rows);

  std::vector<Column> columns_;
  std::vector<const void*> values_;
  std::vector<const uint8_t*> validity_;
  std::vector<const uint8_t*> rerun_;
};

}  // namespace sextant::engine
