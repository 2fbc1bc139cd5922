#pragma once

#include <memory>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
}  // namespace llvm

namespace sextant::codegen {

// The name of the column kernel (abi::Kernel) in an emitted module.
inline constexpr const char* kKernelName = "sextant_kernel";

// A function longer than about this many LLVM instructions is cut in two (see parts.h).
inline constexpr unsigned kLongestFunction = 1500;

struct KernelOptions {
  unsigned longest_function = kLongestFunction;  // about how many LLVM instructions
  // Every n-th operation and decision comes from derived columns; 0: only what is foreign
  // (opt/foreign.h).
  unsigned foreign_every_nth = 0;
  // How the input columns lie, one a slot; empty: as ir::StorageOf has them.
  std::vector<abi::Storage> layout;
  // The results go past the caches: for batches that are larger than these, and not read at once.
  bool streaming = false;
};

// Emits the column kernel of `module` as explicit SIMD IR, eight rows a step, predicated, with one
// rerun bit a record. The IR holds no address of the process.
std::unique_ptr<llvm::Module> EmitKernel(const ir::Module& module, llvm::LLVMContext& context,
                                         const llvm::TargetMachine& machine,
                                         const KernelOptions& options = {});

// How long LLVM may think. Quick code takes a third of the time to make and runs a tenth slower.
enum class Effort : uint8_t { kQuick, kFull };

// Runs the light pass pipeline of the effort over an emitted module.
void Optimise(llvm::Module& module, llvm::TargetMachine& machine, Effort effort);

}  // namespace sextant::codegen
