#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/bindings.h"
#include "runtime/interp/trace.h"
#include "runtime/interp/value.h"

namespace sextant::interp {

class Evaluator;

// The answer for one record: either rejects (not empty), or a value for each Module::outputs entry
// (a reason column holds indices into Module::reasons, or missing): in `lists` of the columns that
// are lists, in `outputs` of the others.
struct RowResult {
  std::vector<abi::Reject> rejects;
  std::vector<Value> outputs;
  std::vector<List> lists;
};

// The reference interpreter: one record at a time, plain. It defines what the IR means; every other
// engine is tested against it. Thread-compatible: one instance a thread.
class Interpreter {
 public:
  // `module` and `sources` (null: messages without places) must outlive the interpreter.
  Interpreter(const ir::Module& module, const source::Manager* sources, Bindings bindings);
  ~Interpreter();
  Interpreter(Interpreter&&) noexcept;

  // `trace`, when given, is filled with every decision that was reached.
  RowResult Decide(const abi::InputBatch& batch, int64_t row, Trace* trace = nullptr);

  // Whether the record passes all input checks: fields and `check`s alone.
  bool AcceptsInput(const abi::InputBatch& batch, int64_t row);

  // --- values ahead of their need, of the record that AcceptsInput has accepted last
  // What the column says, of a list at the place; nothing when that faults.
  std::optional<Value> ValueOf(const ir::OutputColumn& column, uint32_t place = 0);
  std::string_view TextOf(const Value& text) const;

  // What knows every value of the record decided last, for reports.
  Evaluator& evaluator();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sextant::interp
