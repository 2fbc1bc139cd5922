#pragma once

#include <initializer_list>
#include <vector>

#include "compiler/ir/module.h"

namespace sextant::opt {

// Changes a module in place. Instructions keep their ids, so that what is known of them by id stays
// true; one that is no longer used simply is not reached any more.
class Rewriter {
 public:
  explicit Rewriter(ir::Module& module);

  const ir::Module& module() const { return module_; }

  // The value behind names of it: lets, stores, and instructions that became others.
  ir::InstId Behind(ir::InstId id) const;
  const ir::Inst& InstBehind(ir::InstId id) const { return module_.inst(Behind(id)); }
  // The word when it is a constant.
  const int64_t* ConstOrNull(ir::InstId id) const;

  void Become(ir::InstId id, ir::InstId other) { now_[id.index()] = other; }
  void BecomeConst(ir::InstId id, int64_t word);
  // A new instruction at the end.
  ir::InstId Add(ir::Op op, ir::Type type, std::initializer_list<ir::InstId> args);

  // Lets every use know what has become of its operand.
  void Finish();

 private:
  void Update(ir::InstId& use) const;
  void Update(ir::Decision& decision) const;

  ir::Module& module_;
  std::vector<ir::InstId> now_;
};

}  // namespace sextant::opt
