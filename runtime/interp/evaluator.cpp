#include "runtime/interp/evaluator.h"

#include <algorithm>
#include <utility>

namespace sextant::interp {

using abi::FaultKind;

Evaluator::Evaluator(const ir::Module& module, Bindings bindings)
    : module_(module),
      bindings_(std::move(bindings)),
      slots_(module.slots.size()),
      slot_reads_(module.slots.size()),
      lets_(module.lets.size()),
      answers_(module.decisions.size()),
      shared_(module.insts.size(), -1),
      stones_(SteppingStones(module)) {
  const std::vector<bool> shared = SharedInsts(module);
  for (std::size_t i = 0; i < shared.size(); ++i) {
    if (shared[i]) {
      shared_[i] = static_cast<int32_t>(memos_.size());
      memos_.emplace_back();
    }
  }
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    answers_[i].outputs.resize(module.decisions[i].outputs.size());
    answers_[i].lists.resize(module.decisions[i].outputs.size());
  }
}

void Evaluator::Start(const abi::InputBatch* batch, int64_t row) {
  batch_ = batch;
  row_ = row;
  ++record_;
  decided_ = 0;
  context_ = {};
  faults_.clear();
}

void Evaluator::Prepare() {
  for (InstId stone : stones_) {
    Value ignored;
    Eval(stone, ignored);  // a fault is remembered, and counts only where the value is needed
  }
}

bool Evaluator::Eval(InstId id, Value& out) {
  const int32_t memo = shared_[id.index()];
  return memo < 0 ? Dispatch(inst(id), out)
                  : EvalOnce(memos_[static_cast<std::size_t>(memo)], inst(id), out);
}

bool Evaluator::Dispatch(const Inst& i, Value& out) {
  switch (i.op) {
#define SEXTANT_OP(Name, text, args) \
  case ir::Op::k##Name:              \
    return Eval##Name(i, out);
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
  }
  return false;
}

bool Evaluator::EvalOnce(Memo& memo, const Inst& i, Value& out) {
  if (memo.record != record_) {
    const bool fine = Dispatch(i, memo.value);
    memo.fault = fine ? -1 : Remember(fault_);
    memo.record = record_;
  }
  if (memo.fault >= 0) {
    return FailAgain(memo.fault);
  }
  out = memo.value;
  return true;
}

bool Evaluator::Fail(const Inst& i, FaultKind kind, std::initializer_list<Value> operands) {
  fault_.kind = kind;
  fault_.inst = InstId(static_cast<std::size_t>(&i - module_.insts.data()));
  fault_.operand_count = static_cast<int>(operands.size());
  fault_.first_rule = -1;
  std::ranges::copy(operands, fault_.operands);
  fault_.context = context_;
  return false;
}

int32_t Evaluator::Remember(const Fault& fault) {
  faults_.push_back(fault);
  return static_cast<int32_t>(faults_.size() - 1);
}

bool Evaluator::FailAgain(int32_t index) {
  fault_ = fault(index);
  if (fault_.context.decision < 0) {
    fault_.context.decision = context_.decision;
    fault_.context.rule = context_.rule;
  }
  return false;
}

std::vector<uint32_t> Evaluator::DecisionsInOrder() const {
  std::vector<uint32_t> needed;
  for (uint32_t i = 0; i < answers_.size(); ++i) {
    if (answers_[i].record == record_) {
      needed.push_back(i);
    }
  }
  std::ranges::sort(needed, {}, [&](uint32_t i) { return answers_[i].order; });
  return needed;
}

std::string_view Evaluator::TextOf(Int128 text_ref) const {
  const auto index = static_cast<std::size_t>(text_ref);
  if (index >= module_.slots.size()) {
    return module_.texts[index - module_.slots.size()];
  }
  const abi::InputColumn& column = batch_->columns[index];
  const int64_t element = column.offset + row_;
  const int32_t begin = column.text_offsets[element];
  return {column.text_bytes + begin,
          static_cast<std::size_t>(column.text_offsets[element + 1] - begin)};
}

}  // namespace sextant::interp
