#pragma once

#include <memory>
#include <vector>

#include "runtime/engine/engine.h"
#include "runtime/engine/tier.h"

namespace sextant::engine {

std::unique_ptr<Engine> MakeInterpreterEngine(const ir::Module& module,
                                              const source::Manager& sources,
                                              interp::Bindings bindings);

// Primitives over blocks of rows: ready at once.
std::unique_ptr<Tier> MakeVectorTier(const ir::Module& module, const source::Manager& sources,
                                     const interp::Bindings& bindings, const Tuning& tuning);

// Machine code. Not in builds without LLVM.
Result<std::unique_ptr<Tier>> MakeJitTier(const ir::Module& module, const source::Manager& sources,
                                          const interp::Bindings& bindings, const Tuning& tuning);

}  // namespace sextant::engine
