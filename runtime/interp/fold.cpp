#include "runtime/interp/fold.h"

#include <algorithm>
#include <cmath>

namespace sextant::interp {

using abi::FaultKind;
using ir::Reduction;

Fold::Fold(const Evaluator& evaluator, Reduction reduction, const ir::Type& value)
    : reduction_(reduction),
      type_(value),
      evaluator_(evaluator),
      different_(
          [this](const Value& a, const Value& b) { return evaluator_.Compare(type_, a, b) < 0; }) {
  if (reduction == Reduction::kMostFrequent) {
    counts_.resize(evaluator.module().enums.get(value.enumeration).members.size());
  }
}

std::optional<FaultKind> Fold::Take(const Value& value, Int128 date) {
  ++values_;
  switch (reduction_) {
    case Reduction::kSum:
    case Reduction::kAverage:
      return Add(value);
    case Reduction::kLargest:
    case Reduction::kSmallest:
    case Reduction::kLatest:
      if (best_.missing || IsBetter(value, date)) {
        best_ = value;
        date_ = date;
      }
      break;
    case Reduction::kMostFrequent:
      ++counts_[static_cast<std::size_t>(value.word)];
      break;
    case Reduction::kCountDistinct:
      different_.insert(value);
      break;
    default:
      break;
  }
  return std::nullopt;
}

std::optional<FaultKind> Fold::Add(const Value& value) {
  if (type_.kind == types::Kind::kFloat) {
    sum_.real += value.real;
    return std::isfinite(sum_.real) ? std::nullopt : std::optional(FaultKind::kNotFinite);
  }
  const auto sum = CheckedAdd(sum_.word, value.word);
  sum_.word = sum.value_or(0);
  return sum ? std::nullopt : std::optional(FaultKind::kOverflow);
}

// Of one day the row furthest down the file is the latest.
bool Fold::IsBetter(const Value& value, Int128 date) const {
  if (reduction_ == Reduction::kLatest) {
    return date >= date_;
  }
  const int order = evaluator_.Compare(type_, value, best_);
  return reduction_ == Reduction::kLargest ? order > 0 : order < 0;
}

std::optional<FaultKind> Fold::Average(Value& out) const {
  if (values_ == 0) {
    out = Value::Missing();
    return std::nullopt;
  }
  if (type_.kind == types::Kind::kFloat) {
    out = Value::OfReal(sum_.real / static_cast<double>(values_));
    return std::nullopt;
  }
  const auto average = Quotient(sum_.word, values_, -static_cast<int>(type_.scale));
  out = Value::OfWord(average.value_or(0));
  return average ? std::nullopt : std::optional(FaultKind::kOverflow);
}

// The first of those that stand most often.
Value Fold::MostFrequent() const {
  return values_ == 0 ? Value::Missing()
                      : Value::OfWord(std::ranges::max_element(counts_) - counts_.begin());
}

std::optional<FaultKind> Fold::Result(Value& out) const {
  switch (reduction_) {
    case Reduction::kCount:
      out = Value::OfWord(rows_);
      break;
    case Reduction::kAny:
      out = Value::OfBool(rows_ > 0);
      break;
    case Reduction::kNone:
      out = Value::OfBool(rows_ == 0);
      break;
    case Reduction::kSum:
      out = sum_;
      break;
    case Reduction::kAverage:
      return Average(out);
    case Reduction::kLargest:
    case Reduction::kSmallest:
    case Reduction::kLatest:
      out = best_;
      break;
    case Reduction::kMostFrequent:
      out = MostFrequent();
      break;
    case Reduction::kCountDistinct:
      out = Value::OfWord(static_cast<int64_t>(different_.size()));
      break;
  }
  return std::nullopt;
}

}  // namespace sextant::interp
