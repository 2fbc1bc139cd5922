#include <cstddef>

#include "compiler/codegen/operations.h"
#include "runtime/abi/kernel.h"

namespace sextant::codegen {

using types::Kind;

namespace {

// value = derived_values[root][row .. row + 8];  valid, rerun = bits of [root][row / 8]
// The column of a text has the form of its lanes: the number above the reference.
Lanes Load(Emitter& e, uint32_t index) {
  Simd& s = e.simd();
  const ir::OutputColumn& root = e.roots()[index].column;
  const bool reason = ir::IsReason(root), text = root.type.kind == Kind::kText;
  llvm::Type* element = ElementType(s, root.type);
  if (reason || text) {
    element = s.getIntNTy(reason ? 32 : 64);
  }
  Lanes result;
  result.value = e.LoadDerived(index, element);
  if (root.type.kind == Kind::kBool) {
    result.value = s.CreateICmpNE(result.value, s.Splat(8, 0));
  }
  if (reason || root.type.optional || root.width > 0) {
    result.valid = e.LoadDerivedMask(offsetof(abi::KernelArgs, derived_validity), index);
  }
  result.rerun = e.LoadDerivedMask(offsetof(abi::KernelArgs, derived_rerun), index);
  return result;
}

}  // namespace

std::vector<Lanes> EmitDerived(Emitter& e, uint32_t first, std::size_t count) {
  std::vector<Lanes> answer;
  for (uint32_t i = 0; i < count; ++i) {
    answer.push_back(Load(e, first + i));
  }
  return answer;
}

}  // namespace sextant::codegen
