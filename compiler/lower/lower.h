#pragma once

#include "compiler/check/program.h"
#include "compiler/ir/module.h"

namespace sextant::lower {

// Turns a program that checked without errors into decision IR, keeping only what its outputs
// reach. Laziness, scales and roundings become explicit instructions here.
ir::Module Lower(const check::Program& program, const source::Manager& sources);

}  // namespace sextant::lower
