#if defined(__AVX512F__)
#include "runtime/kernels/passes_body.h"

namespace sextant::kernels {

extern const Passes kAvx512Passes;
const Passes kAvx512Passes = kPasses;

}  // namespace sextant::kernels
#endif
