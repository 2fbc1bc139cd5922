#pragma once

#include <bit>
#include <string>
#include <vector>

#include "compiler/ir/builder.h"
#include "compiler/support/check.h"
#include "runtime/interp/interpreter.h"
#include "tests/unit/runtime/interp/record.h"

namespace sextant::interp {

using ir::InstId;
using ir::Op;
using types::Type;

// A module built by hand, one record for it, and the interpreter over both. Every place in it is a
// line of `text`, so that faults can be told apart.
class Bench {
 public:
  ir::Module module;
  ir::Builder builder{module};
  source::Manager sources;
  source::FileId file = sources.Add("bench.sxt", "a / b\nc + d\ne * f\n# note\n");

  source::Span Line(int line) const {
    const uint32_t begin = 6 * (static_cast<uint32_t>(line) - 1);
    return {file, begin, begin + 5};
  }

  InstId Const(Type type, int64_t word) { return builder.Const(type, word); }
  InstId Int(int64_t word) { return Const(Type::Integer(), word); }
  InstId Real(double value) { return Const(Type::Float(), std::bit_cast<int64_t>(value)); }
  InstId Bool(bool value) { return Const(Type::Bool(), value ? 1 : 0); }
  // A slot, read as a value; its cell is empty until it is given.
  InstId Slot(std::string name, Type type) {
    ir::Field field;
    field.name = name;
    field.type = type;
    field.needed = true;
    field.first_slot = static_cast<uint32_t>(module.slots.size());
    field.slot_count = 1;
    field.span = Line(1);
    ir::Slot slot;
    slot.name = std::move(name);
    slot.type = type;
    slot.field = static_cast<uint32_t>(module.fields.size());
    module.fields.push_back(field);
    module.slots.push_back(slot);
    return Add(Op::kSlot, type, {}, 1, static_cast<int64_t>(module.slots.size()) - 1);
  }
  InstId Add(Op op, Type type, std::vector<InstId> args, int line = 1, int64_t imm = 0,
             RoundingMode mode = RoundingMode::kHalfEven) {
    return builder.Add(op, type, args, Line(line), imm, mode);
  }
  // A whole number of up to 124 bits: high * 2^62 + low.
  InstId Wide(int64_t high, int64_t low = 0) {
    const InstId big = Add(Op::kMul, Type::Integer(), {Int(high), Int(int64_t{1} << 62)}, 3);
    return Add(Op::kAdd, Type::Integer(), {big, Int(low)}, 3);
  }
  InstId Let(std::string name, InstId value) {
    module.lets.push_back({std::move(name), value, Line(2)});
    return Add(Op::kLet, module.inst(value).type, {}, 2,
               static_cast<int64_t>(module.lets.size()) - 1);
  }
  void Output(InstId value) {
    module.outputs.push_back(
        {"out" + std::to_string(module.outputs.size()), module.inst(value).type, -1, 0, value});
  }
  // Adds a decision of one output and gives the instruction that reads it.
  InstId Decide(std::string name, Type type, decltype(ir::Decision::body) body) {
    ir::Decision decision;
    decision.name = std::move(name);
    decision.outputs = {{"", type}};
    decision.body = std::move(body);
    decision.span = Line(2);
    module.decisions.push_back(std::move(decision));
    return Add(Op::kDecision, type, {}, 2, static_cast<int64_t>(module.decisions.size() - 1) << 16);
  }
  static ir::Rule Rule(std::string name, InstId condition, std::vector<InstId> values,
                       int32_t reason = ir::kNoReason) {
    ir::Rule rule;
    rule.name = std::move(name);
    rule.condition = condition;
    rule.values = std::move(values);
    rule.reason = reason;
    return rule;
  }

  // --- the record
  void Give(std::size_t slot, int64_t word) { record_.Give(slot, word); }
  void GiveReal(std::size_t slot, double real) { record_.GiveReal(slot, real); }
  void GiveText(std::size_t slot, std::string text) { record_.GiveText(slot, std::move(text)); }
  void GiveNothing(std::size_t slot) { record_.GiveNothing(slot); }
  void GiveFault(uint32_t slot, abi::FaultKind kind, std::string found) {
    record_.GiveFault(slot, kind, std::move(found));
  }
  const abi::InputBatch& batch() { return record_.Batch(module); }

  RowResult Run(Trace* trace = nullptr) {
    const std::string broken = ir::Verify(module);
    SEXTANT_CHECK(broken.empty(), broken);
    Bindings bindings;
    for (const ir::Param& param : module.params) {
      bindings.params.push_back(param.default_word);
    }
    Interpreter interpreter(module, &sources, bindings);
    return interpreter.Decide(batch(), 0, trace);
  }
  // The value of one instruction; a fault's code when it faults.
  Value Eval(InstId value) {
    module.outputs.clear();
    Output(value);
    RowResult result = Run();
    SEXTANT_CHECK(result.rejects.empty(), result.rejects[0].message);
    return result.outputs[0];
  }
  std::string FaultOf(InstId value) {
    module.outputs.clear();
    Output(value);
    const RowResult result = Run();
    return result.rejects.empty() ? "none" : abi::FaultCode(result.rejects[0].kind);
  }

 private:
  Record record_;
};

}  // namespace sextant::interp
