#include <thread>

#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

TEST_CASE("Input is refused alike") {
  MadeModule m;
  const Type grade = m.Enum({"a", "b", "c"});
  for (bool optional : {false, true}) {
    const auto slot = [&](Type type, const Bounds& bounds) {
      m.Output(m.Slot(optional ? type.as_optional() : type, bounds));
    };
    slot(Type::Number(2), {});
    slot(Type::Number(2), {0, {}, {}, {}});
    slot(Type::Number(2), {{}, 1000, {}, {}});
    slot(Type::Integer(), {-10, 10, {}, {}});
    slot(Type::Float(), {});
    slot(Type::Float(), {{}, {}, 0.0, {}});
    slot(Type::Float(), {{}, {}, {}, 1.0, true, false});
    slot(Type::Float(), {{}, {}, 0.0, 1.0, false, true});
    slot(Type::Date(), {});
    slot(Type::Date(), {0, 20'000, {}, {}});
    slot(grade, {});
    slot(Type::Bool(), {});
    slot(Type::Text(), {});
  }
  Engines engines(m.module());
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    engines.Agree({500, seed % 4, false, false, seed});
  }
}

TEST_CASE("Each kind of slot alone refuses what is outside its domain") {
  for (Type type : {Type::Number(2), Type::Float(), Type::Date(), Type::Bool()}) {
    MadeModule m;
    m.Output(m.Slot(type, type.kind == types::Kind::kNumber ? Bounds{-50, 50, {}, {}} : Bounds{}));
    Engines(m.module()).AgreeOnAllShapes();
  }
}

TEST_CASE("Checks reject where they are false or fault") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {-9, 9, {}, {}}),
               b = m.Slot(Type::Integer(), {-1, 9, {}, {}});
  m.Output(a);
  const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {a, b});
  const InstId large =
      m.Make(Op::kLt, Type::Bool(), {quotient, m.Const(Type::Number(8), 200'000'000)});
  m.module().checks.push_back({large, m.Reason("D1"), "a / b < 2", {}});
  m.module().checks.push_back({m.Make(Op::kLe, Type::Bool(), {a, b}), ir::kNoReason, "a <= b", {}});
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Cells that could not be read reject their record") {
  MadeModule m;
  m.Output(m.Slot(Type::Integer()));
  m.Output(m.Slot(Type::Number(2).as_optional(), {0, 5, {}, {}}));
  MadeBook book(m.module(), {130, 0, false, true, 3});
  for (int64_t row : {0, 5, 63, 64, 129}) {
    book.batch().faults.push_back({row, row % 2 == 0 ? 0u : 1u, abi::FaultKind::kMalformed, "12a"});
  }
  Engines(m.module()).Agree(book.batch());
}

TEST_CASE("Ordinary amounts beyond the kernel's bounds are still decided") {
  MadeModule m;
  const InstId a = m.Slot(Type::Number(2)), b = m.Slot(Type::Number(2));
  m.Output(m.Make(Op::kStore, Type::Number(2), {m.Make(Op::kAdd, Type::Number(2), {a, b})}));
  std::vector<int64_t> words(64, 300), large(64, 400);
  large[7] = 900'000'000'000'000'000;
  large[9] = std::numeric_limits<int64_t>::max();
  abi::InputBatch batch;
  batch.rows = 64;
  for (const std::vector<int64_t>* values : {&words, &large}) {
    abi::InputColumn column;
    column.values = values->data();
    batch.columns.push_back(column);
  }
  Engines(m.module()).Agree(batch);
}

TEST_CASE("Threads share an engine") {
  MadeModule m;
  const InstId a = m.Slot(Type::Number(2)), b = m.Slot(Type::Integer(), {0, 3, {}, {}});
  m.Output(m.Make(Op::kStore, Type::Number(8), {m.Make(Op::kDiv, Type::Number(8), {a, b})}));
  const MadeBook book(m.module(), {3000, 3, false, false, 1});
  source::Manager sources;
  for (engine::EngineKind kind : engine::EnginesHere()) {
    auto engine = engine::MakeEngine(kind, m.module(), sources, {});
    REQUIRE(engine.ok());
    std::vector<abi::DecisionBatch> answers(4);
    std::vector<std::thread> threads;
    for (abi::DecisionBatch& answer : answers) {
      threads.emplace_back([&engine, &book, &answer] {
        for (int i = 0; i < 5; ++i) {
          (*engine)->Decide(book.batch(), answer);
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const abi::DecisionBatch& answer : answers) {
      CHECK(FirstDifference(answers[0], answer) == "");
    }
  }
}

TEST_CASE("A batch given again leaves nothing behind") {
  MadeModule m;
  m.Output(m.Slot(Type::Number(2).as_optional(), {0, 100, {}, {}}));
  source::Manager sources;
  for (engine::EngineKind kind : engine::EnginesHere()) {
    auto engine = engine::MakeEngine(kind, m.module(), sources, {});
    REQUIRE(engine.ok());
    abi::DecisionBatch used, fresh;
    (*engine)->Decide(MadeBook(m.module(), {100, 0, true, true, 1}).batch(), used);
    const MadeBook book(m.module(), {100, 0, false, false, 2});
    (*engine)->Decide(book.batch(), used);
    (*engine)->Decide(book.batch(), fresh);
    CHECK(FirstDifference(fresh, used) == "");
  }
}

#if !SEXTANT_WITH_LLVM
TEST_CASE("A build without LLVM says that it makes no machine code") {
  MadeModule m;
  m.Output(m.Slot(Type::Integer()));
  source::Manager sources;
  CHECK(!engine::MakeEngine(engine::EngineKind::kJit, m.module(), sources, {}).ok());
}
#endif
