#include <catch2/catch.hpp>

#include "compiler/ir/builder.h"
#include "compiler/ir/order.h"

namespace sextant::ir {
namespace {

const Type kMoney = Type::Money(types::Currency::FromText("TWD"), 2);

// Adds without folding or sharing, so that wrong instructions can be made.
InstId Raw(Module& module, Op op, Type type, std::vector<InstId> args, int64_t imm = 0) {
  Inst inst{op, RoundingMode::kHalfEven, type, 0, 0, imm, {}};
  inst.args_begin = static_cast<uint32_t>(module.operands.size());
  inst.args_count = static_cast<uint32_t>(args.size());
  module.operands.insert(module.operands.end(), args.begin(), args.end());
  module.insts.push_back(inst);
  return InstId(module.insts.size() - 1);
}

InstId Number(Module& module, int scale) {
  return Raw(module, Op::kConst, Type::Number(scale), {});
}

Rule MakeRule(std::string name, InstId condition, std::vector<InstId> values) {
  Rule rule;
  rule.name = std::move(name);
  rule.condition = condition;
  rule.values = std::move(values);
  return rule;
}

std::string BrokenBy(Op op, Type type, std::vector<Type> operands, int64_t imm = 0) {
  Module module;
  std::vector<InstId> args;
  for (const Type& operand : operands) {
    args.push_back(Raw(module, operand.optional ? Op::kMissing : Op::kConst, operand, {}));
  }
  Raw(module, op, type, args, imm);
  return Verify(module);
}

TEST_CASE("sound instructions pass") {
  CHECK(BrokenBy(Op::kAdd, kMoney, {kMoney, kMoney}) == "");
  CHECK(BrokenBy(Op::kMul, kMoney.with_scale(5), {kMoney, Type::Number(3)}) == "");
  CHECK(BrokenBy(Op::kDiv, Type::Number(8), {kMoney, kMoney}) == "");
  CHECK(BrokenBy(Op::kRound, kMoney.with_scale(0), {kMoney}, 1000) == "");
  CHECK(BrokenBy(Op::kRescale, kMoney.with_scale(4).as_optional(), {kMoney.as_optional()}) == "");
  CHECK(BrokenBy(Op::kAddDays, Type::Date(),
                 {Type::Date(), Type::Duration(types::DurationUnit::kDays)}) == "");
  CHECK(BrokenBy(Op::kCoalesce, kMoney, {kMoney.as_optional(), kMoney}) == "");
}

TEST_CASE("broken instructions are named") {
  CHECK(BrokenBy(Op::kAdd, kMoney, {kMoney}) == "%1 add: it has the wrong number of operands");
  CHECK(BrokenBy(Op::kAdd, kMoney, {kMoney, kMoney.with_scale(3)}) ==
        "%2 add: its operands are not of its type");
  CHECK(BrokenBy(Op::kAdd, kMoney, {kMoney, kMoney.as_optional()}) ==
        "%2 add: missing meets arithmetic");
  CHECK(BrokenBy(Op::kMul, kMoney, {kMoney, Type::Number(3)}) ==
        "%2 mul: its scale is not the sum of its operands' scales");
  CHECK(BrokenBy(Op::kDiv, Type::Number(6), {kMoney, kMoney}) ==
        "%2 div: an exact quotient has 8 places");
  CHECK(BrokenBy(Op::kRound, kMoney.with_scale(4), {kMoney}, 1) ==
        "%1 round: it needs an exact operand of at least its scale");
  CHECK(BrokenBy(Op::kEq, Type::Bool(), {kMoney, Type::Number(2)}) ==
        "%2 eq: it compares different types, or missing");
  CHECK(BrokenBy(Op::kToFloat, Type::Float(), {kMoney}) ==
        "%1 to_float: it takes an exact unitless number");
  CHECK(BrokenBy(Op::kSelect, kMoney, {Type::Bool(), kMoney, kMoney.as_optional()}) ==
        "%3 select: its branches are not of its type");
  CHECK(BrokenBy(Op::kSlot, kMoney, {}) == "%0 slot: its index is out of range");
}

TEST_CASE("operands precede their users") {
  Module module;
  Raw(module, Op::kNeg, Type::Integer(), {InstId(1)});
  Number(module, 0);
  CHECK(Verify(module) == "%0 neg: an operand does not precede it");
}

TEST_CASE("decisions assign every output and end with a rule that always holds") {
  Module module;
  const InstId yes = Raw(module, Op::kConst, Type::Bool(), {}, 1);
  const InstId two = Number(module, 2);
  Decision decision;
  decision.name = "D";
  decision.outputs = {{"", Type::Number(2)}};
  FirstMatch list;
  list.rules.push_back(MakeRule("a", yes, {two}));
  decision.body = list;
  module.decisions.push_back(decision);
  CHECK(Verify(module) == "decision D: its last rule is not `otherwise`");
  std::get<FirstMatch>(module.decisions[0].body).rules.push_back(MakeRule("", {}, {}));
  CHECK(Verify(module) == "decision D: a rule does not assign every output");
  std::get<FirstMatch>(module.decisions[0].body).rules.back().values = {Number(module, 3)};
  CHECK(Verify(module) == "decision D: a rule assigns another type than its output's");
  std::get<FirstMatch>(module.decisions[0].body).rules.back().values = {two};
  CHECK(Verify(module) == "");
}

TEST_CASE("a circle of definitions is found") {
  Module module;
  module.lets.push_back({"a", {}, {}});
  const InstId reads = Raw(module, Op::kLet, Type::Integer(), {}, 0);
  const InstId negated = Raw(module, Op::kNeg, Type::Integer(), {reads});
  module.lets[0].value = negated;
  CHECK(Verify(module) == "definitions go round in a circle");
  module.lets[0].value = Number(module, 0);
  CHECK(Verify(module) == "");
}

TEST_CASE("what an instruction needs comes before it, through lets and decisions") {
  Module module;
  Decision decision;
  decision.outputs = {{"", Type::Integer()}};
  const InstId asks = Raw(module, Op::kDecision, Type::Integer(), {}, 0);
  module.lets.push_back({"a", InstId(2), {}});
  const InstId reads = Raw(module, Op::kLet, Type::Integer(), {}, 0);
  const InstId seven = Raw(module, Op::kConst, Type::Integer(), {}, 7);
  FirstMatch list;
  list.rules.push_back(MakeRule("", {}, {reads}));
  decision.body = list;
  module.decisions.push_back(decision);
  CHECK(EvaluationOrder(module) == std::vector<InstId>{seven, reads, asks});
}

}  // namespace
}  // namespace sextant::ir
