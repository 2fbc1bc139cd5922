#include <algorithm>

#include <fmt/format.h>

#include "runtime/interp/interpreter.h"
#include "runtime/interp/wording.h"
#include "runtime/testing/made_records.h"
#include "runtime/testing/searches.h"
#include "runtime/testing/simplify.h"

namespace sextant::testing {
namespace {

// Records against the conditions: one that breaks a guarantee is rejected for it.
class ConditionSearch : public GuaranteeSearch {
 public:
  ConditionSearch(const ir::Module& module, const source::Manager& sources,
                  const SearchOptions& options, std::unique_ptr<engine::Engine> engine)
      : module_(module),
        engine_(std::move(engine)),
        interpreter_(module, &sources, Defaults(module)),
        maker_(module, options.seed) {
    for (const ir::Guarantee& guarantee : module.guarantees) {
      open_.push_back(guarantee.name);
    }
  }

  bool done() const override { return open_.empty(); }

  void Step(SearchReport& report) override {
    std::vector<Record> records;
    for (int64_t row = 0; row < kSearchRows; ++row) {
      records.push_back(maker_.Make());
    }
    const RecordBatch batch(module_, records);
    engine_->Decide(batch.batch(), out_);
    report.records += out_.rows;
    report.accepted += out_.rows - out_.rejected_rows;
    for (const abi::Reject& reject : out_.rejects) {
      const auto open = std::ranges::find(open_, reject.where);
      if (reject.kind == abi::FaultKind::kGuarantee && open != open_.end()) {
        open_.erase(open);
        Add(reject.where, records[static_cast<std::size_t>(reject.row)], report);
      }
    }
  }

 private:
  // How the record breaks the guarantee, or null.
  const abi::Reject* Broken(const std::string& guarantee, const Record& record) {
    const RecordBatch batch(module_, {record});
    rejects_ = interpreter_.Decide(batch.batch(), 0).rejects;
    const auto found = std::ranges::find_if(rejects_, [&](const abi::Reject& reject) {
      return reject.kind == abi::FaultKind::kGuarantee && reject.where == guarantee;
    });
    return found == rejects_.end() ? nullptr : &*found;
  }

  void Add(const std::string& name, const Record& record, SearchReport& report) {
    const Record simple =
        Simplified(module_, record, module_.fields[module_.key_field].first_slot,
                   [&](const Record& simpler) { return Broken(name, simpler) != nullptr; });
    CounterExample example;
    example.guarantee = name;
    const abi::Reject* reject = Broken(name, simple);
    example.found = reject == nullptr ? "" : reject->message + ", with " + reject->found;
    example.text = fmt::format(
        "test \"{} does not hold\" {}{{\n  given {}\n  expect fault guarantee in {}\n}}\n", name,
        OnDate(module_, simple), RecordText(module_, simple), name);
    const auto guarantee = std::ranges::find(module_.guarantees, name, &ir::Guarantee::name);
    example.span = guarantee->span;
    report.found.push_back(std::move(example));
  }

  const ir::Module& module_;
  std::unique_ptr<engine::Engine> engine_;
  interp::Interpreter interpreter_;
  RecordMaker maker_;
  std::vector<std::string> open_;  // not refuted yet
  abi::DecisionBatch out_;
  std::vector<abi::Reject> rejects_;
};

}  // namespace

Result<std::unique_ptr<GuaranteeSearch>> SearchConditions(const ir::Module& module,
                                                          const source::Manager& sources,
                                                          const SearchOptions& options) {
  auto engine = engine::MakeEngine(options.engine, module, sources, Defaults(module));
  if (!engine) {
    return engine.error();
  }
  return std::unique_ptr<GuaranteeSearch>(
      std::make_unique<ConditionSearch>(module, sources, options, std::move(engine.value())));
}

}  // namespace sextant::testing
