#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "runtime/engine/engines.h"
#include "runtime/engine/kernel_engine.h"
#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// A quotient that faults for some, a choice, and a date.
void FillModule(MadeModule& m) {
  const InstId a = m.Slot(Type::Number(2)), b = m.Slot(Type::Integer(), {-3, 3, {}, {}});
  const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {a, b});
  m.Output(quotient);
  m.Output(m.Make(Op::kLt, Type::Bool(), {quotient, m.Const(Type::Number(8), 500'000'000)}));
  m.Output(m.Slot(Type::Date().as_optional()));
}

// Waits until the engine has said what became of its machine code.
class Improved {
 public:
  std::function<void(const Status&)> Teller() {
    return [this](const Status& status) {
      const std::lock_guard<std::mutex> lock(mutex_);
      status_ = status;
      told_.notify_all();
    };
  }
  Status Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    told_.wait(lock, [this] { return status_.has_value(); });
    return *status_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable told_;
  std::optional<Status> status_;
};

abi::DecisionBatch Expected(const ir::Module& module, const abi::InputBatch& batch) {
  const source::Manager sources;
  abi::DecisionBatch out;
  engine::MakeInterpreterEngine(module, sources, {})->Decide(batch, out);
  return out;
}

}  // namespace

#if SEXTANT_WITH_LLVM
TEST_CASE("Machine code takes over while records are being decided, and decides alike") {
  MadeModule m;
  FillModule(m);
  const MadeBook book(m.module(), {1000, 3, false, false, 5});
  const abi::DecisionBatch expected = Expected(m.module(), book.batch());
  const source::Manager sources;
  Improved improved;
  engine::Tuning tuning;
  tuning.rows_before_machine_code = 1500;
  tuning.improved = improved.Teller();
  auto engine = engine::MakeEngine(engine::EngineKind::kAuto, m.module(), sources, {}, tuning);
  REQUIRE(engine.ok());
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      abi::DecisionBatch answer;
      while (!done) {
        (*engine)->Decide(book.batch(), answer);
        wrong += FirstDifference(expected, answer).empty() ? 0 : 1;
      }
    });
  }
  const Status status = improved.Wait();
  done = true;
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(status.ok());
  abi::DecisionBatch answer;
  (*engine)->Decide(book.batch(), answer);
  CHECK(FirstDifference(expected, answer) == "");
  CHECK(wrong == 0);
}

TEST_CASE("An engine may go while its machine code is being made") {
  MadeModule m;
  FillModule(m);
  const source::Manager sources;
  engine::Tuning tuning;
  tuning.rows_before_machine_code = 0;
  CHECK(engine::MakeEngine(engine::EngineKind::kAuto, m.module(), sources, {}, tuning).ok());
}
#endif

TEST_CASE("What the compiler refuses is told, and the records are decided all the same") {
  MadeModule m;
  FillModule(m);
  const MadeBook book(m.module(), {1000, 0, false, false, 6});
  const source::Manager sources;
  Improved improved;
  engine::KernelEngine engine(m.module(), sources, {},
                              engine::MakeVectorTier(m.module(), sources, {}, {}));
  engine.Improve([] { return Error{"no machine is good enough", ""}; }, 0, improved.Teller());
  const Status status = improved.Wait();
  REQUIRE(!status.ok());
  CHECK(status.error().message == "no machine is good enough");
  abi::DecisionBatch answer;
  engine.Decide(book.batch(), answer);
  CHECK(FirstDifference(Expected(m.module(), book.batch()), answer) == "");
}

TEST_CASE("Few records are decided without machine code") {
  MadeModule m;
  FillModule(m);
  const MadeBook book(m.module(), {1000, 0, false, false, 7});
  const source::Manager sources;
  engine::Tuning tuning;
  bool told = false;
  tuning.improved = [&](const Status&) { told = true; };
  {
    auto engine = engine::MakeEngine(engine::EngineKind::kAuto, m.module(), sources, {}, tuning);
    REQUIRE(engine.ok());
    abi::DecisionBatch answer;
    (*engine)->Decide(book.batch(), answer);
    CHECK(FirstDifference(Expected(m.module(), book.batch()), answer) == "");
  }
  CHECK(!told);
}

TEST_CASE("Every engine has a name, by which it is found") {
  for (const char* name : {"interpreter", "vector", "jit", "auto"}) {
    const auto kind = engine::EngineNamed(name);
    REQUIRE(kind.has_value());
    CHECK(engine::EngineName(*kind) == std::string(name));
  }
  CHECK(!engine::EngineNamed("all").has_value());
}
