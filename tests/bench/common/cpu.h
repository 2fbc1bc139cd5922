#pragma once

namespace sextant::bench {

// Whether this machine runs the programs that are compiled for AVX2, or for AVX-512 (F, BW, DQ, VL)
// and BMI.
bool HasAvx2();
bool HasAvx512();

}  // namespace sextant::bench
