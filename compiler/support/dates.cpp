#include "compiler/support/dates.h"

#include <algorithm>

#include <fmt/format.h>

namespace sextant {
namespace {

bool IsLeap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t FloorDivide(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

}  // namespace

int32_t DaysFromCivil(CivilDate date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate CivilFromDays(int32_t days) {
  const int shifted = days + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_index = (5 * day_of_year + 2) / 153;  // March is 0
  const int month = month_index + (month_index < 10 ? 3 : -9);
  const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, day_of_year - (153 * month_index + 2) / 5 + 1};
}

int DaysInMonth(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

bool IsCivilDate(CivilDate date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= DaysInMonth(date.year, date.month);
}

std::optional<int32_t> AddMonths(int32_t date, int64_t months) {
  constexpr int64_t kMostMonths = 12 * 10000;
  if (months < -kMostMonths || months > kMostMonths) {
    return std::nullopt;
  }
  const CivilDate start = CivilFromDays(date);
  const int64_t total = int64_t{start.year} * 12 + (start.month - 1) + months;
  const auto year = static_cast<int>(FloorDivide(total, 12));
  const auto month = static_cast<int>(total - int64_t{year} * 12) + 1;
  if (year < 1 || year > 9999) {
    return std::nullopt;
  }
  return DaysFromCivil({year, month, std::min(start.day, DaysInMonth(year, month))});
}

std::optional<int32_t> AddDays(int32_t date, int64_t days) {
  if (days < kFirstDate - int64_t{kLastDate} || days > kLastDate - int64_t{kFirstDate}) {
    return std::nullopt;
  }
  const int64_t sum = date + days;
  if (sum < kFirstDate || sum > kLastDate) {
    return std::nullopt;
  }
  return static_cast<int32_t>(sum);
}

int64_t MonthsBetween(int32_t from, int32_t to) {
  const CivilDate a = CivilFromDays(from);
  const CivilDate b = CivilFromDays(to);
  const int64_t months = (int64_t{b.year} - a.year) * 12 + (b.month - a.month);
  const int landing = std::min(a.day, DaysInMonth(b.year, b.month));
  return landing <= b.day ? months : months - 1;
}

std::string FormatDate(int32_t date) {
  const CivilDate civil = CivilFromDays(date);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

std::optional<int32_t> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  int parts[3] = {0, 0, 0};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') {
      return std::nullopt;
    }
    parts[part] = parts[part] * 10 + (text[i] - '0');
  }
  const CivilDate civil{parts[0], parts[1], parts[2]};
  return IsCivilDate(civil) ? std::optional<int32_t>(DaysFromCivil(civil)) : std::nullopt;
}

}  // namespace sextant
