#include "runtime/engine/decision_rows.h"
#include "runtime/engine/engines.h"
#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

std::vector<std::unique_ptr<engine::Tier>> TiersOf(const ir::Module& module,
                                                   const source::Manager& sources,
                                                   const interp::Bindings& bindings) {
  std::vector<std::unique_ptr<engine::Tier>> tiers;
  tiers.push_back(engine::MakeVectorTier(module, sources, bindings, {}));
#if SEXTANT_WITH_LLVM
  auto jit = engine::MakeJitTier(module, sources, bindings, {});
  REQUIRE(jit.ok());
  tiers.push_back(std::move(jit.value()));
#endif
  return tiers;
}

// How many of the book's records each tier leaves to the interpreter.
std::vector<int64_t> Marked(const ir::Module& module, const abi::InputBatch& batch) {
  const source::Manager sources;
  interp::Bindings bindings;
  for (const ir::Param& param : module.params) {
    bindings.params.push_back(param.default_word);
  }
  std::vector<int64_t> marked;
  for (const auto& tier : TiersOf(module, sources, bindings)) {
    abi::DecisionBatch out;
    engine::SizeBatch(module, batch.rows, out);
    tier->Decide(batch, 0, batch.rows, out);
    int64_t count = 0;
    for (int64_t row = 0; row < batch.rows; ++row) {
      count += abi::BitAt(out.rejected.data(), row);
    }
    marked.push_back(count);
  }
  return marked;
}

}  // namespace

TEST_CASE("Ordinary records are decided without the interpreter") {
  MadeModule m;
  const types::Currency twd = types::Currency::FromText("TWD");
  const Type money = Type::Money(twd, 2);
  // To ten thousand million, with no range declared.
  const InstId a = m.Slot(money), b = m.Slot(money),
               rate = m.Slot(Type::Rate(), {0, 100'000'000, {}, {}});
  const InstId count = m.Slot(Type::Integer(), {1, 360, {}, {}}),
               score = m.Slot(Type::Float(), {{}, {}, 0.0, 1.0});
  const InstId from = m.Slot(Type::Date()), to = m.Slot(Type::Date());
  const auto output = [&](Op op, Type type, std::initializer_list<InstId> args, int64_t imm = 0,
                          RoundingMode mode = RoundingMode::kHalfEven) {
    const InstId value = m.Make(op, type, args, imm, mode);
    m.Output(value);
    return value;
  };
  const InstId sum = output(Op::kAdd, money, {a, b});
  output(Op::kSub, money, {sum, a});
  output(Op::kDiv, Type::Number(8), {a, m.Make(Op::kMax, money, {b, m.Const(money, 100'000)})});
  const InstId share = output(Op::kDiv, Type::Money(twd, 8), {sum, count});
  output(Op::kDiv, Type::Money(twd, 8), {sum, m.Const(Type::Integer(), 3)});
  output(Op::kRound, money, {share}, 100'000, RoundingMode::kDown);
  output(Op::kRound, money,
         {m.Make(Op::kMul, Type::Money(twd, 10), {m.Slot(money, {0, 5'000'000'00, {}, {}}), rate})},
         1);
  const InstId real = output(Op::kToFloat, Type::Float(), {rate});
  output(Op::kRoundFloat, Type::Number(6), {m.Make(Op::kMul, Type::Float(), {score, real})}, 1);
  const Type months = Type::Duration(types::DurationUnit::kMonths);
  output(Op::kMonthsBetween, months, {from, to});
  output(Op::kAddMonths, Type::Date(), {from, m.Const(months, 12)});
  m.module().texts = {"north", "abab"};
  const InstId branch = m.Slot(Type::Text()), other = m.Slot(Type::Text());
  output(Op::kEq, Type::Bool(), {branch, m.Const(Type::Text(), 1)});
  output(Op::kNe, Type::Bool(), {branch, other});
  const MadeBook book(m.module(), {6400, 0, false, true, 7});
  for (int64_t marked : Marked(m.module(), book.batch())) {
    CHECK(marked == 0);
  }
}

TEST_CASE("A fault that is not needed does not leave the record to the interpreter") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {0, 9, {}, {}});
  const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {m.Const(Type::Integer(), 1), a});
  const InstId zero = m.Make(Op::kEq, Type::Bool(), {a, m.Const(Type::Integer(), 0)});
  m.Output(m.Make(Op::kSelect, Type::Number(8), {zero, m.Const(Type::Number(8), 0), quotient}));
  const MadeBook book(m.module(), {6400, 0, false, true, 8});
  for (int64_t marked : Marked(m.module(), book.batch())) {
    CHECK(marked == 0);
  }
  // Where it is needed it does.
  m.Output(quotient);
  for (int64_t marked : Marked(m.module(), book.batch())) {
    CHECK(marked > 0);
  }
}
