#pragma once

#include <memory>
#include <string>

#include <llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/Error.h>
#include <llvm/Target/TargetMachine.h>

#include "runtime/jit/session.h"

namespace sextant::jit {

// A refusal of LLVM as an Error of ours; `doing` completes "LLVM cannot …".
Error LlvmError(const std::string& doing, llvm::Error error);

Result<llvm::orc::JITTargetMachineBuilder> MachineBuilderFor(const Target& target);
Result<std::unique_ptr<llvm::TargetMachine>> MachineFor(const Target& target);

// The optimised kernel of `module`.
std::unique_ptr<llvm::Module> MakeKernel(const ir::Module& module, const Target& target,
                                         llvm::LLVMContext& context, llvm::TargetMachine& machine);

}  // namespace sextant::jit
