#include "runtime/engine/engines.h"

namespace sextant::engine {

Result<std::unique_ptr<Engine>> MakeEngine(EngineKind kind, const ir::Module& module,
                                           const source::Manager& sources,
                                           interp::Bindings bindings,
                                           [[maybe_unused]] const Tuning& tuning) {
  if (kind == EngineKind::kInterpreter) {
    return MakeInterpreterEngine(module, sources, std::move(bindings));
  }
#if SEXTANT_WITH_LLVM
  return MakeJitEngine(module, sources, std::move(bindings), tuning);
#else
  return Error{"this build of Sextant cannot make machine code",
               "run with the interpreter instead"};
#endif
}

}  // namespace sextant::engine
