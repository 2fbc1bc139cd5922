#include <algorithm>

#include "compiler/ir/lists.h"
#include "compiler/ir/order.h"
#include "compiler/ir/verify.h"
#include "compiler/ir/verify_view.h"

namespace sextant::ir {

using types::Kind;

std::string VerifyElement(const View& v) {
  const uint32_t list = ListOfElement(v.inst);
  if (list >= v.module.lists.size() || SlotOfElement(v.inst) >= v.module.lists[list].slots.size()) {
    return "its index is out of range";
  }
  const Type& slot = v.module.lists[list].slots[SlotOfElement(v.inst)].type;
  return Alike(slot, v.type()) && slot.optional == v.type().optional ? ""
                                                                     : "its type is not its slot's";
}

std::string VerifyReduce(const View& v) {
  const uint32_t list = ListOfReduce(v.inst);
  const Reduction reduction = ReductionOf(v.inst);
  if (list >= v.module.lists.size() || reduction > Reduction::kCountDistinct) {
    return "its index is out of range";
  }
  const bool takes_value = TakesValue(reduction);
  if (v.args.size() != (takes_value ? 2u : 1u) || v.arg(0).kind != Kind::kBool ||
      v.arg(0).optional) {
    return "it takes a condition, and a value where it needs one";
  }
  if (reduction == Reduction::kLatest && !v.module.lists[list].dated) {
    return "its rows have no date";
  }
  const bool counts = reduction == Reduction::kCount || reduction == Reduction::kCountDistinct;
  const bool tests = reduction == Reduction::kAny || reduction == Reduction::kNone;
  if (counts || tests) {
    return v.type().kind == (counts ? Kind::kNumber : Kind::kBool) && !v.type().optional
               ? ""
               : "it yields a count or a boolean";
  }
  const bool average = reduction == Reduction::kAverage && v.type().is_exact();
  const Type value = average ? v.arg(1).with_scale(8) : v.arg(1);
  const bool may_be_empty = reduction != Reduction::kSum;
  return Alike(value, v.type()) && v.type().optional == may_be_empty
             ? ""
             : "its type is not its value's";
}

std::string VerifyRows(const Module& module) {
  const std::vector<int32_t> rows = RowDependence(module);
  const auto of_record = [&](InstId id) { return !id.valid() || rows[id.index()] < 0; };
  for (const Inst& inst : module.insts) {
    const auto list = inst.op == Op::kReduce ? static_cast<int32_t>(ListOfReduce(inst)) : -1;
    int32_t used = -1;
    for (InstId arg : module.args(inst)) {
      const int32_t of = rows[arg.index()];
      if (of >= 0 && ((list >= 0 && of != list) || (used >= 0 && of != used))) {
        return "rows of two lists meet in one instruction";
      }
      used = std::max(used, of);
    }
  }
  bool fine = std::ranges::all_of(module.lets, of_record, &Let::value) &&
              std::ranges::all_of(module.checks, of_record, &Check::condition) &&
              std::ranges::all_of(module.outputs, of_record, &OutputColumn::value);
  for (const Decision& decision : module.decisions) {
    ForEachInst(decision, [&](InstId id) { fine = fine && of_record(id); });
  }
  return fine ? "" : "something of the record depends on a single row";
}

}  // namespace sextant::ir
