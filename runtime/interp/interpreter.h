#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/bindings.h"

namespace sextant::interp {

// A value of one record: `word` for every exact kind, date, code, boolean and TextRef; `real` for
// floats.
struct Value {
  bool missing = false;
  Int128 word = 0;
  double real = 0;
};

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
  std::vector<Seen> seen; // the named values its condition read, in order of first use
  std::string detail;     // points of a characteristic, cell of a matrix
  uint32_t line = 0;
};
struct DecisionTrace {
  std::string name;
  std::vector<RuleTrace> rules;
  std::vector<Seen> outputs;
  std::string reason_code, reason_text;
  std::string fault;  // when the decision faulted: its message
  uint32_t line = 0;
};
// Why one record got its answer, in the order in which decisions were first needed.
struct Trace {
  std::vector<Seen> fields;
  std::vector<Seen> lets;
  std::vector<DecisionTrace> decisions;
};

// The answer for one record: either rejects (not empty), or a value for each Module::outputs entry
// (a reason column holds the index into Module::reasons, or missing).
struct RowResult {
  std::vector<abi::Reject> rejects;
  std::vector<Value> outputs;
};

// The reference interpreter: one record at a time, plain. It defines what the IR means; every other
// engine is tested against it. Thread-compatible: one instance a thread.
class Interpreter {
 public:
  Interpreter(const ir::Module& module, const source::Manager* sources, Bindings bindings);
  ~Interpreter();

  // `trace`, when given, is filled with every decision that was reached.
  RowResult Decide(const abi::InputBatch& batch, int64_t row, Trace* trace = nullptr);

  // Whether the record passes all input checks: fields and `check`s alone.
  bool AcceptsInput(const abi::InputBatch& batch, int64_t row);

 private:
  struct State;
  State* state_;
};

}  // namespace sextant::interp
