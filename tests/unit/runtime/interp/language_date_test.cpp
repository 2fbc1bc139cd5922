#include "tests/unit/runtime/interp/spoken.h"

// Dates: section 5. d is 2024-01-31, e is 2024-03-01, as_of 2026-03-31.
namespace sextant::interp {
namespace {

TEST_CASE("dates and lengths of time") {
  CHECK(Of("d + 1 month") == "2024-02-29");
  CHECK(Of("d + 1 year") == "2025-01-31");
  CHECK(Of("e - 1 day") == "2024-02-29");
  CHECK(Of("e - 1 month") == "2024-02-01");
  CHECK(Of("e - d") == "30 days");
  CHECK(Of("d - e") == "-30 days");
  CHECK(Of("days from d to e") == "30 days");
  CHECK(Of("months from d to e") == "1 month");
  CHECK(Of("months from e to d") == "-2 months");
  CHECK(Of("months from d to as_of >= 2 years") == "true");
  CHECK(Of("d + 10000 years") == "date");
}

TEST_CASE("within so many days before a date, the first day out and the last day in") {
  const auto in = [](const char* d) { return Of("d within 30 days before e", {{"d", d}}); };
  CHECK(in("2024-03-01") == "true");
  CHECK(in("2024-02-01") == "true");   // 29 days before
  CHECK(in("2024-01-31") == "false");  // 30 days before
  CHECK(in("2024-03-02") == "false");  // the future
}

TEST_CASE("within so many days after a date, the first day in and the last day out") {
  const auto in = [](const char* d) { return Of("d within 30 days after e", {{"d", d}}); };
  CHECK(in("2024-02-29") == "false");
  CHECK(in("2024-03-01") == "true");
  CHECK(in("2024-03-30") == "true");
  CHECK(in("2024-03-31") == "false");
}

TEST_CASE("within so many months, whose ends are clamped") {
  const auto before = [](const char* d) { return Of("d within 1 month before as_of", {{"d", d}}); };
  CHECK(before("2026-03-31") == "true");
  CHECK(before("2026-03-01") == "true");
  CHECK(before("2026-02-28") == "false");  // as_of - 1 month
  const auto after = [](const char* d) { return Of("d within 1 month after e", {{"d", d}}); };
  CHECK(after("2024-03-01") == "true");
  CHECK(after("2024-03-31") == "true");
  CHECK(after("2024-04-01") == "false");
}

TEST_CASE("windows tile: a date is in exactly one of two that follow each other") {
  for (const char* d : {"2024-01-01", "2024-01-30", "2024-01-31", "2024-02-01", "2024-03-01"}) {
    const std::string near = Of("d within 30 days before e", {{"d", d}});
    const std::string far = Of("d within 30 days before (e - 30 days)", {{"d", d}});
    INFO(d);
    CHECK((near == "true") + (far == "true") == (std::string(d) >= "2024-01-02" ? 1 : 0));
  }
}

TEST_CASE("a window may reach past the calendar") {
  CHECK(Of("d within 30 days before e", {{"d", "0001-01-01"}, {"e", "0001-01-02"}}) == "true");
  CHECK(Of("d within 30 days after e", {{"d", "9999-12-31"}, {"e", "9999-12-30"}}) == "true");
}

}  // namespace
}  // namespace sextant::interp
