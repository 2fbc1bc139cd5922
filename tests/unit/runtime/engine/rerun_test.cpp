#if SEXTANT_WITH_LLVM

#include "runtime/engine/block_columns.h"
#include "runtime/jit/session.h"
#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// How many of the book's records the kernel leaves to the interpreter.
int64_t Marked(const ir::Module& module, const abi::InputBatch& batch) {
  auto session = jit::Session::Create();
  REQUIRE(session.ok());
  const auto kernel = (*session)->Compile(module);
  REQUIRE(kernel.ok());
  const int64_t rows = batch.rows / 64 * 64;
  engine::BlockColumns columns(module, opt::FindComparedTexts(module), {});
  columns.PointAt(batch, 0, rows);
  std::vector<int64_t> params;
  for (const ir::Param& param : module.params) {
    params.push_back(param.default_word);
  }
  std::vector<std::vector<int64_t>> values(module.outputs.size(),
                                           std::vector<int64_t>(static_cast<std::size_t>(rows)));
  std::vector<std::vector<uint8_t>> validity(
      module.outputs.size(), std::vector<uint8_t>(static_cast<std::size_t>(rows / 8)));
  std::vector<void*> out_values;
  std::vector<uint8_t*> out_validity;
  for (std::size_t i = 0; i < values.size(); ++i) {
    out_values.push_back(values[i].data());
    out_validity.push_back(validity[i].data());
  }
  std::vector<uint8_t> rerun(static_cast<std::size_t>(rows / 8));
  const abi::KernelArgs args{rows,          columns.values(),  columns.validity(),
                             params.data(), out_values.data(), out_validity.data(),
                             rerun.data()};
  (*kernel)(&args);
  int64_t marked = 0;
  for (int64_t row = 0; row < rows; ++row) {
    marked += abi::BitAt(rerun.data(), row);
  }
  return marked;
}

}  // namespace

TEST_CASE("Ordinary records are decided by the kernel alone") {
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
  CHECK(Marked(m.module(), book.batch()) == 0);
}

TEST_CASE("A fault that is not needed does not leave the record to the interpreter") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {0, 9, {}, {}});
  const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {m.Const(Type::Integer(), 1), a});
  const InstId zero = m.Make(Op::kEq, Type::Bool(), {a, m.Const(Type::Integer(), 0)});
  m.Output(m.Make(Op::kSelect, Type::Number(8), {zero, m.Const(Type::Number(8), 0), quotient}));
  const MadeBook book(m.module(), {6400, 0, false, true, 8});
  CHECK(Marked(m.module(), book.batch()) == 0);
  // Where it is needed it does.
  m.Output(quotient);
  CHECK(Marked(m.module(), book.batch()) > 0);
}

#endif  // SEXTANT_WITH_LLVM
