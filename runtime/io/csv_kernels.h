#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sextant::io {

// What stands where in a stretch of CSV text, a bit a byte, quotes not yet considered.
struct CsvMasks {
  static constexpr std::size_t kWords = 64;
  static constexpr std::size_t kBytes = kWords * 64;

  uint64_t ends[kWords];    // of cells: separators and line ends
  uint64_t lines[kWords];   // line ends: \n, and \r that has no \n behind it
  uint64_t quotes[kWords];  // "
};

// The two loops over every byte of a file, for one set of instructions.
struct CsvKernels {
  const char* name;
  // Looks at 64 bytes a word, and at the one behind them.
  void (*classify)(const char* text, std::size_t words, char separator, CsvMasks& masks);
  // Writes the places of the set bits, counted from `first`, and up to kPlacesSlack numbers of
  // rubbish behind them. Returns the end of the places.
  uint32_t* (*places)(const uint64_t* mask, std::size_t words, uint32_t first, uint32_t* to);
};
inline constexpr std::size_t kPlacesSlack = 32;

// The fastest that this processor has.
const CsvKernels& BestCsvKernels();
// All that it has, the plain ones first.
std::vector<const CsvKernels*> AllCsvKernels();

}  // namespace sextant::io
