#include "compiler/ir/lists.h"

#include <algorithm>

namespace sextant::ir {

std::vector<int32_t> RowDependence(const Module& module) {
  std::vector<int32_t> lists(module.insts.size(), -1);
  for (std::size_t i = 0; i < module.insts.size(); ++i) {
    const Inst& inst = module.insts[i];
    if (inst.op == Op::kElement) {
      lists[i] = static_cast<int32_t>(ListOfElement(inst));
    } else if (inst.op != Op::kReduce) {  // whose value is the record's
      for (InstId arg : module.args(inst)) {
        lists[i] = std::max(lists[i], lists[arg.index()]);
      }
    }
  }
  return lists;
}

}  // namespace sextant::ir
