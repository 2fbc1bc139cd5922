#pragma once

#include "compiler/support/dates.h"
#include "runtime/vector/primitives/numbers.h"

// Dates. The calendar is that of C. Neri and L. Schneider, "Euclidean affine functions and their
// application to calendar algorithms": years begin on 1 March, so that the leap day comes last. In
// 32 bits without a sign, where a division by a constant is a multiplication and a shift.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

constexpr uint32_t kShift = 719468;               // from 0000-03-01 to 1970-01-01
constexpr uint32_t kLongMonths = 0b011010110101;  // bit m: month m, from March, has 31 days
constexpr int64_t kFirstMonth = 10;               // January of the year 1, from March of the year 0
constexpr int64_t kLastMonth = 12 * 9999 + kFirstMonth - 1;

// A date split up: months since March of the year 0, that year, month of it, day of the month from
// 0.
struct Split {
  uint32_t months, year, month, day;
};

// n = 4 * days + 3;         century = n / 146097;  n = n % 146097 | 3
// year = n / 1461;          day_of_year = n % 1461 / 4
// m = 2141 * day_of_year + 1305;  month = m >> 16;  day = (m & 0xffff) / 2141
inline Split SplitDate(int32_t date) {
  const uint32_t n = 4 * (static_cast<uint32_t>(date) + kShift) + 3;
  const uint32_t century = n / 146097;
  const uint32_t rest = (n - century * 146097) | 3;
  const uint32_t year = rest / 1461;
  const uint32_t m = 2141 * ((rest - year * 1461) / 4) + 1305;
  const uint32_t month = m >> 16, full_year = century * 100 + year;
  return {full_year * 12 + month, full_year, month, (m & 0xffff) / 2141};
}

// long or short month:  30 + (kLongMonths >> month & 1);  February:  28 + leap
// where year + 1 is leap when divisible by 4, and by 16 when by 25
inline uint32_t DaysOfMonth(uint32_t year, uint32_t month) {
  const uint32_t civil = year + 1;
  const uint32_t low_bits = civil % 25 == 0 ? 15 : 3;
  const uint32_t february = (civil & low_bits) == 0 ? 29 : 28;
  return month == 11 ? february : 30 + (kLongMonths >> (month & 31) & 1);
}

// days = 365 * year + year / 4 - year / 100 + year / 400 + (979 * month + 18) / 32 + day - shift
inline int32_t JoinDate(uint32_t year, uint32_t month, uint32_t day) {
  const uint32_t century = year / 100;
  const uint32_t days = 365 * year + year / 4 - century + century / 4;
  return static_cast<int32_t>(days + ((979 * month + 18) >> 5) + day - kShift);
}

inline uint32_t Smaller(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

inline int64_t MovedMonth(int32_t date, int64_t months) {
  return Plus(int64_t{SplitDate(date).months}, months);
}

// t = months of date + months;  year = t / 12;  month = t % 12
// that month's day min(day, its days - 1), where t lies in the calendar
inline int32_t MovedDate(int32_t date, int64_t months) {
  const auto t = static_cast<uint32_t>(MovedMonth(date, months));
  const uint32_t year = t / 12, month = t - year * 12;
  return JoinDate(year, month, Smaller(SplitDate(date).day, DaysOfMonth(year, month) - 1));
}

// to = a + b;  also = to outside the calendar
inline void AddDays(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int64_t>::Of(columns, call.b, 0);
  int32_t* __restrict const to = To<int32_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = static_cast<int32_t>(Plus(a[row], b[row]));
  }
  WriteRareBits(Words(columns, call.also), words,
                [&](int64_t row) { return OutOf(Plus(a[row], b[row]), kFirstDate, kLastDate); });
}

// to = a moved by b months;  also = to outside the calendar
inline void AddMonths(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int64_t>::Of(columns, call.b, 0);
  int32_t* __restrict const to = To<int32_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = MovedDate(a[row], b[row]);
  }
  WriteRareBits(Words(columns, call.also), words, [&](int64_t row) {
    return OutOf(MovedMonth(a[row], b[row]), kFirstMonth, kLastMonth);
  });
}

// to = a moved by b months; beyond the calendar the day before its first, or after its last
inline void WindowEnd(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int64_t>::Of(columns, call.b, 0);
  int32_t* __restrict const to = To<int32_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const int32_t beyond = b[row] < 0 ? kFirstDate - 1 : kLastDate + 1;
    const bool outside = OutOf(MovedMonth(a[row], b[row]), kFirstMonth, kLastMonth) != 0;
    to[row] = outside ? beyond : MovedDate(a[row], b[row]);
  }
}

// to = b - a
inline void DaysBetween(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int32_t>::Of(columns, call.b, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    to[row] = int64_t{b[row]} - int64_t{a[row]};
  }
}

// n = months of b - months of a
// to = day of a <= day of b, or b is the last of its month ? n : n - 1
inline void MonthsBetween(const Call& call, Columns columns, int64_t words) {
  const auto a = Column<int32_t>::Of(columns, call.a, 0);
  const auto b = Column<int32_t>::Of(columns, call.b, 0);
  int64_t* __restrict const to = To<int64_t>(columns, call.to);
  for (int64_t row = 0; row < words * kWordRows; ++row) {
    const Split from = SplitDate(a[row]), until = SplitDate(b[row]);
    const uint32_t landing = Smaller(from.day, DaysOfMonth(until.year, until.month) - 1);
    const int32_t months = static_cast<int32_t>(until.months - from.months);
    to[row] = months - (landing > until.day ? 1 : 0);
  }
}

}  // namespace
}  // namespace sextant::vector::SEXTANT_LEVEL
