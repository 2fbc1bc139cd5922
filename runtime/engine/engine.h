#pragma once

#include <memory>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/bindings.h"

namespace sextant::engine {

enum class EngineKind : uint8_t { kInterpreter, kJit };

// Decides batches of records. All engines give the same DecisionBatch for the same input, rejects
// included, bit for bit.
class Engine {
 public:
  virtual ~Engine() = default;
  // Sizes and fills `out`. May be called from several threads at once.
  virtual void Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const = 0;
};

// `module` and `sources` must outlive the engine. kJit fails in builds without LLVM and when LLVM
// cannot make code for this machine.
Result<std::unique_ptr<Engine>> MakeEngine(EngineKind kind, const ir::Module& module,
                                           const source::Manager& sources,
                                           interp::Bindings bindings);

}  // namespace sextant::engine
