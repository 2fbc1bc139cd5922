#include "runtime/io/date_pattern.h"

#include <catch2/catch.hpp>

#include "compiler/support/dates.h"

using namespace sextant;
using io::DatePattern;

namespace {

// The date as yyyy-MM-dd, or "".
std::string Read(const char* format, std::string_view text) {
  const auto date = DatePattern::Parse(format).value().Read(text);
  return date ? FormatDate(*date) : "";
}

}  // namespace

TEST_CASE("dates are read by the pattern of their column") {
  CHECK(Read("", "2026-03-31") == "2026-03-31");
  CHECK(Read("dd.MM.yyyy", "31.03.2026") == "2026-03-31");
  CHECK(Read("yyyyMMdd", "20260331") == "2026-03-31");
  CHECK(Read("d/M/yyyy", "1/12/2026") == "2026-12-01");
  CHECK(Read("d/M/yyyy", "31/3/2026") == "2026-03-31");
  CHECK(Read("M/d/yyyy", "3/31/2026") == "2026-03-31");
  CHECK(Read("yyyy年M月d日", "2026年3月31日") == "2026-03-31");
  CHECK(Read("", " 2026-03-31 ") == "2026-03-31");
  CHECK(Read("", "0001-01-01") == "0001-01-01");
  CHECK(Read("", "2024-02-29") == "2024-02-29");
}

TEST_CASE("what is not such a date is nothing") {
  for (const char* text : {"", "2026-3-31", "2026-03-32", "2026-02-29", "0000-01-01", "2026-13-01",
                           "2026-00-10", "2026-03-31T00:00", "20260331", "-026-03-31",
                           "+2026-03-31", "2026/03/31", "２０２６-03-31"}) {
    INFO(text);
    CHECK(Read("", text).empty());
  }
  CHECK(Read("d/M/yyyy", "031/3/2026").empty());
  CHECK(Read("dd.MM.yyyy", "1.3.2026").empty());
}

TEST_CASE("a format names year, month and day once") {
  for (const char* format :
       {"yyyy-MM", "yy-MM-dd", "yyyy-MMM-dd", "yyyy-MM-dd dd", "hello", "yyyyMMddyyyy"}) {
    INFO(format);
    CHECK(!DatePattern::Parse(format));
  }
}

TEST_CASE("dates are written by the pattern") {
  const auto written = [](const char* format, CivilDate date) {
    std::string text;
    DatePattern::Parse(format).value().Append(DaysFromCivil(date), text);
    return text;
  };
  CHECK(written("dd.MM.yyyy", {2026, 3, 1}) == "01.03.2026");
  CHECK(written("d/M/yyyy", {2026, 3, 1}) == "1/3/2026");
  CHECK(written("yyyyMMdd", {987, 12, 31}) == "09871231");
}
