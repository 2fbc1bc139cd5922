#pragma once

#include <span>
#include <unordered_map>

#include "compiler/ir/module.h"

namespace sextant::source {
class Manager;
}

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
  InstId Intern(const Inst& inst, std::span<const InstId> args);
  std::size_t Hash(const Inst& inst, std::span<const InstId> args) const;
  bool Same(const Inst& known, const Inst& inst, std::span<const InstId> args) const;

  Module& module_;
  std::unordered_multimap<std::size_t, InstId> known_;
};

// Whether evaluating the instruction itself can fault, by its operation alone. Faults of its
// operands, and of the let or decision it names, are theirs.
bool CanFault(const Module& module, const Inst& inst);

// The module as text: `--emit ir`. With `sources`, what can fault shows its place as
// `@line:column`.
std::string Print(const Module& module, const source::Manager* sources = nullptr);

// The first broken rule of the IR (operand order, kinds, scales, counts), or "" when it is sound.
std::string Verify(const Module& module);

}  // namespace sextant::ir
