#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/axis.h"
#include "runtime/abi/table_call.h"

namespace sextant::kernels {

// A decision table with its parameters filled in: all that its look-up is made of. The words of an
// input, and of the ends of its cells, are stored words; of a float OrderedWord, of a text its
// number.
struct TableRows {
  struct Input {
    bool optional = false;
    std::vector<WordCell> cells;  // the different cells of its column
  };
  // A value that a row gives: `word` as the lane stores it (see Lane), unless it is missing, or
  // could not be worked out: then the interpreter says why.
  struct Value {
    enum class State : uint8_t { kKnown, kMissing, kFault };
    State state = State::kKnown;
    int64_t word = 0;
  };
  struct Output {
    enum class Store : uint8_t { kWord64, kWord32, kBit };  // doubles are 64 bits
    Store store{};
    bool real = false;          // words are doubles
    std::vector<Value> values;  // one a row
  };

  ir::HitPolicy policy{};
  uint32_t best_by = 0;
  std::vector<Input> inputs;
  uint32_t rows = 0;
  bool otherwise = false;
  std::vector<uint32_t> cells;  // as ir::Table::cells
  std::vector<Output> outputs;
  std::vector<int32_t> reasons;  // one a row, or none: the decision has no reasons
  bool gives_row = false;
  uint32_t width = 0;  // of what is kept

  // The rows that have cells.
  uint32_t lined() const { return rows - (otherwise ? 1 : 0); }
};

}  // namespace sextant::kernels
