#include <catch2/catch.hpp>

#include "compiler/ir/builder.h"

namespace sextant::ir {
namespace {

TEST_CASE("a module prints with its places, one line an entry") {
  source::Manager sources;
  const source::FileId file = sources.Add("a.sxt", "line one\n  x / y\n");
  Module module;
  module.name = "Customer";
  const Type money = Type::Money(types::Currency::FromText("TWD"), 2);
  const Type level = Type::Enum(module.enums.AddNamed("Level", {"low", "high"}));
  Field field;
  field.name = "customer_id";
  module.fields.push_back(field);
  Slot slot;
  slot.name = "bill[1]";
  slot.type = money;
  slot.low = 0;
  module.slots.push_back(slot);
  Param param;
  param.name = "cut";
  param.type = money.as_optional().required();
  param.default_word = 150'000;
  param.low = 1;
  param.high = 1'000'000;
  module.params.push_back(param);
  module.reasons.push_back({"R1", "it is large"});

  Builder builder(module);
  const auto add = [&](Op op, Type type, std::vector<InstId> args, int64_t imm = 0) {
    return builder.Add(op, type, args, {file, 11, 16}, imm);
  };
  const InstId bill = add(Op::kSlot, money, {});
  const InstId share = add(Op::kDiv, Type::Number(8), {bill, add(Op::kParam, money, {})});
  const InstId large =
      add(Op::kLt, Type::Bool(), {builder.Const(Type::Number(8), 5'000'000), share});
  module.lets.push_back({"share", share, {}});

  Decision plan;
  plan.name = "Plan";
  plan.outputs = {{"level", level}};
  Rule rule;
  rule.name = "big";
  rule.condition = large;
  rule.values = {builder.Const(level, 1)};
  rule.reason = 0;
  Rule otherwise;
  otherwise.values = {builder.Const(level, 0)};
  plan.body = FirstMatch{{rule, otherwise}};
  module.decisions.push_back(plan);
  Decision banded;
  banded.name = "Banded";
  banded.outputs = {{"", level}};
  banded.body = Band{Steps{bill, {builder.Const(money, 100)}, {false}, {0, 1}, std::nullopt}};
  module.decisions.push_back(banded);
  module.outputs = {{"Plan.level", level, 0, 0, {}}, {"Plan.reason", {}, 0, kReasonPart, {}}};

  CHECK(Print(module, &sources) == R"(module Customer key customer_id
enum 0 Level { low, high }
reason R1 "it is large"
param 0 cut : money TWD(2) in 1..1000000 = 1_500 TWD
slot 0 bill[1] : money TWD(2) in 0..
%0 = slot money TWD(2) bill[1]
%1 = param money TWD(2) cut
%2 = div number(8) %0, %1 @2:3
%3 = const number(8) 0.05
%4 = lt boolean %3, %2
%5 = const Level high
%6 = const Level low
%7 = const money TWD(2) 1 TWD
let 0 share = %2
decision 0 Plan : level Level = first match
  rule big when %4 then %5 because R1
  otherwise when always then %6
decision 1 Banded : Level = band
  steps of %0: 0 [above %7] 1
output Plan.level = decision 0 part 0
output Plan.reason = decision 0 reason
)");
}

}  // namespace
}  // namespace sextant::ir
