#include <tuple>
#include <utility>

#include "compiler/ir/lists.h"
#include "runtime/interp/fold.h"
#include "runtime/interp/input.h"

// Lists: their rows are visited one after the other, in the order of the file.
namespace sextant::interp {

using ir::Reduction;

int64_t Evaluator::RowsOf(std::size_t list) const {
  if (batch_ == nullptr || batch_->lists.empty()) {
    return 0;
  }
  return batch_->lists[list].end(row_) - batch_->lists[list].begin(row_);
}

Value Evaluator::ElementOf(uint32_t list, uint32_t slot) const {
  const abi::InputList& rows = batch_->lists[list];
  const abi::Storage storage = list_storages_[list][slot];
  const bool text = storage == abi::Storage::kText;
  return ReadCell(rows.columns[slot], storage, element_,
                  text ? texts_.OfRow(list, slot, element_ - rows.begin(row_)) : 0);
}

bool Evaluator::EvalElement(const Inst& i, Value& out) {
  out = ElementOf(ir::ListOfElement(i), ir::SlotOfElement(i));
  return true;
}

bool Evaluator::EvalReduce(const Inst& i, Value& out) {
  list_reads_[ir::ListOfReduce(i)] = record_;
  const Reduction reduction = ir::ReductionOf(i);
  Fold fold(*this, reduction, ir::TakesValue(reduction) ? ArgType(i, 1) : ir::Type());
  // The filter of one list may read a let that looks at another.
  const auto outer = std::pair(element_, visit_);
  const bool fine = FoldRows(i, fold);
  std::tie(element_, visit_) = outer;
  if (!fine) {
    return false;
  }
  const auto fault = fold.Result(out);
  return !fault || Fail(i, *fault);
}

bool Evaluator::FoldRows(const Inst& i, Fold& fold) {
  const uint32_t list = ir::ListOfReduce(i);
  const int64_t begin = batch_->lists.empty() ? 0 : batch_->lists[list].begin(row_);
  for (int64_t element = begin, end = begin + RowsOf(list); element < end; ++element) {
    element_ = element;
    visit_ = ++visits_;
    if (!FoldRow(i, fold)) {
      return false;
    }
  }
  return true;
}

bool Evaluator::FoldRow(const Inst& i, Fold& fold) {
  Value met, value;
  if (!Arg(i, 0, met)) {
    return false;
  }
  if (met.word == 0) {
    return true;
  }
  fold.TakeRow();
  if (!ir::TakesValue(fold.reduction())) {
    return true;
  }
  if (!Arg(i, 1, value)) {
    return false;
  }
  if (value.missing) {
    return true;
  }
  const ir::List& list = module_.lists[ir::ListOfReduce(i)];
  const bool latest = fold.reduction() == Reduction::kLatest;
  const Int128 date = latest ? ElementOf(ir::ListOfReduce(i), *list.dated).word : 0;
  const auto fault = fold.Take(value, date);
  return !fault || Fail(i, *fault);
}

}  // namespace sextant::interp
