#pragma once

#include <initializer_list>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/codegen/ranges.h"
#include "compiler/codegen/schedule.h"
#include "compiler/codegen/scratch.h"
#include "compiler/codegen/simd.h"
#include "compiler/ir/module.h"

namespace sextant::codegen {

// Where in a function's loop code is being emitted.
struct Frame {
  llvm::Value* args = nullptr;        // const abi::KernelArgs*
  llvm::Value* scratch = nullptr;     // columns of the block, for values that cross functions
  llvm::Value* row = nullptr;         // the step's first row
  llvm::Value* place = nullptr;       // the same, counted from the first row of the block
  llvm::Value* byte = nullptr;        // row / 8
  llvm::BasicBlock* entry = nullptr;  // runs once before the loop
};

// What the functions of one kernel share.
struct Plan {
  const ir::Module& module;
  const Schedule& schedule;
  const Ranges& ranges;
};

// Emits the body of one function of a kernel: a loop over rows, eight a step. The operations
// (emit_*.cpp) take their operands from here and build on simd().
class Emitter {
 public:
  Emitter(const Plan& plan, Simd& simd, Scratch& scratch, const Frame& frame)
      : plan_(plan), simd_(simd), scratch_(scratch), frame_(frame) {}

  const ir::Module& module() const { return plan_.module; }
  const Ranges& ranges() const { return plan_.ranges; }
  Simd& simd() { return simd_; }
  const Frame& frame() const { return frame_; }

  // Emits the node. Nodes are emitted in the order of the schedule, function after function.
  void EmitNode(NodeId id);
  // Writes the node's values to scratch for the functions after this one.
  void Save(NodeId id);

  // The lanes only the interpreter can decide, and those whose input is in order; null adds
  // nothing.
  void Rerun(llvm::Value* mask);
  void Require(llvm::Value* mask);
  // Everything collected by Rerun and Require as one mask; null: no lane.
  llvm::Value* Marked();

  // --- operands
  Lanes Get(ir::InstId id);
  Lanes Arg(const ir::Inst& inst, std::size_t i) { return Get(module().args(inst)[i]); }
  Range ArgRange(const ir::Inst& inst, std::size_t i) const {
    return ranges().Of(module().args(inst)[i]);
  }
  const types::Type& ArgType(const ir::Inst& inst, std::size_t i) const {
    return module().inst(module().args(inst)[i]).type;
  }
  // A decision's outputs, then its reason, as the node (kRule or kBody) leaves them.
  const std::vector<Lanes>& Answer(NodeId id) { return Values(id); }
  NodeId OfRule(uint32_t decision, uint32_t rule) const {
    return plan_.schedule.OfRule(decision, rule);
  }
  NodeId OfDecision(uint32_t decision) const { return plan_.schedule.OfDecision(decision); }

  // The result of an operation that evaluates every operand: missing where one of them is (when it
  // may be missing at all), to be rerun where one of them is, or where `own` says so.
  Lanes Strict(const ir::Inst& inst, const std::vector<Lanes>& args, llvm::Value* value,
               llvm::Value* own = nullptr);

  // A column's address, loaded before the loop. `member` is the offset of its array in KernelArgs.
  llvm::Value* Column(std::size_t member, uint32_t index);
  // Where the marked rows go: KernelArgs::rerun, loaded before the loop.
  llvm::Value* RerunColumn();
  // A parameter's word in every lane, loaded before the loop.
  llvm::Value* Param(uint32_t index);

 private:
  Lanes EmitInst(ir::InstId id);
  Lanes MakeHere(ir::InstId id);
  const std::vector<Lanes>& Values(NodeId id);
  llvm::Value* Member(std::size_t offset);

  const Plan& plan_;
  Simd& simd_;
  Scratch& scratch_;
  Frame frame_;
  llvm::Value* rerun_ = nullptr;
  llvm::Value* in_order_ = nullptr;
  std::unordered_set<llvm::Value*> counted_;
  std::unordered_map<uint32_t, std::vector<Lanes>> values_;  // by node
  std::unordered_map<uint32_t, Lanes> made_;                 // by instruction without a node
  std::map<std::pair<std::size_t, uint32_t>, llvm::Value*> columns_;
};

}  // namespace sextant::codegen
