#pragma once

#include "compiler/check/program.h"
#include "compiler/ir/module.h"
#include "compiler/ir/test_case.h"

namespace sextant::lower {

// Turns a program that checked without errors into decision IR, keeping only what its outputs
// reach. Laziness, scales and roundings become explicit instructions here.
ir::Module Lower(const check::Program& program, const source::Manager& sources);

// The same for every decision of the program, whether an output reaches it or not.
ir::Module LowerAll(const check::Program& program, const source::Manager& sources);

// The program's tests, each as a program of its own.
std::vector<ir::TestCase> LowerTests(const check::Program& program, const source::Manager& sources);
// Its guarantees that something never rises or falls.
std::vector<ir::TrendCase> LowerTrends(const check::Program& program,
                                       const source::Manager& sources);

}  // namespace sextant::lower
