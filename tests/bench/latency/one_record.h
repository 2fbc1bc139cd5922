#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::bench {

// One record that a strategy accepts, as far as ranges tell: each value in the middle of its range.
// Optional values are known. Not for text.
class OneRecord {
 public:
  explicit OneRecord(const ir::Module& module);
  const abi::InputBatch& batch() const { return batch_; }

 private:
  std::vector<int64_t> words_;
  abi::InputBatch batch_;
};

}  // namespace sextant::bench
