#pragma once

#include <chrono>

#include "tests/differential/trial.h"

namespace sextant::differential {

// Makes a failing case small while it still fails in the same manner: fewer declarations, simpler
// expressions, one record, plain values. Every candidate runs in a process of its own.
class Shrinker {
 public:
  Shrinker(Case failing, const Outcome& outcome, std::chrono::seconds budget);

  Case Shrink();

 private:
  bool Keep(Case candidate);
  bool TimeIsUp() const { return std::chrono::steady_clock::now() > deadline_; }

  void ShrinkRecords();
  void ShrinkLayout();
  void ShrinkCells();
  bool ShrinkProgram();
  bool RemoveItems();
  bool SimplifyExprs();
  bool InlineLets();
  bool TryProgram(NodePtr program);
  bool SimplifyAt(const Path& path);

  Case best_;
  Outcome outcome_;
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace sextant::differential
