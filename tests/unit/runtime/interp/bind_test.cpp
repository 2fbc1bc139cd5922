#include <bit>

#include <catch2/catch.hpp>

#include "compiler/support/dates.h"
#include "runtime/interp/bindings.h"
#include "runtime/interp/literal.h"
#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

using types::Currency;
using types::DurationUnit;

const Type kYuan = Type::Money(Currency::FromText("CNY"), 2);

// The word, or the reason why there is none.
std::string Read(std::string_view text, Type type) {
  types::EnumStore enums;
  const auto mood = enums.InternAnonymous({"low", "middle", "high"});
  if (type.kind == types::Kind::kEnum) {
    type.enumeration = mood;
  }
  const Result<int64_t> word = ReadLiteral(text, type, enums);
  if (!word) {
    return word.error().message + (word.error().hint.empty() ? "" : "; " + word.error().hint);
  }
  return std::to_string(*word);
}

TEST_CASE("numbers are read as a strategy writes them") {
  CHECK(Read("20_000", Type::Integer()) == "20000");
  CHECK(Read("-3", Type::Integer()) == "-3");
  CHECK(Read(" 7 ", Type::Integer()) == "7");
  CHECK(Read("4%", Type::Rate()) == "4000000");
  CHECK(Read("-0.5%", Type::Rate()) == "-500000");
  CHECK(Read("3‰", Type::Rate()) == "300000");
  CHECK(Read("25 bp", Type::Rate()) == "250000");
  CHECK(Read("150%", Type::Number(2)) == "150");
  CHECK(Read("1.50", Type::Number(1)) == "15");  // a trailing zero is no place
  CHECK(Read("20万", Type::Integer()) == "200000");
  CHECK(Read("1.5亿", Type::Integer()) == "150000000");
  CHECK(Read("9223372036854775807", Type::Integer()) == "9223372036854775807");
  CHECK(Read("-9223372036854775808", Type::Integer()) == "-9223372036854775808");
}

TEST_CASE("amounts and lengths of time, with and without their unit") {
  CHECK(Read("20万 CNY", kYuan) == "20000000");
  CHECK(Read("20万元", kYuan) == "20000000");
  CHECK(Read("12.5", kYuan) == "1250");
  CHECK(Read("12.5 USD", kYuan) == "it is not an amount in CNY");
  CHECK(Read("30 days", Type::Duration(DurationUnit::kDays)) == "30");
  CHECK(Read("2 years", Type::Duration(DurationUnit::kMonths)) == "24");
  CHECK(Read("2 years", Type::Duration(DurationUnit::kDays)) == "it is not a number of days");
  CHECK(Read("1 month", Type::Duration(DurationUnit::kMonths)) == "1");
}

TEST_CASE("other kinds of value") {
  CHECK(Read("true", Type::Bool()) == "1");
  CHECK(Read("yes", Type::Bool()) == "it is neither `true` nor `false`");
  CHECK(Read("2026-03-31", Type::Date()) == std::to_string(ParseDate("2026-03-31").value()));
  CHECK(Read("2026-02-30", Type::Date()) == "it is no date of the form 2026-03-31");
  CHECK(Read("high", Type::Enum({})) == "2");
  CHECK(Read("hihg", Type::Enum({})) == "it is not one of low, middle, high; did you mean `high`?");
  CHECK(Read("0.1", Type::Float()) == std::to_string(std::bit_cast<int64_t>(0.1)));
  CHECK(Read("5%", Type::Float()) == std::to_string(std::bit_cast<int64_t>(0.05)));
}

TEST_CASE("what is no number, or does not fit") {
  const std::string no_number = "it is not a number";
  for (const char* text : {"", "-", "abc", "1,000", "1e5", "1.", ".5", "1__0", "_1", "1_", "5%%x",
                           "5 kg", "--1", "0x10", "inf", "nan"}) {
    INFO(text);
    CHECK(Read(text, Type::Number(2)) == no_number);
  }
  CHECK(Read("1.234", Type::Number(2)) == "it has more than 2 decimal places");
  CHECK(Read("0.5%", Type::Number(2)) == "it has more than 2 decimal places");
  CHECK(Read("9223372036854775808", Type::Integer()) == "it is too large");
  CHECK(Read("999999999999999999999999999999999999", Type::Number(18)) == "it is too large");
  CHECK(Read("9999999999999999999999999999999999999999", Type::Number(18)) == no_number);
}

struct Params {
  Bench b;

  Params() {
    Add("risk_cutoff", Type::Rate(), 5'000'000, 1'000'000, 20'000'000);
    Add("low", Type::Integer(), 2, 1, 6);
    Add("high", Type::Integer(), 4, 1, 9);
    ir::Param model;
    model.name = "model_cut";
    model.type = Type::Float();
    model.default_word = std::bit_cast<int64_t>(0.5);
    model.float_low = 0.0;
    model.float_high = 1.0;
    b.module.params.push_back(model);
    const InstId low = b.Add(Op::kParam, Type::Integer(), {}, 1, 1);
    const InstId high = b.Add(Op::kParam, Type::Integer(), {}, 1, 2);
    b.module.param_checks.push_back(
        {b.Add(Op::kLt, Type::Bool(), {low, high}), "`low` must be below `high`", {}});
  }
  void Add(std::string name, Type type, int64_t word, int64_t least, int64_t most) {
    ir::Param param;
    param.name = std::move(name);
    param.type = type;
    param.default_word = word;
    param.low = least;
    param.high = most;
    b.module.params.push_back(param);
  }
  std::string ErrorOf(const std::vector<std::pair<std::string, std::string>>& given) {
    const Result<Bindings> bound = Bind(b.module, given);
    return bound ? "" : bound.error().message;
  }
};

TEST_CASE("parameters keep their defaults or take what is given") {
  Params p;
  CHECK(Bind(p.b.module, {})->params ==
        std::vector<int64_t>{5'000'000, 2, 4, std::bit_cast<int64_t>(0.5)});
  CHECK(Bind(p.b.module, {{"risk_cutoff", "4%"}, {"low", "3"}})->params ==
        std::vector<int64_t>{4'000'000, 3, 4, std::bit_cast<int64_t>(0.5)});
}

TEST_CASE("a parameter that is unknown, unreadable, out of range or given twice") {
  Params p;
  CHECK(p.ErrorOf({{"risk_cutof", "4%"}}) == "the strategy has no parameter `risk_cutof`");
  CHECK(Bind(p.b.module, {{"risk_cutof", "4%"}}).error().hint == "did you mean `risk_cutoff`?");
  CHECK(p.ErrorOf({{"low", "x"}}) == "parameter `low` cannot be `x`: it is not a number");
  CHECK(p.ErrorOf({{"risk_cutoff", "25%"}}) ==
        "parameter `risk_cutoff` cannot be `25%`: it must be from 1% to 20%");
  CHECK(p.ErrorOf({{"model_cut", "1.5"}}) ==
        "parameter `model_cut` cannot be `1.5`: it must be from 0 to 1");
  CHECK(p.ErrorOf({{"low", "3"}, {"low", "3"}}) == "parameter `low` is given twice");
}

TEST_CASE("parameters must keep their order") {
  Params p;
  CHECK(p.ErrorOf({{"low", "4"}}) == "`low` must be below `high`");
  CHECK(p.ErrorOf({{"low", "4"}, {"high", "5"}}) == "");
}

}  // namespace
}  // namespace sextant::interp
