#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "runtime/engine/engine.h"
#include "runtime/engine/pool.h"
#include "runtime/engine/tier.h"
#include "runtime/interp/interpreter.h"
#include "runtime/interp/list_input.h"

namespace sextant::engine {

// A tier decides all rows and marks those it cannot; the interpreter decides these. A better tier
// may be made meanwhile, in a thread of its own.
class KernelEngine : public Engine {
 public:
  KernelEngine(const ir::Module& module, const source::Manager& sources, interp::Bindings bindings,
               std::unique_ptr<Tier> tier);
  // Waits for the thread.
  ~KernelEngine() override;

  using MakeTier = std::function<Result<std::unique_ptr<Tier>>()>;
  // From now on, once `rows` rows have been decided, `make` is called in another thread, and what
  // it makes takes over between two stretches of rows. `improved` is told of that, or why it did
  // not happen, in that thread. Called once, before the first batch.
  void Improve(MakeTier make, int64_t rows, std::function<void(const Status&)> improved);

  void Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const override;

 private:
  const Tier& tier() const;
  void CountRows(int64_t rows) const;
  void MakeBetter() const;
  void MarkBadRows(const abi::InputBatch& batch, abi::DecisionBatch& out) const;
  void DecideMarked(const abi::InputBatch& batch, abi::DecisionBatch& out) const;

  const ir::Module& module_;
  interp::ListInput lists_;
  std::unique_ptr<Tier> first_;
  mutable Pool<interp::Interpreter> interpreters_;

  MakeTier make_;
  std::function<void(const Status&)> improved_;
  int64_t rows_wanted_ = 0;
  // Deciding is what gets the better tier made, and changes nothing that can be seen.
  mutable std::atomic<int64_t> rows_{0};
  mutable std::once_flag begun_;
  mutable std::thread maker_;
  mutable std::unique_ptr<Tier> second_;
  mutable std::atomic<const Tier*> better_{nullptr};
};

}  // namespace sextant::engine
