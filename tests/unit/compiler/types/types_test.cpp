#include <catch2/catch.hpp>

#include <bit>

#include "compiler/types/enum_store.h"
#include "compiler/types/type.h"

namespace sextant::types {
namespace {

Currency Code(const char* letters) {
  return Currency::FromText(letters);
}

TEST_CASE("currencies are those of ISO 4217") {
  CHECK(Code("CNY").known());
  CHECK(Code("TWD").known());
  CHECK(Code("XOF").known());
  CHECK_FALSE(Code("RMB").known());
  CHECK_FALSE(Code("XAU").known());
  CHECK_FALSE(Code("").known());
  CHECK_FALSE(Currency{}.known());
  CHECK(Code("cny") == Currency{});
  CHECK(Code("CNY").text() == "CNY");
}

TEST_CASE("a currency has as many places as its minor unit") {
  CHECK(Code("CNY").default_scale() == 2);
  CHECK(Code("JPY").default_scale() == 0);
  CHECK(Code("KWD").default_scale() == 3);
  CHECK(Code("CLF").default_scale() == 4);
  CHECK(Currency{}.default_scale() == 2);
}

TEST_CASE("unnamed enumerations with the same members are one type") {
  EnumStore enums;
  const EnumId a = enums.InternAnonymous({"low", "high"});
  CHECK(enums.InternAnonymous({"low", "high"}) == a);
  CHECK_FALSE(enums.InternAnonymous({"high", "low"}) == a);
  CHECK_FALSE(enums.AddNamed("Risk", {"low", "high"}) == a);
  CHECK(enums.Find(a, "high") == 1);
  CHECK_FALSE(enums.Find(a, "middle"));
}

TEST_CASE("types are named as they are written") {
  EnumStore enums;
  const Type risk = Type::Enum(enums.AddNamed("Risk", {"low", "high"}));
  const Type action = Type::Enum(enums.InternAnonymous({"raise", "hold"}));
  CHECK(TypeName(Type::Integer(), enums) == "integer");
  CHECK(TypeName(Type::Number(4), enums) == "decimal(4)");
  CHECK(TypeName(Type::Rate(), enums) == "rate");
  CHECK(TypeName(Type::Money(Code("CNY"), 2), enums) == "money CNY");
  CHECK(TypeName(Type::Money(Code("CNY"), 4).as_optional(), enums) == "money CNY(4) optional");
  CHECK(TypeName(Type::Money(Code("JPY"), 0), enums) == "money JPY");
  CHECK(TypeName(Type::Integer().series_of(6), enums) == "series of 6 integer");
  CHECK(TypeName(Type::Duration(DurationUnit::kMonths), enums) == "months");
  CHECK(TypeName(risk, enums) == "Risk");
  CHECK(TypeName(action, enums) == "one of { raise, hold }");
}

TEST_CASE("values are shown as they are written") {
  EnumStore enums;
  const Type risk = Type::Enum(enums.AddNamed("Risk", {"low", "high"}));
  const Type cny = Type::Money(Code("CNY"), 2);
  CHECK(FormatValue(cny, enums, 100'000) == "1_000 CNY");
  CHECK(FormatValue(cny, enums, -123'456'789) == "-1_234_567.89 CNY");
  CHECK(FormatValue(cny, enums, 50) == "0.50 CNY");
  CHECK(FormatValue(cny, enums, -99'900) == "-999 CNY");
  CHECK(FormatValue(Type::Rate(), enums, 5'000'000) == "5%");
  CHECK(FormatValue(Type::Rate(), enums, 1'500'000) == "1.5%");
  CHECK(FormatValue(Type::Rate(), enums, -100'000'000) == "-100%");
  CHECK(FormatValue(Type::Integer(), enums, 12'345) == "12345");
  CHECK(FormatValue(Type::Number(4), enums, 12'500) == "1.25");
  CHECK(FormatValue(Type::Date(), enums, 0) == "1970-01-01");
  CHECK(FormatValue(Type::Duration(DurationUnit::kDays), enums, 1) == "1 day");
  CHECK(FormatValue(Type::Duration(DurationUnit::kMonths), enums, 6) == "6 months");
  CHECK(FormatValue(Type::Bool(), enums, 1) == "true");
  CHECK(FormatValue(risk, enums, 1) == "high");
  CHECK(FormatValue(risk, enums, 7) == "7");
  CHECK(FormatValue(Type::Float(), enums, std::bit_cast<int64_t>(0.1)) == "0.1");
}

}  // namespace
}  // namespace sextant::types
