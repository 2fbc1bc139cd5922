#include "tests/bench/engines/decide.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "tests/bench/common/fail.h"

namespace sextant::bench {
namespace {

constexpr int64_t kBatch = 1 << 16;

const abi::OutputBuffer& Column(const ir::Module& module, const abi::DecisionBatch& batch,
                                const std::string& name) {
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    if (module.outputs[i].name == name) {
      return batch.columns[i];
    }
  }
  Fail(fmt::format("no output `{}`", name));
}

void RequireEqual(const std::string& engine, const ir::Module& module,
                  const abi::DecisionBatch& batch, int64_t first,
                  const std::vector<ExpectedColumn>& expected) {
  if (batch.rejected_rows != 0) {
    Fail(fmt::format("{}: rejects record {}: {}", engine, first + batch.rejects[0].row + 1,
                     batch.rejects[0].message));
  }
  for (const ExpectedColumn& column : expected) {
    const abi::OutputBuffer& found = Column(module, batch, column.output);
    for (int64_t row = 0; row < batch.rows; ++row) {
      const int64_t value = abi::WholeAt(found.values(), found.storage, row);
      const int64_t wanted = abi::WholeAt(column.values, column.storage, first + row);
      if (value != wanted) {
        Fail(fmt::format("{}: `{}` of record {} is {}, not {}", engine, column.output,
                         first + row + 1, value, wanted));
      }
    }
  }
}

}  // namespace

void Decide(const Program& program, const MemoryBook& book, int64_t rows, int threads,
            std::vector<abi::DecisionBatch>& out) {
  const int64_t batches = (rows + kBatch - 1) / kBatch;
  out.resize(static_cast<std::size_t>(batches));
  const auto decide = [&](int64_t from, int64_t to) {
    for (int64_t i = from; i < to; ++i) {
      const int64_t first = i * kBatch;
      program.engine().Decide(book.Slice(program.module(), first, std::min(kBatch, rows - first)),
                              out[static_cast<std::size_t>(i)]);
    }
  };
  std::vector<std::thread> workers;
  for (int i = 1; i < threads; ++i) {
    workers.emplace_back(decide, batches * i / threads, batches * (i + 1) / threads);
  }
  decide(0, batches / threads);
  for (std::thread& worker : workers) {
    worker.join();
  }
}

void RequireEqual(const std::string& engine, const Program& program, const MemoryBook& book,
                  int64_t rows, const std::vector<ExpectedColumn>& expected) {
  abi::DecisionBatch batch;
  for (int64_t first = 0; first < rows; first += kBatch) {
    const int64_t count = std::min(kBatch, rows - first);
    program.engine().Decide(book.Slice(program.module(), first, count), batch);
    RequireEqual(engine, program.module(), batch, first, expected);
  }
}

}  // namespace sextant::bench
