#include "compiler/codegen/scratch.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

// The bytes that eight rows of the element take.
unsigned StepBytes(llvm::Type* element) {
  return element->getScalarSizeInBits() * kLanes / 8;
}

}  // namespace

// A column of a size from the free ones; else a wide column is cut into narrow ones.
int64_t Scratch::Allocate(unsigned bytes) {
  constexpr unsigned kWidest = 64;
  std::vector<int64_t>& free = free_[bytes];
  if (free.empty() && bytes == kWidest) {
    used_ += kWidest;
    return used_ - kWidest;
  }
  if (free.empty()) {
    const int64_t wide = Allocate(kWidest);
    for (unsigned at = kWidest; at > 0; at -= bytes) {
      free.push_back(wide + at - bytes);
    }
  }
  const int64_t column = free.back();
  free.pop_back();
  return column;
}

// scratch + column * steps of a block
Value* Scratch::Address(Simd& simd, Value* scratch, int64_t column) const {
  const auto offset = static_cast<uint64_t>(column * block_steps_);
  return simd.CreateConstInBoundsGEP1_64(simd.getInt8Ty(), scratch, offset);
}

// scratch[column][place .. place + 8] = vector
Scratch::Kept Scratch::SaveVector(Simd& simd, Value* vector, Value* scratch, Value* place) {
  if (vector == nullptr || llvm::isa<llvm::Constant>(vector)) {
    return {{}, nullptr, vector};
  }
  llvm::Type* element = vector->getType()->getScalarType();
  const int64_t column = Allocate(StepBytes(element));
  Value* base = Address(simd, scratch, column);
  if (element->isIntegerTy(1)) {
    simd.StoreMask(vector, base, simd.CreateLShr(place, 3));
  } else {
    simd.StoreElements(vector, base, place);
  }
  return {column, element, nullptr};
}

Value* Scratch::LoadVector(Simd& simd, const Kept& kept, Value* scratch, Value* place) const {
  if (!kept.column) {
    return kept.constant;
  }
  Value* base = Address(simd, scratch, *kept.column);
  if (kept.element->isIntegerTy(1)) {
    return simd.LoadMask(base, simd.CreateLShr(place, 3));
  }
  return simd.LoadElements(kept.element, base, place);
}

void Scratch::Save(Simd& simd, NodeId node, const std::vector<Lanes>& values, Value* scratch,
                   Value* place) {
  std::vector<KeptLanes>& kept = kept_[node.value];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Lanes& lanes = values[i];
    KeptLanes out;
    out.value = SaveVector(simd, lanes.value, scratch, place);
    out.valid = SaveVector(simd, lanes.valid, scratch, place);
    // The outputs of a decision share one mask.
    const bool shared = i > 0 && lanes.rerun == values[0].rerun;
    out.rerun = shared ? kept[0].rerun : SaveVector(simd, lanes.rerun, scratch, place);
    kept.push_back(out);
  }
}

std::vector<Lanes> Scratch::Load(Simd& simd, NodeId node, Value* scratch, Value* place) const {
  std::vector<Lanes> values;
  const std::vector<KeptLanes>& kept = kept_.at(node.value);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const bool shared = i > 0 && kept[i].rerun.column == kept[0].rerun.column &&
                        kept[i].rerun.constant == kept[0].rerun.constant;
    Lanes lanes;
    lanes.value = LoadVector(simd, kept[i].value, scratch, place);
    lanes.valid = LoadVector(simd, kept[i].valid, scratch, place);
    lanes.rerun = shared ? values[0].rerun : LoadVector(simd, kept[i].rerun, scratch, place);
    values.push_back(lanes);
  }
  return values;
}

void Scratch::Release(NodeId node) {
  const auto found = kept_.find(node.value);
  if (found == kept_.end()) {
    return;
  }
  std::vector<int64_t> released;
  for (const KeptLanes& lanes : found->second) {
    for (const Kept* kept : {&lanes.value, &lanes.valid, &lanes.rerun}) {
      const bool known = kept->column && std::find(released.begin(), released.end(),
                                                   *kept->column) != released.end();
      if (kept->column && !known) {
        released.push_back(*kept->column);
        free_[StepBytes(kept->element)].push_back(*kept->column);
      }
    }
  }
  kept_.erase(found);
}

}  // namespace sextant::codegen
