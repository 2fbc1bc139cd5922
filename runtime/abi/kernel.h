#pragma once

#include <cstdint>

namespace sextant::abi {

// The arguments of a compiled column kernel. Rows are a multiple of 8; every pointer addresses the
// first of them. Nothing of the process is embedded in the code: parameters come in here.
struct KernelArgs {
  int64_t rows;
  const void* const* values;       // per slot; null for text
  const uint8_t* const* validity;  // per slot, bit offset 0; never null (all ones where absent)
  const int64_t* params;           // stored words, one a Module::params
  void* const* out_values;         // per output column; of a list one for each place
  uint8_t* const* out_validity;    // likewise, bit offset 0
  // Bit per row: the interpreter decides the record. The caller sets it where a required value is
  // missing and clears it elsewhere; the kernel sets it where the record faults, or something in it
  // went beyond what it computes exactly in 64 bits.
  uint8_t* rerun;
  // Per derived column, what the interpreter has worked out ahead of the kernel: the values, text as
  // 64 bits with the text's number above its TextRef, and bit offset 0 each the rows that are not
  // missing and those in which it faulted. Null where a module has none.
  const void* const* derived_values = nullptr;
  const uint8_t* const* derived_validity = nullptr;
  const uint8_t* const* derived_rerun = nullptr;
};
using Kernel = void (*)(const KernelArgs*);

}  // namespace sextant::abi
