#include "runtime/interp/interpreter.h"

#include <utility>

#include "runtime/interp/evaluator.h"
#include "runtime/interp/explain.h"
#include "runtime/interp/input.h"
#include "runtime/interp/list_input.h"
#include "runtime/interp/wording.h"

namespace sextant::interp {

struct Interpreter::State {
  State(const ir::Module& module, const source::Manager* sources, Bindings bindings)
      : module(module),
        sources(sources),
        input(module),
        lists(module),
        evaluator(module, std::move(bindings)) {}

  void CheckFields(const abi::InputBatch& batch, int64_t row, std::vector<abi::Reject>& rejects);
  void CheckRecord(std::vector<abi::Reject>& rejects);
  bool EvalOutput(const ir::OutputColumn& output, Value& value, List& list, Fault& fault);
  void EvalOutputs(RowResult& result);
  void CheckGuarantees(RowResult& result);

  const ir::Module& module;
  const source::Manager* sources;
  Input input;
  ListInput lists;
  Evaluator evaluator;
  std::vector<Input::BadSlot> bad;
  std::vector<ListInput::BadRows> bad_rows;
};

// All bad fields are listed, those of the rows of lists after the record's own, and lists that could
// not be read between them.
void Interpreter::State::CheckFields(const abi::InputBatch& batch, int64_t row,
                                     std::vector<abi::Reject>& rejects) {
  bad.clear();
  input.Read(batch, row, evaluator.slots(), bad);
  for (const Input::BadSlot& slot : bad) {
    rejects.push_back(SlotReject(evaluator, sources, slot));
  }
  for (const abi::CellFault& cell : FaultsOf(batch.faults, row)) {
    if (cell.slot >= module.slots.size()) {
      rejects.push_back(ListReject(evaluator, sources, cell));
    }
  }
  bad_rows.clear();
  lists.Check(batch, row, bad_rows);
  for (const ListInput::BadRows& rows : bad_rows) {
    rejects.push_back(RowsReject(evaluator, sources, rows));
  }
}

// Only of records whose fields are all good. All failing checks are listed.
void Interpreter::State::CheckRecord(std::vector<abi::Reject>& rejects) {
  for (const ir::Check& check : module.checks) {
    Value holds;
    if (!evaluator.Eval(check.condition, holds)) {
      rejects.push_back(CheckFaultReject(evaluator, sources, check, evaluator.fault()));
    } else if (holds.word == 0) {
      rejects.push_back(CheckReject(evaluator, sources, check));
    }
  }
}

bool Interpreter::State::EvalOutput(const ir::OutputColumn& output, Value& value, List& list,
                                    Fault& fault) {
  if (output.decision < 0) {
    const bool fine = evaluator.Eval(output.value, value);
    fault = fine ? fault : evaluator.fault();
    return fine;
  }
  const auto index = static_cast<uint32_t>(output.decision);
  const Answer& answer = evaluator.Decide(index);
  if (answer.fault >= 0) {
    fault = evaluator.fault(answer.fault);
    return false;
  }
  if (output.width > 0) {
    list =
        ir::IsReason(output) ? answer.reasons : answer.lists[static_cast<std::size_t>(output.part)];
    return true;
  }
  if (!ir::IsReason(output)) {
    value = answer.outputs[static_cast<std::size_t>(output.part)];
    return true;
  }
  const int32_t reason = ReasonOf(module.decisions[index], answer);
  value = reason == ir::kNoReason ? Value::Missing() : Value::OfWord(reason);
  return true;
}

// In the order of the outputs; the first fault rejects the record.
void Interpreter::State::EvalOutputs(RowResult& result) {
  result.outputs.resize(module.outputs.size());
  result.lists.resize(module.outputs.size());
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    Fault fault;
    if (!EvalOutput(module.outputs[i], result.outputs[i], result.lists[i], fault)) {
      result.rejects.push_back(FaultReject(evaluator, sources, fault, module.outputs[i].name));
      result.outputs.clear();
      result.lists.clear();
      return;
    }
  }
}

// Of a record that has all its outputs. All guarantees it breaks are listed.
void Interpreter::State::CheckGuarantees(RowResult& result) {
  for (const ir::Guarantee& guarantee : module.guarantees) {
    Value holds;
    if (!evaluator.Eval(guarantee.condition, holds)) {
      result.rejects.push_back(FaultReject(evaluator, sources, evaluator.fault(), guarantee.name));
    } else if (holds.word == 0) {
      result.rejects.push_back(GuaranteeReject(evaluator, sources, guarantee));
    }
  }
  if (!result.rejects.empty()) {
    result.outputs.clear();
    result.lists.clear();
  }
}

Interpreter::Interpreter(const ir::Module& module, const source::Manager* sources,
                         Bindings bindings)
    : state_(std::make_unique<State>(module, sources, std::move(bindings))) {}

Interpreter::~Interpreter() = default;
Interpreter::Interpreter(Interpreter&&) noexcept = default;

RowResult Interpreter::Decide(const abi::InputBatch& batch, int64_t row, Trace* trace) {
  RowResult result;
  State& state = *state_;
  state.evaluator.Start(&batch, row);
  state.CheckFields(batch, row, result.rejects);
  if (result.rejects.empty()) {
    state.evaluator.Prepare();
    state.CheckRecord(result.rejects);
  }
  const bool accepted = result.rejects.empty();
  if (accepted) {
    state.EvalOutputs(result);
  }
  if (result.rejects.empty()) {
    state.CheckGuarantees(result);
  }
  if (trace != nullptr) {
    FillTrace(state.evaluator, state.sources, accepted, *trace);
  }
  for (abi::Reject& reject : result.rejects) {
    reject.row = row;
  }
  return result;
}

Evaluator& Interpreter::evaluator() {
  return state_->evaluator;
}

bool Interpreter::AcceptsInput(const abi::InputBatch& batch, int64_t row) {
  std::vector<abi::Reject> rejects;
  state_->evaluator.Start(&batch, row);
  state_->CheckFields(batch, row, rejects);
  if (rejects.empty()) {
    state_->evaluator.Prepare();
    state_->CheckRecord(rejects);
  }
  return rejects.empty();
}

std::optional<Value> Interpreter::ValueOf(const ir::OutputColumn& column, uint32_t place) {
  Value value;
  List list;
  Fault ignored;
  if (!state_->EvalOutput(column, value, list, ignored)) {
    return std::nullopt;
  }
  if (column.width > 0) {
    return place < list.size() ? list[place] : Value::Missing();
  }
  return value;
}

std::string_view Interpreter::TextOf(const Value& text) const {
  return state_->evaluator.TextOf(text.word);
}

}  // namespace sextant::interp
