#pragma once

#include <vector>

#include "compiler/check/program.h"

namespace sextant::check {

// What the outputs of a program need. Checks of a needed field need all their fields.
struct Reached {
  std::vector<bool> fields;
  std::vector<bool> lists;
  std::vector<std::vector<bool>> row_fields;  // by list: of its rows
  std::vector<bool> lets;
  std::vector<bool> decisions;
  std::vector<bool> states;  // decisions whose value of the period before is read or carried on
  std::vector<bool> checks;
  bool as_of = false;
};

// What a program is lowered for.
struct Purpose {
  const Test* test = nullptr;        // to be tested: its assumptions and expectations too
  const Guarantee* trend = nullptr;  // to be searched for a record that breaks this trend
  bool all_decisions = false;        // to be described: every decision, needed or not

  // To be run or described: what is carried to the next period is decided, too.
  bool carries() const { return test == nullptr && trend == nullptr; }

  // What stands in the place of the let or output, or null.
  const Assumption* Assumed(const Ref& ref) const;
};

Reached Reach(const Program& program, const Purpose& purpose);

}  // namespace sextant::check
