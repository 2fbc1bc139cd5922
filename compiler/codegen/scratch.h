#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "compiler/codegen/simd.h"
#include "compiler/opt/schedule.h"

namespace sextant::codegen {

using opt::NodeId;

// The columns of one block of rows through which the functions of a kernel hand values on. A
// column is free again after the function that reads it last. Places are counted in bytes a step
// of eight rows, so that the block may have any length.
class Scratch {
 public:
  // The most bytes that values of the node can take a step.
  static constexpr unsigned kMostBytes = 64 + 1 + 1;

  explicit Scratch(int64_t block_rows) : block_steps_(block_rows / kLanes) {}

  // Stores what a node has made; constants are only remembered. `place` is the step's first row
  // within the block.
  void Save(Simd& simd, NodeId node, const std::vector<Lanes>& values, llvm::Value* scratch,
            llvm::Value* place);
  std::vector<Lanes> Load(Simd& simd, NodeId node, llvm::Value* scratch, llvm::Value* place) const;
  void Release(NodeId node);

  // The bytes to allocate for a block.
  int64_t bytes() const { return used_ * block_steps_; }

 private:
  // One vector: in a column, or a constant, or null.
  struct Kept {
    std::optional<int64_t> column;
    llvm::Type* element = nullptr;
    llvm::Value* constant = nullptr;
  };
  struct KeptLanes {
    Kept value, valid, rerun;
  };

  int64_t Allocate(unsigned bytes);
  llvm::Value* Address(Simd& simd, llvm::Value* scratch, int64_t column) const;
  Kept SaveVector(Simd& simd, llvm::Value* vector, llvm::Value* scratch, llvm::Value* place);
  llvm::Value* LoadVector(Simd& simd, const Kept& kept, llvm::Value* scratch,
                          llvm::Value* place) const;

  int64_t block_steps_;
  int64_t used_ = 0;
  std::map<unsigned, std::vector<int64_t>> free_;  // by bytes a step
  std::unordered_map<uint32_t, std::vector<KeptLanes>> kept_;
};

}  // namespace sextant::codegen
