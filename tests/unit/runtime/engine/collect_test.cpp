#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

// Lists of rules that evaluate every condition, and the reasons of scorecards.
using namespace sextant;
using namespace sextant::test;

namespace {

using Policy = ir::AllMatches::Policy;

// Conditions of their own, two of which may fault; an amount that may fault, and one that may be
// missing.
struct Values {
  explicit Values(MadeModule& m) : m(m) {}

  InstId Condition(int i) {
    if (i == 1) {
      const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {small, divisor});
      return m.Make(Op::kLt, Type::Bool(), {m.Const(Type::Number(8), 50'000'000), quotient});
    }
    return m.Slot(Type::Bool());
  }
  InstId Amount(int i) {
    const InstId amount = i % 2 == 0 ? small : wide;
    return i == 2 ? m.Make(Op::kStore, Type::Integer(),
                           {m.Make(Op::kMul, Type::Integer(), {wide, small})})
                  : m.Make(Op::kStore, Type::Integer(), {amount});
  }

  MadeModule& m;
  InstId small = m.Slot(Type::Integer(), {-3, 3, {}, {}});
  InstId divisor = m.Slot(Type::Integer(), {-1, 20, {}, {}});
  InstId wide = m.Slot(Type::Integer());
  InstId real = m.Slot(Type::Float(), {{}, {}, -2.0, 2.0});
  InstId maybe = m.Slot(Type::Date().as_optional());
};

// An integer, a float and a date or member: the third may be missing unless they become lists.
void DecideBy(MadeModule& m, Policy policy, int rules, bool otherwise, uint32_t best, bool lowest) {
  const bool collect = policy == Policy::kCollect;
  Values values(m);
  const Type member = m.Enum({"a", "b", "c"});
  const uint32_t width = collect ? static_cast<uint32_t>(rules) : 0;
  ir::Decision decision;
  decision.outputs = {{"x", Type::Integer(), width},
                      {"y", Type::Float(), width},
                      {"z", collect ? member : Type::Date().as_optional(), width}};
  decision.has_reasons = true;
  decision.reason_width = width;
  ir::AllMatches list{policy, {}, best, lowest};
  for (int i = 0; i < rules + (otherwise ? 1 : 0); ++i) {
    ir::Rule rule;
    rule.name = "r" + std::to_string(i);
    rule.condition = i < rules ? values.Condition(i) : InstId();
    const InstId third = collect      ? m.Const(member, i % 3)
                         : i % 2 == 0 ? values.maybe
                                      : m.Const(Type::Date(), 100 * i);
    rule.values = {values.Amount(i), i % 2 == 0 ? values.real : m.Real(0.5), third};
    rule.reason = m.Reason("R" + std::to_string(i));
    list.rules.push_back(rule);
  }
  decision.body = std::move(list);
  m.Decide(std::move(decision));
}

}  // namespace

TEST_CASE("Every policy agrees with the interpreter") {
  MadeModule m;
  SECTION("unique") {
    DecideBy(m, Policy::kUnique, 2, true, 0, false);
  }
  SECTION("unique of one") {
    DecideBy(m, Policy::kUnique, 0, true, 0, false);
  }
  SECTION("highest") {
    DecideBy(m, Policy::kBest, 5, true, 0, false);
  }
  SECTION("lowest float") {
    DecideBy(m, Policy::kBest, 5, true, 1, true);
  }
  SECTION("collect") {
    DecideBy(m, Policy::kCollect, 5, false, 0, false);
  }
  SECTION("collect one") {
    DecideBy(m, Policy::kCollect, 1, false, 0, false);
  }
  SECTION("collect, or otherwise") {
    DecideBy(m, Policy::kCollect, 4, true, 0, false);
  }
  SECTION("too many to collect in a kernel") {
    DecideBy(m, Policy::kCollect, 70, true, 0, false);
  }
  Engines engines(m.module());
  for (int64_t rows : {0, 1, 63, 64, 65, 1000}) {
    engines.Agree({rows, 0, false, false, 11});
  }
  engines.Agree({200, 3, true, false, 4});
  engines.Agree({5'000, 0, false, true, 6});
}

TEST_CASE("The reasons of a scorecard agree with the interpreter") {
  MadeModule m;
  const InstId age = m.Slot(Type::Integer(), {0, 99, {}, {}});
  const InstId income = m.Slot(Type::Integer().as_optional(), {0, 99, {}, {}});
  const InstId flag = m.Slot(Type::Bool());
  const Type mood = m.Enum({"low", "middle", "high"});
  const InstId feeling = m.Slot(mood.as_optional());
  const int32_t a = m.Reason("A"), b = m.Reason("B"), c = m.Reason("C");
  const int64_t scale = GENERATE(int64_t{1}, int64_t{100'000'000}, int64_t{1} << 58);
  ir::Score score;
  score.base = 300;
  const auto cut = [&](int64_t at) { return m.Const(Type::Integer(), at); };
  score.characteristics = {
      {"age",
       ir::Steps{age, {cut(30), cut(60)}, {true, false}, {0, 20 * scale, 10 * scale}, {}},
       {},
       {a, a, b}},
      {"income", ir::Steps{income, {cut(50)}, {true}, {0, 15 * scale}, 5 * scale}, {}, {b, b}, c},
      {"flag", ir::MemberPoints{flag, {-5 * scale, 5 * scale}, {}}, {}, {}},
      {"mood",
       ir::MemberPoints{feeling, {0, 5 * scale, 15 * scale}, 15 * scale},
       {},
       {a, ir::kNoReason, c},
       ir::kNoReason}};
  ir::Decision decision;
  decision.outputs = {{"", Type::Integer()}};
  decision.has_reasons = true;
  decision.reason_width = GENERATE(1u, 3u);
  decision.body = std::move(score);
  m.Decide(std::move(decision));
  Engines engines(m.module());
  engines.Agree({1000, 0, false, false, 3});
  engines.Agree({5'000, 0, false, true, 6});
}
