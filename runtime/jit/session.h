#pragma once

#include <memory>
#include <string>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/kernel.h"

namespace sextant::jit {

// Owns machine code made for this host. Kernels it hands out live as long as it does. No symbol of
// the process can be reached from the code except a short white list.
class Session {
 public:
  static Result<std::unique_ptr<Session>> Create();
  virtual ~Session() = default;

  virtual Result<abi::Kernel> Compile(const ir::Module& module) = 0;
};

// The kernel as optimised LLVM IR or as assembly for this host.
Result<std::string> LlvmText(const ir::Module& module);
Result<std::string> AssemblyText(const ir::Module& module);

}  // namespace sextant::jit
