#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

TEST_CASE("Date arithmetic agrees with the interpreter") {
  MadeModule m;
  const Type days = Type::Duration(types::DurationUnit::kDays);
  const Type months = Type::Duration(types::DurationUnit::kMonths);
  const InstId any = m.Slot(Type::Date()), other = m.Slot(Type::Date());
  const InstId recent = m.Slot(Type::Date(), {10'000, 22'000, {}, {}});
  std::vector<InstId> values;
  for (InstId date : {any, recent}) {
    for (InstId count : {m.Slot(days), m.Slot(days, {-4000, 4000, {}, {}}), m.Const(days, 30)}) {
      values.push_back(m.Make(Op::kAddDays, Type::Date(), {date, count}));
    }
    for (InstId count :
         {m.Slot(months), m.Slot(months, {-400, 400, {}, {}}), m.Const(months, -1)}) {
      values.push_back(m.Make(Op::kAddMonths, Type::Date(), {date, count}));
      values.push_back(m.Make(Op::kWindowEnd, Type::Date(), {date, count}));
    }
    values.push_back(m.Make(Op::kDaysBetween, days, {date, other}));
    values.push_back(m.Make(Op::kMonthsBetween, months, {date, other}));
    values.push_back(m.Make(Op::kMonthsBetween, months, {other, date}));
    values.push_back(m.Make(Op::kMonthsBetween, months, {recent, date}));
  }
  m.OutputEither(values);
  Engines engines(m.module());
  engines.AgreeOnAllShapes();
  engines.Agree({200'000, 0, true, false, 21});
}

TEST_CASE("Every day of the calendar is the month and day it is") {
  MadeModule m;
  const Type months = Type::Duration(types::DurationUnit::kMonths);
  const InstId date = m.Slot(Type::Date());
  m.Output(m.Make(Op::kMonthsBetween, months, {m.Const(Type::Date(), kFirstDate), date}));
  m.Output(m.Make(Op::kMonthsBetween, months, {date, m.Const(Type::Date(), kLastDate)}));
  const InstId before_last_year =
      m.Make(Op::kLt, Type::Bool(), {date, m.Const(Type::Date(), kLastDate - 366)});
  const InstId later = m.Make(Op::kAddMonths, Type::Date(), {date, m.Const(months, 1)});
  m.Output(m.Make(Op::kSelect, Type::Date(), {before_last_year, later, date}));
  Engines engines(m.module());
  std::vector<int32_t> days;
  for (int32_t day = kFirstDate; day <= kLastDate; day += 1) {
    days.push_back(day);
  }
  abi::InputBatch batch;
  batch.rows = static_cast<int64_t>(days.size());
  abi::InputColumn column;
  column.values = days.data();
  batch.columns.push_back(column);
  engines.Agree(batch);
}
