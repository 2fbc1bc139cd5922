#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "compiler/diag/diagnostic.h"
#include "runtime/abi/batch.h"
#include "tests/differential/tree.h"

namespace sextant::differential {

inline constexpr std::size_t kDiags = 0
#define SEXTANT_DIAG(code, name, text) +1
#include "compiler/diag/catalogue.def"
#undef SEXTANT_DIAG
    ;
inline constexpr std::size_t kFaults = 0
#define SEXTANT_FAULT(Name, code, meaning) +1
#include "runtime/abi/fault_kinds.def"
#undef SEXTANT_FAULT
    ;
inline constexpr std::size_t kMostWorkers = 64;

using Counter = std::atomic<uint64_t>;

// What all worker processes count together, in memory they share.
struct Tally {
  Counter next{0};      // the index of the next program
  Counter programs{0};  // that were accepted
  Counter refused{0};   // that the checker did not accept
  Counter decided{0};   // programs left out because a condition in them decides nothing
  Counter records{0};
  Counter batches{0};
  Counter rejected{0};  // records
  Counter columns{0};   // output columns of batches with at least 64 decisions,
  Counter constant{0};  // and those among them that say the same of every record
  Counter findings{0};
  std::array<Counter, kFaults> faults{};
  std::array<Counter, kDiags> errors{};
  std::array<Counter, kDiags> warnings{};
  std::array<Counter, kConstructs> constructs{};

  struct Work {
    Counter index{0};
    Counter until{
        0};  // a second of the steady clock by which it should be done; 0: nothing in hand
    Counter looking{0};  // 1 while it looks into a crash
  };
  std::array<Work, kMostWorkers> work{};
};

// A tally that children of this process share.
Tally* MakeTally();

// The counts as the run prints them at its end.
std::string PrintTally(const Tally& tally);

}  // namespace sextant::differential
