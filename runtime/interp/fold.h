#pragma once

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "compiler/ir/lists.h"
#include "runtime/interp/evaluator.h"

namespace sextant::interp {

// What the rows of a list come to, row by row: every part of Op::kReduce but the visiting.
class Fold {
 public:
  // `value`: the type of the rows' values; of rows without values any.
  Fold(const Evaluator& evaluator, ir::Reduction reduction, const ir::Type& value);

  ir::Reduction reduction() const { return reduction_; }

  // A row that meets the condition.
  void TakeRow() { ++rows_; }
  // Its value, which is not missing, and the date of the row where that counts. The fault when the
  // sum can go no further.
  std::optional<abi::FaultKind> Take(const Value& value, Int128 date);
  // What it came to, or the fault of working it out.
  std::optional<abi::FaultKind> Result(Value& out) const;

 private:
  std::optional<abi::FaultKind> Add(const Value& value);
  std::optional<abi::FaultKind> Average(Value& out) const;
  Value MostFrequent() const;
  bool IsBetter(const Value& value, Int128 date) const;

  ir::Reduction reduction_;
  ir::Type type_;
  const Evaluator& evaluator_;
  int64_t rows_ = 0;    // that meet the condition
  int64_t values_ = 0;  // of them that are not missing
  Value sum_;
  Value best_ = Value::Missing();  // the largest, smallest, latest so far
  Int128 date_ = 0;                // of the latest
  std::vector<int64_t> counts_;    // by member
  std::set<Value, std::function<bool(const Value&, const Value&)>> different_;
};

}  // namespace sextant::interp
