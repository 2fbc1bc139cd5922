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
  kWhole,    // by both engines
  kHalves,   // by the interpreter whole, by the fast engine cut in two
  kThreads,  // by the fast engine in two threads at once
};

// How the machine code of a program is made.
struct Tuning : engine::Tuning {
  // 0: for columns as their types have them; else slot after slot for one storage after the other,
  // beginning with this one.
  unsigned mixed_layout = 0;
};

// Both engines, made for one program and one binding of its parameters.
class Duel {
 public:
  static Result<std::unique_ptr<Duel>> Make(const driver::Compilation& compilation,
                                            const Params& params, const Tuning& tuning);

  // Decides the batch by the interpreter; every way is compared with that answer.
  void Reference(const abi::InputBatch& batch);
  const abi::DecisionBatch& reference() const { return reference_; }
  // What the answer of that way has that the reference has not, or nothing.
  std::optional<std::string> Differs(const abi::InputBatch& batch, Way way);
  // The last answer of the fast engine to a whole batch.
  const abi::DecisionBatch& answer() const { return answer_; }

 private:
  std::optional<std::string> DiffersWhole(const abi::InputBatch& batch);
  std::optional<std::string> DiffersInHalves(const abi::InputBatch& batch) const;
  std::optional<std::string> DiffersInThreads(const abi::InputBatch& batch) const;

  const ir::Module* module_ = nullptr;
  std::unique_ptr<engine::Engine> interpreter_, fast_;
  // Given to the engines again and again, so that what an earlier batch left there shows.
  abi::DecisionBatch reference_, answer_;
};

}  // namespace sextant::differential
