#include "compiler/codegen/operations.h"

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

bool IsText(const ir::OutputColumn& column) {
  return column.type.kind == types::Kind::kText && column.part != ir::kReasonPart;
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
  if (IsText(e.module().outputs[index])) {
    lanes.value = s.Narrow(lanes.value);  // the reference, without the number
  }
  e.StoreOutput(index, lanes.value);
  e.StoreOutputMask(index, lanes.valid);
}

}  // namespace sextant::codegen
