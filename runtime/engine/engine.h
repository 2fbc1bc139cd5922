#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/bindings.h"

namespace sextant::engine {

enum class EngineKind : uint8_t {
  kInterpreter,
  kVector,  // primitives over blocks of records: ready at once
  kJit,     // machine code: fastest, once it is compiled
  kAuto,    // kVector, and kJit from when that pays; in builds without LLVM kVector alone
};

// `interpreter`, `vector`, `jit`, `auto`, and back.
const char* EngineName(EngineKind kind);
std::optional<EngineKind> EngineNamed(std::string_view name);
// Those that differ in how they decide, as far as this build has them, the slowest first.
std::vector<EngineKind> EnginesHere();

// How machine code is made. The answers never depend on it.
struct Tuning {
  std::string cpu;                // as LLVM names it; empty: this machine with all it has
  unsigned longest_function = 0;  // about how many LLVM instructions; 0: the usual number
  // The interpreter works out every n-th operation and decision ahead of the machine code, as it
  // does those that have none; 0: only those.
  unsigned foreign_every_nth = 0;
  bool quick = false;  // code that is made in a third of the time and runs about a tenth slower
  // How the input columns lie that are to be decided without a copy, one a slot; empty: as
  // ir::StorageOf has them. Columns that lie otherwise are decided alike.
  std::vector<abi::Storage> layout = {};
  // Decisions go past the caches: for batches that are larger than these, and not read at once.
  bool streaming = false;
  // kAuto: so many records are decided before machine code is made for the others.
  int64_t rows_before_machine_code = int64_t{1} << 18;
  // kAuto: is told once that machine code has taken over, or why there is none. Called in another
  // thread.
  std::function<void(const Status&)> improved = {};
};

// Decides batches of records. All engines give the same DecisionBatch for the same input, rejects
// included, bit for bit.
class Engine {
 public:
  virtual ~Engine() = default;
  // Sizes and fills `out`; giving the one of an earlier batch again saves its allocation. May be
  // called from several threads at once.
  virtual void Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const = 0;
};

// `module` and `sources` must outlive the engine. kJit fails in builds without LLVM and when LLVM
// cannot make code for this machine.
Result<std::unique_ptr<Engine>> MakeEngine(EngineKind kind, const ir::Module& module,
                                           const source::Manager& sources,
                                           interp::Bindings bindings, const Tuning& tuning = {});

}  // namespace sextant::engine
