#pragma once

#include <span>
#include <unordered_map>

#include "compiler/ir/module.h"

namespace sextant::ir {

// Adds instructions to a module, sharing equal ones (see Inst::span), folding constants where the
// result is exact and cannot fault, and applying the identities that never change a fault.
class Builder {
 public:
  explicit Builder(Module& module) : module_(module) {}

  InstId Add(Op op, Type type, std::span<const InstId> args, source::Span span, int64_t imm = 0,
             RoundingMode mode = RoundingMode::kHalfEven);
  InstId Const(Type type, int64_t word);

 private:
  Module& module_;
  std::unordered_multimap<std::size_t, InstId> known_;
};

// Whether evaluating the instruction itself (not its operands) can fault, by its operation alone.
bool CanFault(const Module& module, const Inst& inst);

// The module as text: `--emit ir`.
std::string Print(const Module& module);

// The first broken rule of the IR (operand order, kinds, scales, counts), or "" when it is sound.
std::string Verify(const Module& module);

}  // namespace sextant::ir
