#pragma once

#include <memory>

#include "runtime/engine/engine.h"

namespace sextant::engine {

std::unique_ptr<Engine> MakeInterpreterEngine(const ir::Module& module,
                                              const source::Manager& sources,
                                              interp::Bindings bindings);

// Not in builds without LLVM.
Result<std::unique_ptr<Engine>> MakeJitEngine(const ir::Module& module,
                                              const source::Manager& sources,
                                              interp::Bindings bindings, const Tuning& tuning);

}  // namespace sextant::engine
