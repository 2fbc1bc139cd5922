#pragma once

#include <cstdint>
#include <string>

#include "compiler/ir/module.h"
#include "runtime/interp/interpreter.h"

namespace sextant::report {

// One record, its answer and how it came about: what `sextant explain` prints.
struct Explanation {
  std::string key;     // as text
  int64_t number = 0;  // of the record in its file, from 1
  interp::RowResult result;
  interp::Trace trace;
};

// For a person: the answer first, then the fields, the named values and every decision with each
// rule that was tried, what it saw, and whether it held.
std::string ExplanationText(const ir::Module& module, const Explanation& explanation);

// The same as one JSON object: {"key","record","decided","rejects":[…],"fields":{…},"lets":{…},
// "decisions":[{"name","line","outputs","rules":[…],"because","fault"}]}.
std::string ExplanationJson(const Explanation& explanation);

// One of its decisions, as in the texts above.
std::string DecisionText(const interp::DecisionTrace& decision);
std::string DecisionJson(const interp::DecisionTrace& decision);

}  // namespace sextant::report
