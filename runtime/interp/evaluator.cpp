#include "runtime/interp/evaluator.h"

#include <algorithm>
#include <utility>

#include "compiler/ir/lists.h"
#include "compiler/ir/storage.h"

namespace sextant::interp {

using abi::FaultKind;

Evaluator::Evaluator(const ir::Module& module, Bindings bindings)
    : module_(module),
      bindings_(std::move(bindings)),
      texts_(module),
      slots_(module.slots.size()),
      slot_reads_(module.slots.size()),
      lets_(module.lets.size()),
      answers_(module.decisions.size()),
      list_reads_(module.lists.size()),
      shared_(module.insts.size(), -1),
      rows_(ir::RowDependence(module)),
      stones_(SteppingStones(module)) {
  const std::vector<bool> shared = SharedInsts(module);
  for (std::size_t i = 0; i < shared.size(); ++i) {
    if (shared[i]) {
      shared_[i] = static_cast<int32_t>(memos_.size());
      memos_.emplace_back();
    }
  }
  for (const ir::List& list : module.lists) {
    list_storages_.emplace_back();
    for (const ir::Slot& slot : list.slots) {
      list_storages_.back().push_back(ir::StorageOf(slot.type));
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
  if (memo < 0) {
    return Dispatch(inst(id), out);
  }
  // Once a record; what depends on the row of a list once a row.
  const uint64_t stamp = rows_[id.index()] < 0 ? record_ : visit_;
  return EvalOnce(memos_[static_cast<std::size_t>(memo)], stamp, inst(id), out);
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

bool Evaluator::EvalOnce(Memo& memo, uint64_t stamp, const Inst& i, Value& out) {
  if (memo.record != stamp) {
    const bool fine = Dispatch(i, memo.value);
    memo.fault = fine ? -1 : Remember(fault_);
    memo.record = stamp;
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
  return texts_.Get(*batch_, row_, static_cast<int64_t>(text_ref));
}

}  // namespace sextant::interp
