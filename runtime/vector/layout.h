#pragma once

#include <cstdint>

namespace sextant::vector {

// How the columns of a program are numbered: first what lies outside, in the order of
// abi::KernelArgs, then its registers.
struct Layout {
  uint32_t slots = 0;   // input columns
  uint32_t roots = 0;   // derived columns
  uint32_t places = 0;  // places of output columns

  uint32_t SlotValues(uint32_t slot) const { return slot; }
  uint32_t SlotBits(uint32_t slot) const { return slots + slot; }
  uint32_t DerivedValues(uint32_t root) const { return 2 * slots + root; }
  uint32_t DerivedBits(uint32_t root) const { return 2 * slots + roots + root; }
  uint32_t DerivedRerun(uint32_t root) const { return 2 * slots + 2 * roots + root; }
  uint32_t OutValues(uint32_t place) const { return 2 * slots + 3 * roots + place; }
  uint32_t OutBits(uint32_t place) const { return 2 * slots + 3 * roots + places + place; }
  uint32_t Marked() const { return 2 * slots + 3 * roots + 2 * places; }
  uint32_t FirstRegister() const { return Marked() + 1; }
};

}  // namespace sextant::vector
