#pragma once

#include <memory>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/engine/block_columns.h"
#include "runtime/engine/code.h"
#include "runtime/engine/derived_columns.h"
#include "runtime/engine/pool.h"
#include "runtime/interp/interpreter.h"

namespace sextant::engine {

// A code with what it takes to run it over the rows of batches, from any number of threads.
class Tier {
 public:
  // As many rows as are best decided in one go.
  static constexpr int64_t kMostRows = BlockColumns::kMostRows;

  // `layout`: of the input columns, one a slot, as the code reads them; empty: as ir::StorageOf
  // has them. `sources` must outlive the tier.
  Tier(std::unique_ptr<Code> code, const source::Manager& sources, interp::Bindings bindings,
       std::vector<abi::Storage> layout);

  // Decides rows [first, first + rows), at most kMostRows of them, where `first` is a multiple
  // of 64. Those that only the interpreter can decide are marked where rejected rows stand; columns
  // past the last row of the batch hold anything.
  void Decide(const abi::InputBatch& batch, int64_t first, int64_t rows,
              abi::DecisionBatch& out) const;

 private:
  // What one thread needs.
  struct Worker {
    Worker(const Code& code, const source::Manager& sources, const interp::Bindings& bindings,
           const std::vector<abi::Storage>& layout);

    std::unique_ptr<Runner> runner;
    std::unique_ptr<interp::Interpreter> foreign;  // where there are derived columns
    BlockColumns columns;
    DerivedColumns derived;
    std::vector<void*> out_values;
    std::vector<uint8_t*> out_validity;
  };
  void Derive(Worker& worker, const abi::InputBatch& batch, int64_t first, int64_t rows) const;
  void Run(Worker& worker, int64_t first, int64_t rows, abi::DecisionBatch& out) const;

  std::unique_ptr<Code> code_;
  std::vector<int64_t> params_;
  mutable Pool<Worker> workers_;
};

}  // namespace sextant::engine
