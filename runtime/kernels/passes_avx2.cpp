#if defined(__AVX2__)
#include "runtime/kernels/passes_body.h"

namespace sextant::kernels {

extern const Passes kAvx2Passes;
const Passes kAvx2Passes = kPasses;

}  // namespace sextant::kernels
#endif
