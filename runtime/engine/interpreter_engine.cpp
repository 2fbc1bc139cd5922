#include "runtime/engine/decision_rows.h"
#include "runtime/engine/engines.h"
#include "runtime/engine/pool.h"
#include "runtime/interp/interpreter.h"

namespace sextant::engine {
namespace {

class InterpreterEngine : public Engine {
 public:
  InterpreterEngine(const ir::Module& module, const source::Manager& sources,
                    interp::Bindings bindings)
      : module_(module), interpreters_([&module, &sources, bindings = std::move(bindings)] {
          return std::make_unique<interp::Interpreter>(module, &sources, bindings);
        }) {}

  void Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const override {
    SizeBatch(module_, batch.rows, out);
    const auto interpreter = interpreters_.Take();
    for (int64_t row = 0; row < batch.rows; ++row) {
      WriteRow(row, interpreter->Decide(batch, row), out);
    }
    ClearRows(batch.rows, out);
  }

 private:
  const ir::Module& module_;
  mutable Pool<interp::Interpreter> interpreters_;
};

}  // namespace

std::unique_ptr<Engine> MakeInterpreterEngine(const ir::Module& module,
                                              const source::Manager& sources,
                                              interp::Bindings bindings) {
  return std::make_unique<InterpreterEngine>(module, sources, std::move(bindings));
}

}  // namespace sextant::engine
