#include "compiler/support/dates.h"
#include "runtime/interp/evaluator.h"

namespace sextant::interp {

using abi::FaultKind;

namespace {

int32_t Days(const Value& date) {
  return static_cast<int32_t>(date.word);
}

// No date has so many days or months to go; the calendar takes 64 bits.
int64_t Amount(const Value& duration) {
  constexpr int64_t kTooMany = 10'000'000;
  if (duration.word > kTooMany) {
    return kTooMany;
  }
  return duration.word < -kTooMany ? -kTooMany : static_cast<int64_t>(duration.word);
}

}  // namespace

bool Evaluator::EvalAddDays(const Inst& i, Value& out) {
  Value date, days;
  if (!BothArgs(i, date, days)) {
    return false;
  }
  const auto sum = AddDays(Days(date), Amount(days));
  if (!sum) {
    return Fail(i, FaultKind::kDate, {date, days});
  }
  out = Value::OfWord(*sum);
  return true;
}

bool Evaluator::EvalAddMonths(const Inst& i, Value& out) {
  Value date, months;
  if (!BothArgs(i, date, months)) {
    return false;
  }
  const auto sum = AddMonths(Days(date), Amount(months));
  if (!sum) {
    return Fail(i, FaultKind::kDate, {date, months});
  }
  out = Value::OfWord(*sum);
  return true;
}

bool Evaluator::EvalWindowEnd(const Inst& i, Value& out) {
  Value date, months;
  if (!BothArgs(i, date, months)) {
    return false;
  }
  const int32_t beyond = months.word < 0 ? kFirstDate - 1 : kLastDate + 1;
  out = Value::OfWord(AddMonths(Days(date), Amount(months)).value_or(beyond));
  return true;
}

bool Evaluator::EvalDaysBetween(const Inst& i, Value& out) {
  Value from, to;
  if (!BothArgs(i, from, to)) {
    return false;
  }
  out = Value::OfWord(to.word - from.word);
  return true;
}

bool Evaluator::EvalMonthsBetween(const Inst& i, Value& out) {
  Value from, to;
  if (!BothArgs(i, from, to)) {
    return false;
  }
  out = Value::OfWord(MonthsBetween(Days(from), Days(to)));
  return true;
}

}  // namespace sextant::interp
