#include "compiler/support/dates.h"

#include <catch2/catch.hpp>

namespace sextant {

TEST_CASE("every day of the calendar follows the one before") {
  CivilDate expected{1, 1, 1};
  bool all_equal = true;
  for (int32_t day = kFirstDate; day <= kLastDate; ++day) {
    const CivilDate civil = CivilFromDays(day);
    all_equal &= civil.year == expected.year && civil.month == expected.month &&
                 civil.day == expected.day && DaysFromCivil(civil) == day;
    if (++expected.day > DaysInMonth(expected.year, expected.month)) {
      expected = expected.month == 12 ? CivilDate{expected.year + 1, 1, 1}
                                      : CivilDate{expected.year, expected.month + 1, 1};
    }
  }
  CHECK(all_equal);
  CHECK(expected.year == 10000);
  CHECK(DaysFromCivil({1970, 1, 1}) == 0);
}

TEST_CASE("months are added to the month's end") {
  CHECK(FormatDate(*AddMonths(*ParseDate("2024-01-31"), 1)) == "2024-02-29");
  CHECK(FormatDate(*AddMonths(*ParseDate("2023-01-31"), 1)) == "2023-02-28");
  CHECK(FormatDate(*AddMonths(*ParseDate("2024-03-31"), -1)) == "2024-02-29");
  CHECK_FALSE(AddMonths(kLastDate, 1).has_value());
  CHECK_FALSE(AddMonths(kFirstDate, -1).has_value());
  CHECK_FALSE(AddMonths(0, INT64_MAX).has_value());
}

TEST_CASE("months between is the largest count that does not pass the date") {
  const int32_t start = *ParseDate("2023-11-28");
  for (int32_t from = start; from < start + 500; ++from) {
    for (int32_t to = start; to < start + 500; to += 3) {
      const int64_t months = MonthsBetween(from, to);
      REQUIRE(*AddMonths(from, months) <= to);
      REQUIRE(*AddMonths(from, months + 1) > to);
    }
  }
}

TEST_CASE("only dates that exist are read") {
  CHECK(ParseDate("2024-02-29").has_value());
  for (const char* text :
       {"2023-02-29", "2024-13-01", "0000-01-01", "2024-1-01", "2024/01/01", "2024-01-011", ""}) {
    INFO(text);
    CHECK_FALSE(ParseDate(text).has_value());
  }
}

TEST_CASE("adding days stays in the calendar") {
  CHECK(*AddDays(kFirstDate, kLastDate - kFirstDate) == kLastDate);
  CHECK_FALSE(AddDays(kLastDate, 1).has_value());
  CHECK_FALSE(AddDays(0, INT64_MIN).has_value());
}

}  // namespace sextant
