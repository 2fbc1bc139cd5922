#include "runtime/engine/kernel_engine.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/engine/decision_rows.h"

namespace sextant::engine {

KernelEngine::KernelEngine(const ir::Module& module, const source::Manager& sources,
                           interp::Bindings bindings, std::unique_ptr<Tier> tier)
    : module_(module),
      lists_(module),
      first_(std::move(tier)),
      interpreters_([&module, &sources, bindings = std::move(bindings)] {
        return std::make_unique<interp::Interpreter>(module, &sources, bindings);
      }) {}

KernelEngine::~KernelEngine() {
  if (maker_.joinable()) {
    maker_.join();
  }
}

void KernelEngine::Improve(MakeTier make, int64_t rows,
                           std::function<void(const Status&)> improved) {
  make_ = std::move(make);
  rows_wanted_ = rows;
  improved_ = std::move(improved);
  CountRows(0);
}

const Tier& KernelEngine::tier() const {
  const Tier* const better = better_.load(std::memory_order_acquire);
  return better != nullptr ? *better : *first_;
}

void KernelEngine::CountRows(int64_t rows) const {
  if (make_ && rows_.fetch_add(rows, std::memory_order_relaxed) + rows >= rows_wanted_) {
    std::call_once(begun_, [this] { maker_ = std::thread([this] { MakeBetter(); }); });
  }
}

void KernelEngine::MakeBetter() const {
  auto made = make_();
  if (made.ok()) {
    second_ = std::move(made.value());
    better_.store(second_.get(), std::memory_order_release);
  }
  if (improved_) {
    improved_(made.ok() ? Status() : Status(made.error()));
  }
}

void KernelEngine::Decide(const abi::InputBatch& batch, abi::DecisionBatch& out) const {
  SizeBatch(module_, batch.rows, out);
  for (int64_t first = 0; first < batch.rows; first += Tier::kMostRows) {
    const int64_t rows = std::min(batch.rows - first, Tier::kMostRows);
    tier().Decide(batch, first, rows, out);
    CountRows(rows);
  }
  if (batch.rows % 64 != 0) {
    ClearRows(batch.rows, out);
  }
  for (const abi::CellFault& fault : batch.faults) {
    abi::SetBit(out.rejected.data(), fault.row, true);
  }
  MarkBadRows(batch, out);
  DecideMarked(batch, out);
}

// Tiers see no lists, whose rows are checked even where no answer needs them.
void KernelEngine::MarkBadRows(const abi::InputBatch& batch, abi::DecisionBatch& out) const {
  for (int64_t row = 0; row < batch.rows && !lists_.empty(); ++row) {
    if (!abi::BitAt(out.rejected.data(), row) && !lists_.Accepts(batch, row)) {
      abi::SetBit(out.rejected.data(), row, true);
    }
  }
}

// Rows past the last may be marked too; they are nobody's.
void KernelEngine::DecideMarked(const abi::InputBatch& batch, abi::DecisionBatch& out) const {
  for (int64_t row = batch.rows; row % 64 != 0; ++row) {
    abi::SetBit(out.rejected.data(), row, false);
  }
  if (std::ranges::all_of(out.rejected, [](uint8_t marks) { return marks == 0; })) {
    return;
  }
  const auto interpreter = interpreters_.Take();
  for (int64_t first = 0; first < batch.rows; first += 64) {
    uint64_t marks;
    std::memcpy(&marks, out.rejected.data() + first / 8, sizeof marks);
    for (; marks != 0; marks &= marks - 1) {
      const int64_t row = first + std::countr_zero(marks);
      WriteRow(row, interpreter->Decide(batch, row), out);
    }
  }
}

}  // namespace sextant::engine
