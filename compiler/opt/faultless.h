#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/ranges.h"

namespace sextant::opt {

// Which values no record can make fault, as far as types and ranges tell. Only these may be left
// out where they do not matter: a fault that is needed must stay. Of what no schedule reaches
// nothing is known.
class Faultless {
 public:
  Faultless(const ir::Module& module, const Schedule& schedule, const Ranges& ranges);

  // Of instructions that were added since: no.
  bool Is(ir::InstId id) const { return id.index() < insts_.size() && insts_[id.index()]; }

 private:
  bool Decide(ir::InstId id) const;
  bool DecideDecision(const ir::Decision& decision) const;
  bool AreAll(const std::vector<ir::Rule>& rules) const;

  const ir::Module& module_;
  const Ranges& ranges_;
  std::vector<bool> insts_;
  std::vector<bool> decisions_;
};

}  // namespace sextant::opt
