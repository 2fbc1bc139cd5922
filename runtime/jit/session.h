#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/abi/kernel.h"

namespace sextant::jit {

// What to make code for.
struct Target {
  // As LLVM names it (`x86-64-v3`, `znver4`); empty: this machine with everything it has.
  std::string cpu;
  // About how many LLVM instructions a function may have; 0: the usual number.
  unsigned longest_function = 0;
  // Every n-th operation and decision comes from derived columns; 0: only what is foreign.
  unsigned foreign_every_nth = 0;
  // Quick code is made in a third of the time and runs about a tenth slower.
  bool quick = false;
  // How the input columns lie, one a slot; empty: as ir::StorageOf has them.
  std::vector<abi::Storage> layout = {};
  // Results go past the caches: for batches that are larger than these, and not read at once.
  bool streaming = false;
};

// Owns machine code that runs in this process. Kernels it hands out live as long as it does. No
// symbol of the process can be reached from the code except a short white list.
class Session {
 public:
  static Result<std::unique_ptr<Session>> Create(const Target& target = {});
  virtual ~Session() = default;

  // May be called from several threads; one compiles at a time.
  virtual Result<abi::Kernel> Compile(const ir::Module& module) = 0;
};

// The kernel as optimised LLVM IR or as assembly.
Result<std::string> LlvmText(const ir::Module& module, const Target& target = {});
Result<std::string> AssemblyText(const ir::Module& module, const Target& target = {});

}  // namespace sextant::jit
