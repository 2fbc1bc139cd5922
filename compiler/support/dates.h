#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sextant {

// A civil date is a count of days since 1970-01-01, from 0001-01-01 to 9999-12-31.
inline constexpr int32_t kFirstDate = -719162;
inline constexpr int32_t kLastDate = 2932896;

struct CivilDate {
  int year;
  int month;  // 1..12
  int day;    // 1..31
};

// Conversions on the proleptic Gregorian calendar (algorithms: H. Hinnant, "chrono-Compatible
// Low-Level Date Algorithms").
int32_t DaysFromCivil(CivilDate date);
CivilDate CivilFromDays(int32_t days);
int DaysInMonth(int year, int month);
bool IsCivilDate(CivilDate date);

// `date` plus whole months, the day clamped to the month's end; nothing outside years 1..9999.
std::optional<int32_t> AddMonths(int32_t date, int64_t months);
std::optional<int32_t> AddDays(int32_t date, int64_t days);

// The largest n with AddMonths(from, n) <= to.
int64_t MonthsBetween(int32_t from, int32_t to);

// "yyyy-MM-dd".
std::string FormatDate(int32_t date);
// Reads exactly yyyy-MM-dd.
std::optional<int32_t> ParseDate(std::string_view text);

}  // namespace sextant
