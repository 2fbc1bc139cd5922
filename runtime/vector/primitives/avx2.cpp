#define SEXTANT_LEVEL avx2
#include "runtime/vector/primitives/fill.h"
