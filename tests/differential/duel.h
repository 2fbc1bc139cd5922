#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/support/result.h"
#include "runtime/engine/engine.h"

namespace sextant::differential {

using Params = std::vector<std::pair<std::string, std::string>>;  // name, value as written

// The ways in which one batch can be decided twice.
enum class Way : uint8_t {
  kWhole,    // by every engine
  kHalves,   // by the interpreter whole, by the fast engines cut in two
  kThreads,  // by a fast engine in two threads at once
};

// How the machine code of a program is made.
struct Tuning : engine::Tuning {
  // 0: for columns as their types have them; else slot after slot for one storage after the other,
  // beginning with this one.
  unsigned mixed_layout = 0;
};

// The engines, made for one program and one binding of its parameters.
class Duel {
 public:
  static Result<std::unique_ptr<Duel>> Make(const driver::Compilation& compilation,
                                            const Params& params, const Tuning& tuning);

  // Decides the batch by the interpreter; every way is compared with that answer.
  void Reference(const abi::InputBatch& batch);
  const abi::DecisionBatch& reference() const { return reference_; }
  // What the answer of that way has that the reference has not, or nothing.
  std::optional<std::string> Differs(const abi::InputBatch& batch, Way way);
  // The last answer of a fast engine to a whole batch: of the one that differs, if one does.
  const abi::DecisionBatch& answer() const { return fast_[last_].answer; }

 private:
  // Answers are given to the engines again and again, so that what an earlier batch left there
  // shows.
  struct Fast {
    const char* name;
    std::unique_ptr<engine::Engine> engine;
    abi::DecisionBatch answer;
  };
  std::optional<std::string> Differs(const abi::InputBatch& batch, Way way, Fast& fast) const;
  std::optional<std::string> DiffersWhole(const abi::InputBatch& batch, Fast& fast) const;
  std::optional<std::string> DiffersInHalves(const abi::InputBatch& batch, const Fast& fast) const;
  std::optional<std::string> DiffersInThreads(const abi::InputBatch& batch, const Fast& fast) const;

  const ir::Module* module_ = nullptr;
  std::unique_ptr<engine::Engine> interpreter_;
  std::vector<Fast> fast_;
  std::size_t last_ = 0;
  abi::DecisionBatch reference_;
};

}  // namespace sextant::differential
