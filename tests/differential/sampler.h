#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "compiler/ir/module.h"
#include "tests/differential/random.h"

namespace sextant::differential {

// The constants, cut-offs, bounds and defaults of a program: values beside which engines may
// disagree. Doubles as bits.
struct Landmarks {
  struct Exact {
    int64_t word;
    int scale;
  };
  std::map<types::Kind, std::vector<Exact>> exact;  // numbers, amounts, durations, dates
  std::vector<double> reals;
};
Landmarks FindLandmarks(const ir::Module& module);

// Draws the values of one slot.
class Sampler {
 public:
  Sampler(const ir::Module& module, const ir::Slot& slot, const Landmarks& landmarks);

  // A value that passes the slot's checks; `wild` allows the extremes of the storage.
  int64_t Good(Random& random, bool wild) const;
  // A value that may well fail them.
  int64_t Bad(Random& random) const;
  // Whether `word` passes the slot's checks.
  bool Accepts(int64_t word) const;

 private:
  int64_t GoodExact(Random& random, bool wild) const;
  int64_t GoodDate(Random& random) const;
  double AnyFloat(Random& random, bool wild) const;
  int64_t GoodFloat(Random& random, bool wild) const;
  int64_t Within(Random& random) const;

  const ir::Slot& slot_;
  int64_t low_, high_;            // what the storage and the range allow
  int64_t tame_low_, tame_high_;  // what a usual book holds
  std::vector<int64_t> marks_;
  std::vector<double> real_marks_;
};

}  // namespace sextant::differential
