#include "compiler/codegen/operations.h"
#include "compiler/ir/storage.h"
#include "compiler/opt/answer.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

Lanes Wanted(Emitter& e, const ir::OutputColumn& column, uint32_t place) {
  if (column.decision < 0) {
    return e.Get(column.value);
  }
  const auto index = static_cast<uint32_t>(column.decision);
  const ir::Decision& decision = e.module().decisions[index];
  return e.Answer(e.OfDecision(index))[opt::FirstLane(decision, column.part) + place];
}

// out_values[column][row .. row + 8] = valid ? value : 0;  out_validity[column][row / 8] = valid
void EmitPlace(Emitter& e, uint32_t index, uint32_t place) {
  Simd& s = e.simd();
  Lanes lanes = Wanted(e, e.module().outputs[index], place);
  e.Rerun(lanes.rerun);
  if (lanes.valid != nullptr) {
    lanes.value = s.CreateSelect(lanes.valid, lanes.value,
                                 llvm::Constant::getNullValue(lanes.value->getType()));
  }
  if (lanes.value->getType()->isIntOrIntVectorTy(1)) {
    lanes.value = s.CreateZExt(lanes.value, s.Ints(8));
  }
  const abi::Storage storage = ir::StorageOf(e.module(), e.module().outputs[index]);
  if (storage != abi::Storage::kFloat64) {
    // Of a text only the reference is kept, without the number.
    lanes.value =
        s.CreateTrunc(lanes.value, s.Ints(static_cast<unsigned>(8 * abi::StorageBytes(storage))));
  }
  e.StoreOutput(index, place, lanes.value);
  e.StoreOutputMask(index, place, lanes.valid);
}

}  // namespace

void EmitOutput(Emitter& e, uint32_t index) {
  const uint32_t places = ir::PlacesOf(e.module().outputs[index].width);
  for (uint32_t place = 0; place < places; ++place) {
    EmitPlace(e, index, place);
  }
}

}  // namespace sextant::codegen
