#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"
#include "compiler/support/int128.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

const ir::Inst& BehindLets(const ir::Module& module, InstId id) {
  while (module.inst(id).op == Op::kLet) {
    id = module.lets[static_cast<std::size_t>(module.inst(id).imm)].value;
  }
  return module.inst(id);
}

// rescale(round(x, step)) from scale s to scale t is round(x, step * 10^(t - s)) at scale t, as
// long as x has t places. Both fault where the result does not fit.
void Join(ir::Module& module, ir::Inst& rescale) {
  const ir::Inst& round = BehindLets(module, module.args(rescale)[0]);
  if (round.op != Op::kRound || !rescale.type.is_exact()) {
    return;
  }
  const InstId x = module.args(round)[0];
  const int places = rescale.type.scale - round.type.scale;
  const auto step = CheckedMul(round.imm, PowerOfTen(places));
  const InstId own(static_cast<std::size_t>(&rescale - module.insts.data()));
  if (x > own || module.inst(x).type.scale < rescale.type.scale || !step || !FitsInt64(*step)) {
    return;
  }
  rescale.op = Op::kRound;
  rescale.mode = round.mode;
  rescale.imm = static_cast<int64_t>(*step);
  module.operands[rescale.args_begin] = x;
}

}  // namespace

void JoinRounds(ir::Module& module) {
  for (ir::Inst& inst : module.insts) {
    if (inst.op == Op::kRescale) {
      Join(module, inst);
    }
  }
}

}  // namespace sextant::opt
