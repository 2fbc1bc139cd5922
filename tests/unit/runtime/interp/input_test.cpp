#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "compiler/support/dates.h"
#include "tests/unit/runtime/interp/bench.h"

namespace sextant::interp {
namespace {

using abi::FaultKind;

// A record of one field of every kind, all of them in order.
struct Sheet {
  Bench b;
  enum : std::size_t { kAge, kLimit, kEducation, kActive, kOpened, kScore, kName, kIncome };

  Sheet() {
    const Type education = Type::Enum(
        b.module.enums.InternAnonymous({"graduate_school", "university", "high_school", "other"}));
    b.Slot("age", Type::Integer());
    b.Slot("limit", Type::Money(types::Currency::FromText("TWD"), 2));
    b.Slot("education", education);
    b.Slot("active", Type::Bool());
    b.Slot("opened", Type::Date());
    b.Slot("score", Type::Float());
    b.Slot("name", Type::Text());
    b.Slot("income", Type::Integer().as_optional());
    b.module.slots[kAge].low = 18;
    b.module.slots[kAge].high = 100;
    b.module.slots[kLimit].low = 1;
    b.module.slots[kScore].float_low = 0.0;
    b.module.slots[kScore].float_high = 1.0;
    b.module.slots[kScore].float_high_inclusive = false;
    b.Give(kAge, 30);
    b.Give(kLimit, 2'000'000);
    b.Give(kEducation, 3);
    b.Give(kActive, 1);
    b.Give(kOpened, ParseDate("2024-01-15").value());
    b.GiveReal(kScore, 0.25);
    b.GiveText(kName, "T1");
  }
  abi::Reject Only() {
    const RowResult result = b.Run();
    REQUIRE(result.rejects.size() == 1);
    CHECK(result.outputs.empty());
    return result.rejects[0];
  }
};

TEST_CASE("a record in order passes") {
  Sheet sheet;
  CHECK(sheet.b.Run().rejects.empty());
}

TEST_CASE("a number outside its range, on either side") {
  Sheet sheet;
  sheet.b.Give(Sheet::kAge, 101);
  const abi::Reject reject = sheet.Only();
  CHECK(reject.kind == FaultKind::kRange);
  CHECK(reject.where == "age");
  CHECK(reject.found == "101");
  CHECK(reject.message == "`age` is `101`; it must be from 18 to 100");
  CHECK(reject.line == 1);
  sheet.b.Give(Sheet::kAge, 100);
  sheet.b.Give(Sheet::kLimit, 0);
  CHECK(sheet.Only().message == "`limit` is `0 TWD`; it must be at least 0.01 TWD");
}

TEST_CASE("a code that is no member, and a boolean that is neither") {
  Sheet sheet;
  sheet.b.Give(Sheet::kEducation, 5);
  CHECK(sheet.Only().message ==
        "`education` is `5`; it must be one of graduate_school, university, high_school, other");
  CHECK(sheet.Only().kind == FaultKind::kUnlisted);
  sheet.b.Give(Sheet::kEducation, -1);
  CHECK(sheet.Only().found == "-1");
  sheet.b.Give(Sheet::kEducation, 0);
  sheet.b.Give(Sheet::kActive, 2);
  CHECK(sheet.Only().message == "`active` is `2`; it must be true or false");
}

TEST_CASE("a date outside the years 1 to 9999") {
  Sheet sheet;
  sheet.b.Give(Sheet::kOpened, kLastDate);
  CHECK(sheet.b.Run().rejects.empty());
  sheet.b.Give(Sheet::kOpened, kLastDate + 1);
  CHECK(sheet.Only().kind == FaultKind::kRange);
  CHECK(sheet.Only().message ==
        "`opened` is `2932897 days since 1970-01-01`; it must be a date from 0001-01-01 to "
        "9999-12-31");
  sheet.b.Give(Sheet::kOpened, std::numeric_limits<int32_t>::min());
  CHECK(sheet.Only().kind == FaultKind::kRange);
}

TEST_CASE("a float that is not finite, or outside its range") {
  Sheet sheet;
  sheet.b.GiveReal(Sheet::kScore, std::nan(""));
  CHECK(sheet.Only().message == "`score` is `nan`; it must be a finite number");
  CHECK(sheet.Only().kind == FaultKind::kNotFinite);
  sheet.b.GiveReal(Sheet::kScore, -std::numeric_limits<double>::infinity());
  CHECK(sheet.Only().kind == FaultKind::kNotFinite);
  sheet.b.GiveReal(Sheet::kScore, 1.0);
  CHECK(sheet.Only().message == "`score` is `1`; it must be at least 0 and below 1");
  sheet.b.GiveReal(Sheet::kScore, std::nextafter(1.0, 0.0));
  CHECK(sheet.b.Run().rejects.empty());
}

TEST_CASE("a required value that is missing, and an optional one") {
  Sheet sheet;
  sheet.b.GiveNothing(Sheet::kIncome);
  CHECK(sheet.b.Run().rejects.empty());
  sheet.b.GiveNothing(Sheet::kName);
  CHECK(sheet.Only().message == "`name` is missing; it must have a value");
  CHECK(sheet.Only().kind == FaultKind::kMissing);
}

TEST_CASE("what the reader of the file found comes first for its cell") {
  Sheet sheet;
  sheet.b.Give(Sheet::kAge, 999);
  sheet.b.GiveFault(Sheet::kAge, FaultKind::kMalformed, "abc");
  CHECK(sheet.Only().message == "`age` is `abc`; it must be a whole number");
  CHECK(sheet.Only().found == "abc");
}

TEST_CASE("of several faults of one cell the first counts") {
  Sheet sheet;
  sheet.b.GiveFault(Sheet::kAge, FaultKind::kMalformed, "abc");
  sheet.b.GiveFault(Sheet::kAge, FaultKind::kRange, "abc");
  sheet.b.GiveFault(Sheet::kLimit, FaultKind::kMalformed, "x");
  const RowResult result = sheet.b.Run();
  REQUIRE(result.rejects.size() == 2);
  CHECK(result.rejects[0].kind == FaultKind::kMalformed);
  CHECK(result.rejects[1].where == "limit");
}

TEST_CASE("more places than the field holds") {
  Sheet sheet;
  sheet.b.GiveFault(Sheet::kLimit, FaultKind::kScale, "1.234");
  CHECK(sheet.Only().message == "`limit` is `1.234`; it must have at most 2 decimal places");
}

TEST_CASE("all bad fields are listed, in order, and then nothing is evaluated") {
  Sheet sheet;
  sheet.b.Give(Sheet::kAge, 5);
  sheet.b.GiveFault(Sheet::kLimit, FaultKind::kMalformed, "x");
  sheet.b.Give(Sheet::kActive, 7);
  sheet.b.module.checks.push_back({sheet.b.Bool(false), ir::kNoReason, "never", {}});
  const RowResult result = sheet.b.Run();
  REQUIRE(result.rejects.size() == 3);
  CHECK(result.rejects[0].where == "age");
  CHECK(result.rejects[1].where == "limit");
  CHECK(result.rejects[2].where == "active");
}

TEST_CASE("every check that fails is listed, with its reason and what it saw") {
  Sheet sheet;
  Bench& b = sheet.b;
  b.module.reasons = {{"D1", "too young"}};
  const InstId age = b.Add(Op::kSlot, Type::Integer(), {}, 1, Sheet::kAge);
  const InstId zero = b.Add(Op::kSub, Type::Integer(), {age, age}, 2);
  const InstId quotient = b.Add(Op::kDiv, Type::Number(8), {age, zero}, 1);
  const auto check = [&](InstId condition, int32_t reason, std::string text) {
    b.module.checks.push_back({condition, reason, std::move(text), b.Line(3)});
  };
  check(b.Add(Op::kLt, Type::Bool(), {b.Int(40), age}), 0, "age > 40");
  check(b.Add(Op::kLt, Type::Bool(), {age, b.Int(40)}), ir::kNoReason, "age < 40");
  check(b.Add(Op::kLt, Type::Bool(), {quotient, b.Const(Type::Number(8), 0)}), ir::kNoReason,
        "odd");
  check(b.Add(Op::kLt, Type::Bool(), {age, b.Int(20)}), ir::kNoReason, "age < 20");
  const RowResult result = b.Run();
  REQUIRE(result.rejects.size() == 3);
  CHECK(result.rejects[0].where == "D1");
  CHECK(result.rejects[0].kind == FaultKind::kCheck);
  CHECK(result.rejects[0].message == "`age > 40` does not hold: too young");
  CHECK(result.rejects[0].found == "age 30");
  CHECK(result.rejects[0].line == 3);
  CHECK(result.rejects[1].where == "check");
  CHECK(result.rejects[1].kind == FaultKind::kDivisionByZero);
  CHECK(result.rejects[1].message == "a division by zero in `a / b`");
  CHECK(result.rejects[1].line == 1);
  CHECK(result.rejects[2].message == "`age < 20` does not hold");
}

TEST_CASE("whether a record passes its input checks alone") {
  Sheet sheet;
  Bench& b = sheet.b;
  const InstId age = b.Add(Op::kSlot, Type::Integer(), {}, 1, Sheet::kAge);
  b.Output(b.Add(Op::kDiv, Type::Number(8), {age, b.Int(0)}));
  Interpreter interpreter(b.module, nullptr, {});
  CHECK(interpreter.AcceptsInput(b.batch(), 0));
  CHECK_FALSE(interpreter.Decide(b.batch(), 0).rejects.empty());
  b.Give(Sheet::kAge, 17);
  CHECK_FALSE(interpreter.AcceptsInput(b.batch(), 0));
}

TEST_CASE("columns may start anywhere") {
  Bench b;
  b.Output(b.Slot("x", Type::Integer().as_optional()));
  const int64_t values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const uint8_t validity[] = {0b10111111, 0b11};
  abi::InputBatch batch;
  batch.rows = 5;
  abi::InputColumn column;
  column.values = values;
  column.validity = validity;
  column.offset = 5;
  batch.columns = {column};
  Interpreter interpreter(b.module, nullptr, {});
  CHECK(interpreter.Decide(batch, 0).outputs[0].word == 6);
  CHECK(interpreter.Decide(batch, 1).outputs[0].missing);
  CHECK(interpreter.Decide(batch, 4).outputs[0].word == 10);
  CHECK(interpreter.Decide(batch, 4).rejects.empty());
}

}  // namespace
}  // namespace sextant::interp
