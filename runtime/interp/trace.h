#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sextant::interp {

// What one condition or input of a decision was seen to be.
struct Seen {
  std::string name;   // as written: a field, let, parameter, decision
  std::string value;  // formatted; "missing" when missing
};
struct RuleTrace {
  std::string name;       // rule, stage, band member, characteristic
  std::string condition;  // its text; empty for `otherwise`
  bool reached = false;
  bool held = false;
  std::vector<Seen> seen;  // the named values its condition read, in order of first use
  std::string detail;      // points of a characteristic, cell of a matrix
  uint32_t line = 0;
};
struct SeenReason {
  std::string code, text;
};
struct DecisionTrace {
  std::string name;
  std::vector<RuleTrace> rules;
  std::vector<Seen> outputs;
  std::vector<SeenReason> reasons;  // one at most, unless the decision lists them
  std::string fault;                // when the decision faulted: its message
  uint32_t line = 0;
};
// Why one record got its answer, in the order in which decisions were first needed.
struct Trace {
  std::vector<Seen> fields;
  std::vector<Seen> lets;
  std::vector<DecisionTrace> decisions;
};

}  // namespace sextant::interp
