#include "compiler/support/check.h"
#include "runtime/kernels/passes.h"

namespace sextant::kernels {

extern const Passes kPortablePasses;
#if defined(__x86_64__)
extern const Passes kAvx2Passes;
extern const Passes kAvx512Passes;
#endif

bool Has(InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::kAvx2) {
    return __builtin_cpu_supports("x86-64-v3") != 0;
  }
  if (set == InstructionSet::kAvx512) {
    return __builtin_cpu_supports("x86-64-v4") != 0;
  }
#endif
  return set == InstructionSet::kPortable;
}

InstructionSet Best() {
  for (const InstructionSet set : {InstructionSet::kAvx512, InstructionSet::kAvx2}) {
    if (Has(set)) {
      return set;
    }
  }
  return InstructionSet::kPortable;
}

const Passes& PassesOf(InstructionSet set) {
  SEXTANT_CHECK(Has(set), "this machine has no such instructions");
#if defined(__x86_64__)
  if (set == InstructionSet::kAvx2) {
    return kAvx2Passes;
  }
  if (set == InstructionSet::kAvx512) {
    return kAvx512Passes;
  }
#endif
  return kPortablePasses;
}

}  // namespace sextant::kernels
