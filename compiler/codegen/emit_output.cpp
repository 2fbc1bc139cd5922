#include <cstddef>

#include "compiler/codegen/operations.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

Lanes Wanted(Emitter& e, const ir::OutputColumn& column) {
  if (column.decision < 0) {
    return e.Get(column.value);
  }
  const auto decision = static_cast<uint32_t>(column.decision);
  const std::vector<Lanes>& answer = e.Answer(e.OfDecision(decision));
  return column.part == ir::kReasonPart ? answer.back()
                                        : answer[static_cast<std::size_t>(column.part)];
}

}  // namespace

// out_values[column][row .. row + 8] = valid ? value : 0;  out_validity[column][row / 8] = valid
void EmitOutput(Emitter& e, uint32_t index) {
  Simd& s = e.simd();
  Lanes lanes = Wanted(e, e.module().outputs[index]);
  e.Rerun(lanes.rerun);
  if (lanes.valid != nullptr) {
    lanes.value = s.CreateSelect(lanes.valid, lanes.value,
                                 llvm::Constant::getNullValue(lanes.value->getType()));
  }
  if (lanes.value->getType()->isIntOrIntVectorTy(1)) {
    lanes.value = s.CreateZExt(lanes.value, s.Ints(8));
  }
  s.StoreElements(lanes.value, e.Column(offsetof(abi::KernelArgs, out_values), index),
                  e.frame().row);
  s.StoreMask(lanes.valid == nullptr ? s.SplatMask(true) : lanes.valid,
              e.Column(offsetof(abi::KernelArgs, out_validity), index), e.frame().byte);
}

}  // namespace sextant::codegen
