#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "tests/unit/runtime/vector/sheet.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// Ends of months of odd and of leap years, and both ends of the calendar.
std::vector<int32_t> Dates() {
  std::vector<int32_t> dates{kFirstDate, kFirstDate + 1, kLastDate - 1, kLastDate, 0};
  for (int year : {1, 4, 1600, 1900, 1970, 1999, 2000, 2023, 2024, 2100, 9996, 9999}) {
    for (int month = 1; month <= 12; ++month) {
      const int last = DaysInMonth(year, month);
      for (int day : {1, 15, last - 1, last}) {
        dates.push_back(DaysFromCivil({year, month, day}));
      }
    }
  }
  return dates;
}

const std::vector<int64_t> kSteps{0,  1,     -1,      11,       12,        -12,      13,
                                  48, -1200, 119'987, -119'987, INT64_MAX, INT64_MIN};

// Every date with every step.
struct Moves {
  Moves() {
    for (int32_t date : Dates()) {
      for (int64_t step : kSteps) {
        dates.push_back(date);
        steps.push_back(step);
      }
    }
  }
  int64_t words() const { return (std::ssize(dates) + 63) / 64; }
  std::vector<int32_t> dates;
  std::vector<int64_t> steps;
};

template <class Move>
void CheckMoves(Function Primitives::* run, const Move& move) {
  const Moves moves;
  for (const std::string_view level : LevelsHere()) {
    Sheet sheet(moves.words());
    const uint32_t a = sheet.Add(moves.dates), b = sheet.Add(moves.steps);
    const uint32_t to = sheet.AddGarbage<int32_t>(), also = sheet.AddBits();
    sheet.Run(PrimitivesOf(level)->*run, {.to = to, .also = also, .a = a, .b = b});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const int32_t date = sheet.Values<int32_t>(a)[row];
      const int64_t step = sheet.Values<int64_t>(b)[row];
      const std::optional<int32_t> expected = move(date, step);
      CAPTURE(level, date, step);
      REQUIRE(sheet.Bit(also, row) == !expected.has_value());
      REQUIRE((!expected || sheet.Values<int32_t>(to)[row] == *expected));
    }
  }
}

}  // namespace

TEST_CASE("Dates move by months and days, or are marked outside the calendar") {
  CheckMoves(&Primitives::add_months, AddMonths);
  CheckMoves(&Primitives::add_days, [](int32_t date, int64_t days) -> std::optional<int32_t> {
    const Int128 moved = Int128{date} + days;
    return moved < kFirstDate || moved > kLastDate ? std::nullopt
                                                   : std::optional(static_cast<int32_t>(moved));
  });
}

TEST_CASE("The end of a window stops beside the calendar") {
  const Moves moves;
  for (const std::string_view level : LevelsHere()) {
    Sheet sheet(moves.words());
    const uint32_t a = sheet.Add(moves.dates), b = sheet.Add(moves.steps);
    const uint32_t to = sheet.AddGarbage<int32_t>();
    sheet.Run(PrimitivesOf(level)->window_end, {.to = to, .a = a, .b = b});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const int64_t step = sheet.Values<int64_t>(b)[row];
      const int32_t beyond = step < 0 ? kFirstDate - 1 : kLastDate + 1;
      REQUIRE(sheet.Values<int32_t>(to)[row] ==
              AddMonths(sheet.Values<int32_t>(a)[row], step).value_or(beyond));
    }
  }
}

TEST_CASE("Days and months between dates") {
  const std::vector<int32_t> dates = Dates();
  for (const std::string_view level : LevelsHere()) {
    for (int32_t from : {kFirstDate, kLastDate, 0, DaysFromCivil({2024, 2, 29}),
                         DaysFromCivil({2023, 1, 31}), DaysFromCivil({2024, 8, 30})}) {
      Sheet sheet(10);
      const uint32_t a = sheet.Add<int32_t>({from}), b = sheet.Add(dates);
      const uint32_t days = sheet.AddGarbage<int64_t>(), months = sheet.AddGarbage<int64_t>();
      sheet.Run(PrimitivesOf(level)->days_between, {.to = days, .a = a, .b = b});
      sheet.Run(PrimitivesOf(level)->months_between, {.to = months, .a = a, .b = b});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const int32_t until = sheet.Values<int32_t>(b)[row];
        CAPTURE(level, from, until);
        REQUIRE(sheet.Values<int64_t>(days)[row] == int64_t{until} - from);
        REQUIRE(sheet.Values<int64_t>(months)[row] == MonthsBetween(from, until));
      }
    }
  }
}
