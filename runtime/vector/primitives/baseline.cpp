#define SEXTANT_LEVEL baseline
#include "runtime/vector/primitives/fill.h"
