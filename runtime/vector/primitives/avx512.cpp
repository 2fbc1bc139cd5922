#define SEXTANT_LEVEL avx512
#include "runtime/vector/primitives/fill.h"
