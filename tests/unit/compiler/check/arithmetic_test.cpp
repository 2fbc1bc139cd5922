#include <catch2/catch.hpp>

#include "tests/unit/compiler/check/checked.h"

namespace sextant::check {
namespace {

TEST_CASE("every exact expression has a static scale") {
  CHECK(TypeOrCodes("1.50 + count") == "decimal(1)");
  CHECK(TypeOrCodes("5%") == "decimal(2)");
  CHECK(TypeOrCodes("20万") == "integer");
  CHECK(TypeOrCodes("share + rate_") == "decimal(8)");
  CHECK(TypeOrCodes("share - 1") == "decimal(4)");
  CHECK(TypeOrCodes("share * rate_") == "decimal(12)");
  CHECK(TypeOrCodes("count * count") == "integer");
  CHECK(TypeOrCodes("count / 3") == "decimal(8)");
  CHECK(TypeOrCodes("rate_ * rate_ * share") == "E0309");
  CHECK(TypeOrCodes("(rate_ * rate_ rounded to 6 places) * share") == "decimal(10)");
  CHECK(TypeOrCodes("-rate_") == "rate");
  CHECK(TypeOrCodes("absolute amount") == "money CNY");
}

TEST_CASE("money keeps its currency") {
  CHECK(TypeOrCodes("amount + limit") == "money CNY(4)");
  CHECK(TypeOrCodes("amount * 2") == "money CNY");
  CHECK(TypeOrCodes("150% * amount") == "money CNY(3)");
  CHECK(TypeOrCodes("amount / 3") == "money CNY(8)");
  CHECK(TypeOrCodes("limit / amount") == "decimal(8)");
  CHECK(TypeOrCodes("amount * limit") == "E0301");
  CHECK(TypeOrCodes("1 / amount") == "E0301");
  CHECK(TypeOrCodes("amount + 1") == "E0301");
  CHECK(TypeOrCodes("amount + usd") == "E0301");
  CHECK(TypeOrCodes("usd / amount") == "E0301");
  CHECK(TypeOrCodes("amount + 1 CNY") == "money CNY");
}

TEST_CASE("a float meets exact numbers without a unit only") {
  CHECK(TypeOrCodes("pd * 2") == "float");
  CHECK(TypeOrCodes("1 - pd") == "float");
  CHECK(TypeOrCodes("pd * amount") == "E0301");
  CHECK(TypeOrCodes("amount / pd") == "E0301");
  CHECK(TypeOrCodes("(pd rounded to 6 places) * amount") == "money CNY(8)");
  CHECK(TypeOrCodes("pd > 5%") == "boolean");
  CHECK(TypeOrCodes("pd = 1") == "W0203");
  CHECK(TypeOrCodes("smallest of { pd, rate_ }") == "float");
}

TEST_CASE("days and months do not mix") {
  CHECK(TypeOrCodes("months from start to as_of") == "months");
  CHECK(TypeOrCodes("days from start to as_of") == "days");
  CHECK(TypeOrCodes("as_of - start") == "days");
  CHECK(TypeOrCodes("start + 6 months") == "date");
  CHECK(TypeOrCodes("start - 1 year") == "date");
  CHECK(TypeOrCodes("6 months + 1 year") == "months");
  CHECK(TypeOrCodes("2 * 6 months") == "months");
  CHECK(TypeOrCodes("(as_of - start) / 30 days") == "decimal(8)");
  CHECK(TypeOrCodes("6 months + 30 days") == "E0301");
  CHECK(TypeOrCodes("6 months > 30 days") == "E0303");
  CHECK(TypeOrCodes("start + as_of") == "E0301");
  CHECK(TypeOrCodes("start + 30") == "E0301");
  CHECK(TypeOrCodes("30 days + start") == "E0301");
  CHECK(TypeOrCodes("6 months * 0.5") == "E0301");
  CHECK(TypeOrCodes("start within 30 days before as_of") == "boolean");
  CHECK(TypeOrCodes("start within -30 days before as_of") == "E0323");
}

TEST_CASE("a divisor that may be zero is warned of") {
  CHECK(TypeOrCodes("amount / limit") == "W0202");
  CHECK(TypeOrCodes("amount / (limit + 1 CNY)") == "decimal(8)");
  CHECK(TypeOrCodes("amount / absolute usd") == "E0301");
  CHECK(TypeOrCodes("amount / 0") == "E0320");
  CHECK(TypeOrCodes("if limit > 0 CNY then amount / limit else 0") == "decimal(8)");
  CHECK(TypeOrCodes("if limit <= 0 CNY then 0 else amount / limit") == "decimal(8)");
  CHECK(TypeOrCodes("if limit > -1 CNY then amount / limit else 0") == "W0202");
  CHECK(TypeOrCodes("ratio(amount, limit)") == "decimal(8) optional");
  CHECK(TypeOrCodes("1 / pd") == "W0202");
  CHECK(TypeOrCodes("1 / (count - 101)") == "decimal(8)");
  CHECK(TypeOrCodes("1 / (count - 100)") == "W0202");
}

TEST_CASE("rounding sets the scale") {
  CHECK(TypeOrCodes("amount / 3 rounded to 2 places") == "money CNY");
  CHECK(TypeOrCodes("amount rounded down to 1_000 CNY") == "money CNY(0)");
  CHECK(TypeOrCodes("amount rounded to 0.05 CNY") == "money CNY");
  CHECK(TypeOrCodes("count rounded to 2 places") == "decimal(2)");
  CHECK(TypeOrCodes("pd rounded to 6 places") == "decimal(6)");
  CHECK(TypeOrCodes("pd rounded to 0.05") == "E0319");
  CHECK(TypeOrCodes("amount rounded to 1_000") == "E0318");
  CHECK(TypeOrCodes("amount rounded to 1 USD") == "E0318");
  CHECK(TypeOrCodes("amount rounded to 0 CNY") == "E0318");
  CHECK(TypeOrCodes("start rounded to 0 places") == "E0319");
}

TEST_CASE("comparisons need one kind, ordering an ordered one") {
  CHECK(TypeOrCodes("amount > 1_000.005 CNY") == "boolean");
  CHECK(TypeOrCodes("amount > 1_000") == "E0303");
  CHECK(TypeOrCodes("count in 1..5") == "boolean");
  CHECK(TypeOrCodes("count in 5..1") == "E0504");
  CHECK(TypeOrCodes("amount in 0..5 CNY") == "boolean");
  CHECK(TypeOrCodes("amount in 0..limit") == "boolean");
  CHECK(TypeOrCodes("amount in 0..5") == "E0303");
  CHECK(TypeOrCodes("region is north") == "boolean");
  CHECK(TypeOrCodes("north is region") == "boolean");
  CHECK(TypeOrCodes("region in { north, south }") == "boolean");
  CHECK(TypeOrCodes("region < south") == "E0304");
  CHECK(TypeOrCodes("active = true") == "boolean");
  CHECK(TypeOrCodes("active > false") == "E0304");
  CHECK(TypeOrCodes("name = \"a\"") == "boolean");
  CHECK(TypeOrCodes("name > \"a\"") == "E0304");
  CHECK(TypeOrCodes("active and count") == "E0305");
}

}  // namespace
}  // namespace sextant::check
