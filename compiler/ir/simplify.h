#pragma once

#include <optional>
#include <span>

#include "compiler/ir/module.h"

namespace sextant::ir {

// What an instruction about to be added amounts to: a constant of its type, the value of an
// instruction that exists, or neither.
struct Simplified {
  std::optional<int64_t> constant;
  InstId same;
};

// Folds what is exact and cannot fault, and drops operations that do nothing. No fault appears,
// disappears or changes its place:
//   rescale(const 5) -> const 500        and(true, x) -> x      coalesce(missing, y) -> y
//   store(slot) -> slot                  and(false, x) -> false  unwrap(x) -> x  (x not optional)
Simplified Simplify(const Module& module, const Inst& inst, std::span<const InstId> args);

}  // namespace sextant::ir
