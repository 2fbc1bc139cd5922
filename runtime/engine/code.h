#pragma once

#include <memory>
#include <vector>

#include "compiler/opt/foreign.h"
#include "runtime/abi/kernel.h"

namespace sextant::engine {

// Runs a code; used by one thread at a time.
class Runner {
 public:
  virtual ~Runner() = default;
  virtual void Run(const abi::KernelArgs& args) = 0;
};

// A strategy made ready to decide columns of records: machine code, or calls of primitives. Both
// mark the records that they leave to the interpreter.
class Code {
 public:
  virtual ~Code() = default;
  // The runner must not outlive the code.
  virtual std::unique_ptr<Runner> MakeRunner() const = 0;
  // What it is made of, which may be smaller than what the strategy says.
  virtual const ir::Module& module() const = 0;
  // The derived columns it reads: values of its module.
  virtual const std::vector<opt::Root>& roots() const = 0;
};

}  // namespace sextant::engine
