#include "runtime/engine/tier.h"

#include "compiler/ir/storage.h"
#include "compiler/opt/texts.h"

namespace sextant::engine {

Tier::Worker::Worker(const Code& code, const source::Manager& sources,
                     const interp::Bindings& bindings, const std::vector<abi::Storage>& layout)
    : runner(code.MakeRunner()),
      columns(code.module(), opt::FindComparedTexts(code.module()), layout),
      derived(code.roots()),
      out_values(ir::FirstPlaces(code.module()).back()),
      out_validity(out_values.size()) {
  if (!code.roots().empty()) {
    foreign = std::make_unique<interp::Interpreter>(code.module(), &sources, bindings);
  }
}

Tier::Tier(std::unique_ptr<Code> code, const source::Manager& sources, interp::Bindings bindings,
           std::vector<abi::Storage> layout)
    : code_(std::move(code)),
      params_(bindings.params),
      workers_([this, &sources, bindings = std::move(bindings), layout = std::move(layout)] {
        return std::make_unique<Worker>(*code_, sources, bindings, layout);
      }) {}

void Tier::Decide(const abi::InputBatch& batch, int64_t first, int64_t rows,
                  abi::DecisionBatch& out) const {
  const auto worker = workers_.Take();
  const int64_t whole = rows / 64 * 64;
  if (whole > 0) {
    worker->columns.PointAt(batch, first, whole);
    Derive(*worker, batch, first, whole);
    Run(*worker, first, whole, out);
  }
  if (whole < rows) {
    worker->columns.CopyTail(batch, first + whole, rows - whole);
    Derive(*worker, batch, first + whole, rows - whole);
    Run(*worker, first + whole, (rows - whole + 7) / 8 * 8, out);
  }
}

void Tier::Derive(Worker& worker, const abi::InputBatch& batch, int64_t first, int64_t rows) const {
  if (worker.foreign != nullptr) {
    worker.derived.Fill(batch, first, rows, *worker.foreign, worker.columns);
  }
}

void Tier::Run(Worker& worker, int64_t first, int64_t rows, abi::DecisionBatch& out) const {
  std::size_t at = 0;
  for (abi::OutputBuffer& column : out.columns) {
    const auto bytes = static_cast<int64_t>(abi::StorageBytes(column.storage));
    for (uint32_t place = 0; place < column.places(); ++place, ++at) {
      worker.out_values[at] = column.values(place) + first * bytes;
      worker.out_validity[at] = column.bits(place) + first / 8;
    }
  }
  worker.columns.MarkMissing(rows, out.rejected.data() + first / 8);
  worker.runner->Run({rows, worker.columns.values(), worker.columns.validity(), params_.data(),
                      worker.out_values.data(), worker.out_validity.data(),
                      out.rejected.data() + first / 8, worker.derived.values(),
                      worker.derived.validity(), worker.derived.rerun()});
  for (const int64_t row : worker.columns.unfit()) {
    abi::SetBit(out.rejected.data(), first + row, true);
  }
}

}  // namespace sextant::engine
