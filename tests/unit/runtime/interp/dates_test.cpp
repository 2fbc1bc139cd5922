#include <catch2/catch.hpp>

#include "compiler/support/dates.h"
#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

using types::DurationUnit;

InstId Date(Bench& b, const char* text) {
  return b.Const(Type::Date(), ParseDate(text).value());
}
InstId Length(Bench& b, DurationUnit unit, int64_t count) {
  return b.Const(Type::Duration(unit), count);
}
std::string Shown(const Value& value) {
  return FormatDate(static_cast<int32_t>(value.word));
}

std::string PlusMonths(const char* from, int64_t months) {
  Bench b;
  return Shown(b.Eval(b.Add(Op::kAddMonths, Type::Date(),
                            {Date(b, from), Length(b, DurationUnit::kMonths, months)})));
}
int64_t MonthsFrom(const char* from, const char* to) {
  Bench b;
  return static_cast<int64_t>(
      b.Eval(b.Add(Op::kMonthsBetween, Type::Duration(DurationUnit::kMonths),
                   {Date(b, from), Date(b, to)}))
          .word);
}

TEST_CASE("adding months clamps to the month's end") {
  CHECK(PlusMonths("2024-01-31", 1) == "2024-02-29");
  CHECK(PlusMonths("2023-01-31", 1) == "2023-02-28");
  CHECK(PlusMonths("2024-02-29", 12) == "2025-02-28");
  CHECK(PlusMonths("2024-02-29", 48) == "2028-02-29");
  CHECK(PlusMonths("1900-03-31", -1) == "1900-02-28");
  CHECK(PlusMonths("2024-03-31", -13) == "2023-02-28");
  CHECK(PlusMonths("0001-01-31", 1) == "0001-02-28");
}

TEST_CASE("whole months between two dates, also backwards") {
  CHECK(MonthsFrom("2024-01-31", "2024-02-29") == 1);
  CHECK(MonthsFrom("2024-01-31", "2024-02-28") == 0);
  CHECK(MonthsFrom("2023-11-30", "2024-02-29") == 3);
  CHECK(MonthsFrom("2024-02-29", "2025-02-28") == 12);
  CHECK(MonthsFrom("2024-03-31", "2024-02-29") == -1);
  CHECK(MonthsFrom("2024-03-30", "2024-02-28") == -2);
  CHECK(MonthsFrom("2024-03-15", "2024-03-14") == -1);
}

TEST_CASE("days go forwards and backwards") {
  Bench b;
  const Type days = Type::Duration(DurationUnit::kDays);
  const InstId from = Date(b, "2024-02-28"), to = Date(b, "2024-03-01");
  CHECK(b.Eval(b.Add(Op::kDaysBetween, days, {from, to})).word == 2);
  CHECK(b.Eval(b.Add(Op::kDaysBetween, days, {to, from})).word == -2);
  CHECK(Shown(b.Eval(b.Add(Op::kAddDays, Type::Date(),
                           {from, Length(b, DurationUnit::kDays, 1)}))) == "2024-02-29");
}

TEST_CASE("a date outside the years 1 to 9999 faults") {
  Bench b;
  const InstId first = Date(b, "0001-01-01"), last = Date(b, "9999-12-31");
  const auto plus = [&](Op op, InstId date, DurationUnit unit, int64_t count) {
    return b.FaultOf(b.Add(op, Type::Date(), {date, Length(b, unit, count)}));
  };
  CHECK(plus(Op::kAddDays, last, DurationUnit::kDays, 0) == "none");
  CHECK(plus(Op::kAddDays, last, DurationUnit::kDays, 1) == "date");
  CHECK(plus(Op::kAddDays, first, DurationUnit::kDays, -1) == "date");
  CHECK(plus(Op::kAddDays, first, DurationUnit::kDays, INT64_MAX) == "date");
  CHECK(plus(Op::kAddDays, first, DurationUnit::kDays, INT64_MIN) == "date");
  CHECK(plus(Op::kAddMonths, last, DurationUnit::kMonths, 1) == "date");
  CHECK(plus(Op::kAddMonths, first, DurationUnit::kMonths, -1) == "date");
  CHECK(plus(Op::kAddMonths, first, DurationUnit::kMonths, INT64_MAX) == "date");
  CHECK(plus(Op::kAddMonths, first, DurationUnit::kMonths, 9999 * 12 - 1) == "none");
  CHECK(plus(Op::kAddMonths, first, DurationUnit::kMonths, 9999 * 12) == "date");
}

TEST_CASE("the far end of a window lies one day beyond the calendar at most") {
  Bench b;
  const auto end = [&](const char* date, int64_t months) {
    const Value value = b.Eval(b.Add(Op::kWindowEnd, Type::Date(),
                                     {Date(b, date), Length(b, DurationUnit::kMonths, months)}));
    return static_cast<int32_t>(value.word);
  };
  CHECK(end("9999-11-30", 1) == ParseDate("9999-12-30"));
  CHECK(end("9999-12-10", 1) == kLastDate + 1);
  CHECK(end("0001-01-31", -1) == kFirstDate - 1);
  CHECK(end("2024-01-31", INT64_MAX) == kLastDate + 1);
  CHECK(end("2024-01-31", INT64_MIN) == kFirstDate - 1);
  CHECK(end("2024-01-31", 1) == ParseDate("2024-02-29"));
}

TEST_CASE("a length of more than 64 bits is only a date too far") {
  Bench b;
  const Type days = Type::Duration(DurationUnit::kDays);
  const InstId most = Length(b, DurationUnit::kDays, INT64_MAX);
  const InstId twice = b.Add(Op::kAdd, days, {most, most});
  CHECK(b.FaultOf(b.Add(Op::kAddDays, Type::Date(), {Date(b, "2024-01-01"), twice})) == "date");
}

}  // namespace
}  // namespace sextant::interp
