#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/interp/evaluator.h"

namespace sextant::testing {

// One part of a decision that a record can come to: a rule, stage, row, member, cell, bin, offer,
// arm or version.
struct Part {
  std::string name;
  int64_t records = 0;  // that came to it
};
struct DecisionCoverage {
  std::string name;
  std::string what;  // "rules", "stages", "rows", "cells", …
  source::Span span;
  std::vector<Part> parts;

  int64_t reached() const;
};

// Which parts of a program's decisions the tests have come to.
class Coverage {
 public:
  // Of every decision of `module`.
  explicit Coverage(const ir::Module& module);

  // Notes the record that was evaluated last. The evaluator may be of a module that holds some of
  // the decisions only; they are found by name.
  void Count(interp::Evaluator& evaluator);

  const std::vector<DecisionCoverage>& decisions() const { return decisions_; }
  int64_t parts() const;
  int64_t reached() const;

 private:
  std::vector<DecisionCoverage> decisions_;
};

}  // namespace sextant::testing
