#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

InstId Quotient(MadeModule& m, InstId a, InstId b) {
  return m.Make(Op::kDiv, Type::Number(8), {a, b});
}
InstId Below(MadeModule& m, InstId a, int64_t word) {
  return m.Make(Op::kLt, Type::Bool(), {a, m.Const(m.TypeOf(a), word)});
}

}  // namespace

TEST_CASE("The first rule that holds assigns every output") {
  MadeModule m;
  const Type action = m.Enum({"raise", "hold", "cut"});
  const InstId a = m.Slot(Type::Integer(), {-5, 5, {}, {}}),
               b = m.Slot(Type::Integer(), {-1, 3, {}, {}});
  const InstId amount = m.Slot(Type::Number(2).as_optional());
  ir::FirstMatch list;
  // A condition, an output and both fault in some records; they matter only where they are reached.
  const InstId ratio = Quotient(m, a, b);
  list.rules.push_back(
      {"one", Below(m, a, -2), {m.Const(action, 0), ratio, amount}, m.Reason("R1"), {}, {}});
  list.rules.push_back({"two",
                        Below(m, ratio, 0),
                        {m.Const(action, 2), m.Const(Type::Number(8), 7),
                         m.Make(Op::kMissing, Type::Number(2).as_optional(), {})},
                        ir::kNoReason,
                        {},
                        {}});
  const InstId third = Quotient(m, b, a);
  list.rules.push_back(
      {"three", Below(m, b, 2), {m.Const(action, 1), third, amount}, m.Reason("R3"), {}, {}});
  list.rules.push_back({"",
                        InstId(),
                        {m.Const(action, 1), ratio, m.Const(Type::Number(2), 5)},
                        m.Reason("R0"),
                        {},
                        {}});
  ir::Decision decision;
  decision.outputs = {
      {"action", action}, {"ratio", Type::Number(8)}, {"amount", Type::Number(2).as_optional()}};
  decision.has_reasons = true;
  decision.body = list;
  const uint32_t first = m.Decide(decision);

  // Another reads an output of the first, or does not need it.
  ir::FirstMatch second;
  const InstId cut = m.Make(Op::kEq, Type::Bool(), {m.OutputOf(first, 0), m.Const(action, 2)});
  const InstId rarely = m.Make(Op::kAnd, Type::Bool(), {Below(m, b, 0), cut});
  second.rules.push_back({"x", rarely, {m.OutputOf(first, 1)}, ir::kNoReason, {}, {}});
  second.rules.push_back({"", InstId(), {m.Const(Type::Number(8), 1)}, ir::kNoReason, {}, {}});
  ir::Decision reader;
  reader.outputs = {{"", Type::Number(8)}};
  reader.body = second;
  const uint32_t reads = m.Decide(reader);
  Engines(m.module()).AgreeOnAllShapes();

  // Only the second is asked for.
  m.module().outputs = {m.module().outputs.back()};
  m.Output(m.Let(m.OutputOf(reads, 0)));
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Life cycles, matrices, bands and scorecards agree with the interpreter") {
  MadeModule m;
  const Type stage = m.Enum({"churned", "mature", "growing", "new"});
  const Type size = m.Enum({"small", "middle", "large"}),
             cell = m.Enum({"c0", "c1", "c2", "c3", "c4"});
  const InstId age = m.Slot(Type::Integer(), {0, 100, {}, {}});
  const InstId income = m.Slot(Type::Number(2).as_optional(), {0, 10'000, {}, {}});
  const InstId risk = m.Slot(Type::Float(), {{}, {}, 0.0, 1.0});
  const InstId ratio = Quotient(m, m.Slot(Type::Integer(), {-9, 9, {}, {}}),
                                m.Slot(Type::Integer(), {0, 9, {}, {}}));

  ir::Machine machine;
  machine.stages.rules.push_back(
      {"churned", Below(m, age, 20), {m.Const(stage, 0)}, m.Reason("L1"), {}, {}});
  machine.stages.rules.push_back(
      {"mature", Below(m, ratio, 0), {m.Const(stage, 1)}, m.Reason("L2"), {}, {}});
  machine.stages.rules.push_back(
      {"growing", Below(m, age, 60), {m.Const(stage, 2)}, m.Reason("L3"), {}, {}});
  machine.stages.rules.push_back({"new", InstId(), {m.Const(stage, 3)}, m.Reason("L4"), {}, {}});
  ir::Decision cycle;
  cycle.outputs = {{"", stage}};
  cycle.has_reasons = true;
  cycle.body = machine;
  const uint32_t relationship = m.Decide(cycle);

  // Cut-offs: constants and parameters, below and up to, with missing as a member.
  ir::Band by_income;
  by_income.steps = {
      income,
      {m.Const(Type::Number(2), 100), m.Param(Type::Number(2), 5000, {200, 8000, {}, {}})},
      {true, false},
      {0, 1, 2},
      1};
  ir::Decision band;
  band.outputs = {{"", size}};
  band.body = by_income;
  const uint32_t income_band = m.Decide(band);
  ir::Band by_risk;
  by_risk.steps = {risk,
                   {m.Real(0.25), m.Param(Type::Float(), std::bit_cast<int64_t>(0.5))},
                   {true, true},
                   {2, 1, 0},
                   {}};
  band.body = by_risk;
  const uint32_t risk_band = m.Decide(band);

  ir::Matrix matrix{
      m.OutputOf(income_band, 0), m.OutputOf(risk_band, 0), 3, 3, {0, 1, 2, 3, 4, 3, 2, 1, 0}};
  ir::Decision grid;
  grid.outputs = {{"", cell}};
  grid.body = matrix;
  m.Decide(grid);
  // One more row for missing, and more cells than fit one word.
  const InstId grade = m.Slot(cell.as_optional());
  std::vector<int32_t> codes;
  for (int i = 0; i < 24; ++i) {
    codes.push_back(i * 7 % 5);
  }
  grid.body = ir::Matrix{grade, m.OutputOf(relationship, 0), 6, 4, codes};
  m.Decide(grid);

  for (int64_t base : {int64_t{300}, int64_t{1} << 40}) {
    ir::Score score;
    score.base = base;
    score.characteristics.push_back(
        {"age",
         ir::Steps{age,
                   {m.Const(Type::Integer(), 25), m.Const(Type::Integer(), 50)},
                   {true, false},
                   {-5, 15, 1000},
                   {}},
         {}});
    score.characteristics.push_back(
        {"income", ir::Steps{income, {m.Const(Type::Number(2), 4000)}, {true}, {0, 20}, 7}, {}});
    score.characteristics.push_back({"grade", ir::MemberPoints{grade, {1, -2, 3000, 4, 5}, 9}, {}});
    score.characteristics.push_back(
        {"stage", ir::MemberPoints{m.OutputOf(relationship, 0), {40, 20, 0, 0}, {}}, {}});
    score.characteristics.push_back(
        {"known", ir::MemberPoints{m.Make(Op::kIsKnown, Type::Bool(), {income}), {0, 11}, {}}, {}});
    score.characteristics.push_back(
        {"ratio",
         ir::Steps{ratio, {m.Const(Type::Number(8), 100'000'000)}, {true}, {1, 2}, {}},
         {}});
    ir::Decision card;
    card.outputs = {{"", Type::Integer()}};
    card.body = score;
    m.Decide(card);
  }
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Tables of every size and width are looked up alike") {
  for (int members : {1, 2, 3, 8, 16, 17, 40, 300}) {
    for (int64_t spread :
         {int64_t{0}, int64_t{1}, int64_t{9}, int64_t{100'000}, int64_t{1} << 40}) {
      MadeModule m;
      std::vector<std::string> names;
      std::vector<int64_t> points;
      for (int i = 0; i < members; ++i) {
        names.push_back("m" + std::to_string(i));
        points.push_back(spread * (i * 5 % 7) - 3);
      }
      ir::Score score;
      score.characteristics.push_back(
          {"x", ir::MemberPoints{m.Slot(m.Enum(names)), points, {}}, {}});
      ir::Decision card;
      card.outputs = {{"", Type::Integer()}};
      card.body = score;
      m.Decide(card);
      Engines(m.module()).Agree({500, 0, false, false, 8});
    }
  }
}
