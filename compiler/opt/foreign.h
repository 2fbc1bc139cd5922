#pragma once

#include "compiler/ir/module.h"

// What a kernel does not work out itself. Not every construct is worth machine code: the values of
// a foreign operation or decision are worked out by the interpreter, row by row before the kernel
// runs, and handed to it as derived columns.
namespace sextant::opt {

// Operations marked in opcodes.def, and those whose operands are of a kind the kernel cannot treat.
bool IsForeign(const ir::Module& module, ir::InstId id);
// Decisions whose body the kernel has no code for.
bool IsForeign(const ir::Module& module, const ir::Decision& decision);

// What stands in a derived column: the value of an instruction, an output of a decision or its
// reason; of a list one place.
struct Root {
  ir::OutputColumn column;
  uint32_t place = 0;
};

// Which parts of one module are foreign: those above, and for tests of the derived columns also
// every n-th operation and decision (0: none); without `tables` also these.
class ForeignParts {
 public:
  explicit ForeignParts(const ir::Module& module, unsigned every_nth = 0, bool tables = true)
      : module_(module), every_nth_(every_nth), tables_(tables) {}

  bool Has(ir::InstId id) const;
  bool HasDecision(uint32_t decision) const;

 private:
  bool Drawn(std::size_t index) const { return every_nth_ > 0 && index % every_nth_ == 0; }

  const ir::Module& module_;
  unsigned every_nth_;
  bool tables_;
};

// Constants, inputs and other names of values: made afresh wherever they are used, so they take no
// column.
bool IsImmediate(ir::Op op);

}  // namespace sextant::opt
