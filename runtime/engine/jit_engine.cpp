#if SEXTANT_WITH_LLVM

#include <algorithm>
#include <bit>
#include <cstring>

#include "compiler/ir/storage.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/schedule.h"
#include "runtime/abi/kernel.h"
#include "runtime/engine/block_columns.h"
#include "runtime/engine/decision_rows.h"
#include "runtime/engine/derived_columns.h"
#include "runtime/engine/engines.h"
#include "runtime/engine/pool.h"
#include "runtime/interp/interpreter.h"
#include "runtime/interp/list_input.h"
#include "runtime/jit/session.h"

namespace sextant::engine {
namespace {

// What one thread needs to decide a batch. The interpreter works out foreign parts as the kernel
// has them, in the optimised module, and decides records by the module itself.
struct Worker {
  Worker(const ir::Module& module, const ir::Module& optimised, const source::Manager& sources,
         const interp::Bindings& bindings, const std::vector<opt::Root>& roots,
         const std::vector<abi::Storage>& layout)
      : interpreter(module, &sources, bindings),
        foreign(optimised, &sources, bindings),
        lists(module),
        columns(module, opt::FindComparedTexts(module), layout),
        derived(roots),
        out_values(ir::FirstPlaces(module).back()),
        out_validity(out_values.size()) {}

  interp::Interpreter interpreter;
  interp::Interpreter foreign;
  interp::ListInput lists;
  BlockColumns columns;
  DerivedColumns derived;
  std::vector<void*> out_values;
  std::vector<uint8_t*> out_validity;
};

// The kernel decides all rows, and marks those it cannot; the interpreter decides these again.
class JitEngine : public Engine {
 public:
  JitEngine(const ir::Module& module, ir::Module optimised, const source::Manager& sources,
            interp::Bindings bindings, std::unique_ptr<jit::Session> session, abi::Kernel kernel,
            std::vector<opt::Root> roots, std::vector<abi::Storage> layout)
      : module_(module),
        optimised_(std::move(optimised)),
        params_(bindings.params),
        session_(std::move(session)),
        kernel_(kernel),
        workers_([this, &sources, bindings = std::move(bindings), roots = std::move(roots),
                  layout = std::move(layout)] {
          return std::make_unique<Worker>(module_, optimised_, sources, bindings, roots, layout);
        }) {}

  void Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const override {
    SizeBatch(module_, batch.rows, out);
    const auto worker = workers_.Take();
    const int64_t whole = batch.rows / 64 * 64;
    for (int64_t first = 0; first < whole; first += BlockColumns::kMostRows) {
      const int64_t rows = std::min(whole - first, BlockColumns::kMostRows);
      worker->columns.PointAt(batch, first, rows);
      worker->derived.Fill(batch, first, rows, worker->foreign, worker->columns);
      RunKernel(*worker, first, rows, out);
    }
    if (whole < batch.rows) {
      worker->columns.CopyTail(batch, whole, batch.rows - whole);
      worker->derived.Fill(batch, whole, batch.rows - whole, worker->foreign, worker->columns);
      RunKernel(*worker, whole, (batch.rows - whole + 7) / 8 * 8, out);
      ClearRows(batch.rows, out);
    }
    for (const abi::CellFault& fault : batch.faults) {
      abi::SetBit(out.rejected.data(), fault.row, true);
    }
    MarkBadRows(batch, worker->lists, out);
    DecideMarked(batch, worker->interpreter, out);
  }

 private:
  // The marks go where the rejected rows will stand.
  void RunKernel(Worker& worker, int64_t first, int64_t rows, abi::DecisionBatch& out) const {
    std::size_t at = 0;
    for (abi::OutputBuffer& column : out.columns) {
      const auto bytes = static_cast<int64_t>(abi::StorageBytes(column.storage));
      for (uint32_t place = 0; place < column.places(); ++place, ++at) {
        worker.out_values[at] = column.values(place) + first * bytes;
        worker.out_validity[at] = column.bits(place) + first / 8;
      }
    }
    worker.columns.MarkMissing(rows, out.rejected.data() + first / 8);
    const abi::KernelArgs args{rows,
                               worker.columns.values(),
                               worker.columns.validity(),
                               params_.data(),
                               worker.out_values.data(),
                               worker.out_validity.data(),
                               out.rejected.data() + first / 8,
                               worker.derived.values(),
                               worker.derived.validity(),
                               worker.derived.rerun()};
    kernel_(&args);
    for (const int64_t row : worker.columns.unfit()) {
      abi::SetBit(out.rejected.data(), first + row, true);
    }
  }

  // Kernels see no lists, whose rows are checked even where no answer needs them.
  static void MarkBadRows(const abi::InputBatch& batch, const interp::ListInput& lists,
                          abi::DecisionBatch& out) {
    for (int64_t row = 0; row < batch.rows && !lists.empty(); ++row) {
      if (!abi::BitAt(out.rejected.data(), row) && !lists.Accepts(batch, row)) {
        abi::SetBit(out.rejected.data(), row, true);
      }
    }
  }

  // Rows past the last may be marked too; they are nobody's.
  void DecideMarked(const abi::InputBatch& batch, interp::Interpreter& interpreter,
                    abi::DecisionBatch& out) const {
    for (int64_t first = 0; first < batch.rows; first += 64) {
      uint64_t marks;
      std::memcpy(&marks, out.rejected.data() + first / 8, sizeof marks);
      for (; marks != 0; marks &= marks - 1) {
        const int64_t row = first + std::countr_zero(marks);
        if (row < batch.rows) {
          WriteRow(row, interpreter.Decide(batch, row), out);
        } else {
          abi::SetBit(out.rejected.data(), row, false);
        }
      }
    }
  }

  const ir::Module& module_;
  const ir::Module optimised_;
  std::vector<int64_t> params_;
  std::unique_ptr<jit::Session> session_;
  abi::Kernel kernel_;
  mutable Pool<Worker> workers_;
};

}  // namespace

Result<std::unique_ptr<Engine>> MakeJitEngine(const ir::Module& module,
                                              const source::Manager& sources,
                                              interp::Bindings bindings, const Tuning& tuning) {
  auto session =
      jit::Session::Create({tuning.cpu, tuning.longest_function, tuning.foreign_every_nth,
                            tuning.quick, tuning.layout, tuning.streaming});
  if (!session.ok()) {
    return session.error();
  }
  ir::Module optimised = opt::Optimised(module);
  const auto kernel = (*session)->Compile(optimised);
  if (!kernel.ok()) {
    return kernel.error();
  }
  const opt::ForeignParts foreign(optimised, tuning.foreign_every_nth);
  const opt::Schedule schedule(optimised, foreign);
  return std::unique_ptr<Engine>(std::make_unique<JitEngine>(
      module, std::move(optimised), sources, std::move(bindings), std::move(session.value()),
      *kernel, schedule.roots(), tuning.layout));
}

}  // namespace sextant::engine

#endif  // SEXTANT_WITH_LLVM
