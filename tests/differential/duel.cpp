#include "tests/differential/duel.h"

#include <thread>

#include "compiler/ir/storage.h"
#include "tests/differential/compare.h"
#include "tests/differential/table.h"

namespace sextant::differential {

namespace {

std::vector<abi::Storage> MixedLayout(const ir::Module& module, unsigned first) {
  using abi::Storage;
  constexpr Storage kStorages[] = {Storage::kInt64, Storage::kInt32, Storage::kInt16,
                                   Storage::kInt8};
  std::vector<Storage> layout = ir::NaturalLayout(module);
  for (std::size_t slot = 0; slot < layout.size() && first != 0; ++slot) {
    if (layout[slot] == Storage::kInt64 || layout[slot] == Storage::kInt32) {
      layout[slot] = kStorages[(first + slot) % std::size(kStorages)];
    }
  }
  return layout;
}

}  // namespace

Result<std::unique_ptr<Duel>> Duel::Make(const driver::Compilation& compilation,
                                         const Params& params, const Tuning& tuning) {
  const ir::Module& module = *compilation.module;
  const auto bindings = interp::Bind(module, params);
  if (!bindings.ok()) {
    return bindings.error();
  }
  engine::Tuning made_for = tuning;
  made_for.layout = MixedLayout(module, tuning.mixed_layout);
  auto duel = std::make_unique<Duel>();
  duel->module_ = &module;
  for (const auto kind : engine::EnginesHere()) {
    auto made = engine::MakeEngine(kind, module, compilation.sources, *bindings, made_for);
    if (!made.ok()) {
      return made.error();
    }
    if (kind == engine::EngineKind::kInterpreter) {
      duel->interpreter_ = std::move(*made);
    } else {
      duel->fast_.push_back({engine::EngineName(kind), std::move(*made), {}});
    }
  }
  return duel;
}

void Duel::Reference(const abi::InputBatch& batch) {
  interpreter_->Decide(batch, reference_);
}

std::optional<std::string> Duel::Differs(const abi::InputBatch& batch, Way way) {
  for (last_ = 0; last_ < fast_.size(); ++last_) {
    if (auto difference = Differs(batch, way, fast_[last_])) {
      return fast_[last_].name + std::string(": ") + *difference;
    }
  }
  --last_;
  return std::nullopt;
}

std::optional<std::string> Duel::Differs(const abi::InputBatch& batch, Way way, Fast& fast) const {
  switch (way) {
    case Way::kWhole:
      return DiffersWhole(batch, fast);
    case Way::kHalves:
      return DiffersInHalves(batch, fast);
    case Way::kThreads:
      return DiffersInThreads(batch, fast);
  }
  return std::nullopt;
}

std::optional<std::string> Duel::DiffersWhole(const abi::InputBatch& batch, Fast& fast) const {
  fast.engine->Decide(batch, fast.answer);
  auto broken = BrokenShape(*module_, batch, reference_, "interpreter");
  if (!broken) {
    broken = BrokenShape(*module_, batch, fast.answer, "fast engine");
  }
  return broken ? broken : Difference(*module_, reference_, 0, fast.answer);
}

std::optional<std::string> Duel::DiffersInHalves(const abi::InputBatch& batch,
                                                 const Fast& fast) const {
  const int64_t middle = batch.rows / 3;
  abi::DecisionBatch first, second;
  fast.engine->Decide(Slice(batch, 0, middle), first);
  fast.engine->Decide(Slice(batch, middle, batch.rows - middle), second);
  const auto difference = Difference(*module_, reference_, 0, first);
  return difference ? difference : Difference(*module_, reference_, middle, second);
}

std::optional<std::string> Duel::DiffersInThreads(const abi::InputBatch& batch,
                                                  const Fast& fast) const {
  abi::DecisionBatch first, second;
  std::thread other([&] { fast.engine->Decide(batch, second); });
  fast.engine->Decide(batch, first);
  other.join();
  const auto difference = Difference(*module_, reference_, 0, first);
  return difference ? difference : Difference(*module_, reference_, 0, second);
}

}  // namespace sextant::differential
