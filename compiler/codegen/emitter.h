#pragma once

#include <initializer_list>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/codegen/scratch.h"
#include "compiler/codegen/simd.h"
#include "compiler/ir/module.h"
#include "compiler/opt/ranges.h"
#include "compiler/opt/schedule.h"
#include "compiler/opt/texts.h"
#include "runtime/abi/batch.h"

namespace sextant::codegen {

using opt::Node;
using opt::Ranges;
using opt::Root;
using opt::Schedule;

// Where in a function's loop code is being emitted.
struct Frame {
  llvm::Value* args = nullptr;        // const abi::KernelArgs*
  llvm::Value* scratch = nullptr;     // columns of the block, for values that cross functions
  llvm::Value* row = nullptr;         // the step's first row
  llvm::Value* place = nullptr;       // the same, counted from the first row of the block
  llvm::BasicBlock* entry = nullptr;  // runs once before the loop
};

// What the functions of one kernel share.
struct Plan {
  const ir::Module& module;
  const Schedule& schedule;
  const Ranges& ranges;
  Scratch& scratch;
  opt::ComparedTexts texts;
  std::vector<abi::Storage> layout;    // of the input columns
  bool streaming = false;              // results go past the caches
  std::vector<uint32_t> first_places;  // of the output columns
  // Places of outputs in which no value is missing; the kernel sets their bits all at once.
  std::vector<uint32_t> full_outputs;
};

// Emits the body of one function of a kernel: a loop over rows, eight a step. The operations
// (emit_*.cpp) take their operands from here and build on simd().
class Emitter {
 public:
  Emitter(Plan& plan, Simd& simd, const Frame& frame) : plan_(plan), simd_(simd), frame_(frame) {}

  const ir::Module& module() const { return plan_.module; }
  const Ranges& ranges() const { return plan_.ranges; }
  const std::vector<Root>& roots() const { return plan_.schedule.roots(); }
  Simd& simd() { return simd_; }
  const Frame& frame() const { return frame_; }

  // Emits the node. Nodes are emitted in the order of the schedule, function after function.
  void EmitNode(NodeId id);
  // Writes the node's values to scratch for the functions after this one.
  void Save(NodeId id);

  // The lanes only the interpreter can decide; null: none.
  void Rerun(llvm::Value* mask);
  // What must hold for the others: a mask, bounds of an unsigned number.
  void Require(llvm::Value* mask) { required_.push_back(mask); }
  void RequireAtMost(llvm::Value* ints, uint64_t most);
  // All lanes that these have marked since the last call, as a byte; null: none.
  llvm::Value* TakeMarked();

  // --- operands
  Lanes Get(ir::InstId id);
  Lanes Arg(const ir::Inst& inst, std::size_t i) { return Get(module().args(inst)[i]); }
  Range ArgRange(const ir::Inst& inst, std::size_t i) const {
    return ranges().Of(module().args(inst)[i]);
  }
  const types::Type& ArgType(const ir::Inst& inst, std::size_t i) const {
    return module().inst(module().args(inst)[i]).type;
  }
  // A decision's answer (see answer.h) as the node (kRule or kBody) leaves it.
  const std::vector<Lanes>& Answer(NodeId id) { return Values(id); }
  NodeId OfRule(uint32_t decision, uint32_t rule) const {
    return plan_.schedule.OfRule(decision, rule);
  }
  NodeId OfDecision(uint32_t decision) const { return plan_.schedule.OfDecision(decision); }

  // The result of an operation that evaluates every operand: missing where one of them is (when it
  // may be missing at all), to be rerun where one of them is, or where `own` says so.
  Lanes Strict(const ir::Inst& inst, const std::vector<Lanes>& args, llvm::Value* value,
               llvm::Value* own = nullptr);

  // --- columns
  bool IsComparedText(uint32_t slot) const { return plan_.texts.slots[slot]; }
  // A slot's elements as they lie in memory, as wide as its type has them, and its validity bits as
  // a mask.
  llvm::Value* LoadStored(uint32_t slot);
  llvm::Value* LoadSlot(uint32_t slot);
  llvm::Value* LoadSlotMask(uint32_t slot);
  // A derived column's elements; bits of it as a mask, from the member of abi::KernelArgs.
  llvm::Value* LoadDerived(uint32_t root, llvm::Type* element);
  llvm::Value* LoadDerivedMask(std::size_t member, uint32_t root);
  void StoreOutput(uint32_t output, uint32_t place, llvm::Value* values);
  // `mask` null: no value of the place is missing.
  void StoreOutputMask(uint32_t output, uint32_t place, llvm::Value* mask);
  // Adds to the rows marked so far.
  void StoreMarked(llvm::Value* bits);
  // A parameter's word in every lane, loaded before the loop.
  llvm::Value* Param(uint32_t index);

 private:
  Lanes EmitInst(ir::InstId id);
  std::size_t CountRoots(const Node& node) const;
  Lanes MakeHere(ir::InstId id);
  const std::vector<Lanes>& Values(NodeId id);
  llvm::Value* Member(std::size_t offset);
  llvm::Value* Column(std::size_t member, uint32_t index);
  llvm::Value* Byte(llvm::Value* rows) { return simd_.CreateLShr(rows, 3); }

  Plan& plan_;
  Simd& simd_;
  Frame frame_;
  std::vector<llvm::Value*> rerun_;
  std::unordered_set<llvm::Value*> counted_;
  std::vector<llvm::Value*> required_;
  // Per width and bound the greatest of the numbers held to it.
  std::map<std::pair<unsigned, uint64_t>, llvm::Value*> greatest_;
  std::unordered_map<uint32_t, std::vector<Lanes>> values_;  // by node
  std::unordered_map<uint32_t, Lanes> made_;                 // by instruction without a node
  std::unordered_map<uint32_t, llvm::Value*> stored_;        // by slot
  std::unordered_map<uint32_t, llvm::Value*> slots_;
  std::map<std::pair<std::size_t, uint32_t>, llvm::Value*> columns_;
};

}  // namespace sextant::codegen
