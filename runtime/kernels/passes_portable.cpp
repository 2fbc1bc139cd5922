#include "runtime/kernels/passes_body.h"

namespace sextant::kernels {

extern const Passes kPortablePasses;
const Passes kPortablePasses = kPasses;

}  // namespace sextant::kernels
