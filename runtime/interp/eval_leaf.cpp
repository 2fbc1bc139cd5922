#include <bit>

#include "compiler/support/sha256.h"
#include "runtime/interp/evaluator.h"
#include "runtime/interp/explain.h"

// Constants, inputs and names.
namespace sextant::interp {

Value Value::OfStored(const ir::Type& type, int64_t word) {
  return type.kind == types::Kind::kFloat ? OfReal(std::bit_cast<double>(word)) : OfWord(word);
}

bool Evaluator::EvalConst(const Inst& i, Value& out) {
  const bool text = i.type.kind == types::Kind::kText;
  out = text ? Value::OfWord(Int128{i.imm} + slots_.size()) : Value::OfStored(i.type, i.imm);
  return true;
}

bool Evaluator::EvalMissing(const Inst&, Value& out) {
  out = Value::Missing();
  return true;
}

bool Evaluator::EvalSlot(const Inst& i, Value& out) {
  const auto slot = static_cast<std::size_t>(i.imm);
  slot_reads_[slot] = record_;
  out = slots_[slot];
  return true;
}

bool Evaluator::EvalParam(const Inst& i, Value& out) {
  const auto index = static_cast<std::size_t>(i.imm);
  out = Value::OfStored(module_.params[index].type, bindings_.params[index]);
  return true;
}

bool Evaluator::EvalSplit(const Inst& i, Value& out) {
  Value key;
  if (!Arg(i, 0, key)) {
    return false;
  }
  const bool text = ArgType(i, 0).kind == types::Kind::kText;
  const std::string& salt = module_.texts[static_cast<std::size_t>(i.imm)];
  out = Value::OfWord(text ? SplitPlace(salt, TextOf(key.word))
                           : SplitPlace(salt, FormatDecimal(key.word, 0)));
  return true;
}

bool Evaluator::EvalLet(const Inst& i, Value& out) {
  const Context outer = context_;
  const auto let = static_cast<std::size_t>(i.imm);
  context_.let = static_cast<int32_t>(i.imm);
  const bool fine = EvalOnce(lets_[let], record_, inst(module_.lets[let].value), out);
  context_ = outer;
  return fine;
}

bool Evaluator::EvalDecision(const Inst& i, Value& out) {
  const Answer& answer = Decide(static_cast<uint32_t>(i.imm >> 16));
  if (answer.fault >= 0) {
    return FailAgain(answer.fault);
  }
  const auto part = static_cast<std::size_t>(i.imm & 0xffff);
  if (part != ir::kReasonRead) {
    out = answer.outputs[part];
    return true;
  }
  const int32_t reason = ReasonOf(module_.decisions[static_cast<std::size_t>(i.imm >> 16)], answer);
  out = reason == ir::kNoReason
            ? Value::Missing()
            : Value::OfWord(*module_.enums.Find(
                  i.type.enumeration, module_.reasons[static_cast<std::size_t>(reason)].code));
  return true;
}

}  // namespace sextant::interp
