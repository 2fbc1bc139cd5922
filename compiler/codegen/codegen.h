#pragma once

#include <memory>

#include "compiler/ir/module.h"

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

// Emits the column kernel of `module` as explicit SIMD IR, eight rows a step, predicated, with one
// rerun bit a record. The IR holds no address of the process. What is foreign (foreign.h), also every
// n-th part when that is asked for, comes from derived columns.
std::unique_ptr<llvm::Module> EmitKernel(const ir::Module& module, llvm::LLVMContext& context,
                                         const llvm::TargetMachine& machine,
                                         unsigned longest_function = kLongestFunction,
                                         unsigned foreign_every_nth = 0);

// Runs the light pass pipeline over an emitted module.
void Optimise(llvm::Module& module, llvm::TargetMachine& machine);

}  // namespace sextant::codegen
