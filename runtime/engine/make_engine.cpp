#include "runtime/engine/engines.h"
#include "runtime/engine/kernel_engine.h"

namespace sextant::engine {
namespace {

#if !SEXTANT_WITH_LLVM
Result<std::unique_ptr<Tier>> MakeJitTier(const ir::Module&, const source::Manager&,
                                          const interp::Bindings&, const Tuning&) {
  return Error{"this build of Sextant cannot make machine code",
               "run with the vector engine instead"};
}
#endif

// The primitives decide, until machine code is there.
std::unique_ptr<Engine> MakeAutoEngine(const ir::Module& module, const source::Manager& sources,
                                       const interp::Bindings& bindings, const Tuning& tuning) {
  auto engine = std::make_unique<KernelEngine>(module, sources, bindings,
                                               MakeVectorTier(module, sources, bindings, tuning));
#if SEXTANT_WITH_LLVM
  engine->Improve([&module, &sources, bindings,
                   tuning] { return MakeJitTier(module, sources, bindings, tuning); },
                  tuning.rows_before_machine_code, tuning.improved);
#endif
  return engine;
}

}  // namespace

Result<std::unique_ptr<Engine>> MakeEngine(EngineKind kind, const ir::Module& module,
                                           const source::Manager& sources,
                                           interp::Bindings bindings, const Tuning& tuning) {
  switch (kind) {
    case EngineKind::kInterpreter:
      return MakeInterpreterEngine(module, sources, std::move(bindings));
    case EngineKind::kVector:
      return std::unique_ptr<Engine>(std::make_unique<KernelEngine>(
          module, sources, bindings, MakeVectorTier(module, sources, bindings, tuning)));
    case EngineKind::kAuto:
      return MakeAutoEngine(module, sources, bindings, tuning);
    case EngineKind::kJit:
      break;
  }
  auto tier = MakeJitTier(module, sources, bindings, tuning);
  if (!tier.ok()) {
    return tier.error();
  }
  return std::unique_ptr<Engine>(
      std::make_unique<KernelEngine>(module, sources, bindings, std::move(tier.value())));
}

}  // namespace sextant::engine
