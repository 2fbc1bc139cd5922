#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "runtime/interp/interpreter.h"
#include "runtime/interp/wording.h"
#include "runtime/testing/made_records.h"
#include "runtime/testing/searches.h"
#include "runtime/testing/simplify.h"

namespace sextant::testing {
namespace {

// Pairs of records that differ in one field, against one trend.
class TrendSearch : public GuaranteeSearch {
 public:
  TrendSearch(const ir::TrendCase& trend, const source::Manager& sources,
              const SearchOptions& options, std::unique_ptr<engine::Engine> engine)
      : trend_(trend),
        engine_(std::move(engine)),
        interpreter_(trend.module, &sources, Defaults(trend.module)),
        sources_(sources),
        maker_(trend.module, options.seed) {}

  bool done() const override { return done_; }

  // Row 2i and row 2i + 1 differ in the slot, where the second has the larger value.
  void Step(SearchReport& report) override {
    std::vector<Record> records;
    while (static_cast<int64_t>(records.size()) < kSearchRows) {
      Record first = maker_.Make();
      Record second = first;
      second.cells[trend_.slot] = maker_.MakeCell(trend_.slot);
      if (Rises(second.cells[trend_.slot], first.cells[trend_.slot])) {
        std::swap(first, second);
      }
      if (Rises(first.cells[trend_.slot], second.cells[trend_.slot])) {
        records.push_back(std::move(first));
        records.push_back(std::move(second));
      } else if (++wasted_ > 1'000'000) {
        done_ = true;  // the field has one value only
        return;
      }
    }
    const RecordBatch batch(trend_.module, records);
    engine_->Decide(batch.batch(), out_);
    report.records += out_.rows;
    report.accepted += out_.rows - out_.rejected_rows;
    for (int64_t row = 0; row + 1 < out_.rows; row += 2) {
      if (Breaks(row)) {
        done_ = true;
        Add(records[static_cast<std::size_t>(row)], records[static_cast<std::size_t>(row) + 1],
            report);
        return;
      }
    }
  }

 private:
  // Both known, and the second the larger.
  bool Rises(const ir::Given& a, const ir::Given& b) const {
    if (!a.known || !b.known) {
      return false;
    }
    const bool real = trend_.module.slots[trend_.slot].type.kind == types::Kind::kFloat;
    return real ? std::bit_cast<double>(a.word) < std::bit_cast<double>(b.word) : a.word < b.word;
  }

  const abi::OutputBuffer& value() const { return out_.columns.back(); }

  // Whether `b` lies on the wrong side of `a`.
  template <class Value>
  bool IsWrong(Value a, Value b) const {
    return trend_.never_rises ? b > a : b < a;
  }

  bool Breaks(int64_t row) const {
    for (const int64_t each : {row, row + 1}) {
      if (abi::BitAt(out_.rejected.data(), each) || !abi::BitAt(value().validity.data(), each)) {
        return false;
      }
    }
    if (value().storage == abi::Storage::kFloat64) {
      const auto* const reals = reinterpret_cast<const double*>(value().values());
      return IsWrong(reals[row], reals[row + 1]);
    }
    const auto whole = [this](int64_t at) {
      return abi::WholeAt(value().values(), value().storage, at);
    };
    return IsWrong(whole(row), whole(row + 1));
  }

  bool BreaksAlone(const Record& first, const Record& second) {
    const RecordBatch batch(trend_.module, {first, second});
    engine_->Decide(batch.batch(), out_);
    return Breaks(0);
  }

  // The value as the interpreter has it.
  std::string ValueOf(const Record& record) {
    const RecordBatch batch(trend_.module, {record});
    const interp::RowResult result = interpreter_.Decide(batch.batch(), 0);
    return result.rejects.empty()
               ? interp::ValueText(interpreter_.evaluator(), trend_.module.outputs.back().type,
                                   result.outputs.back())
               : "";
  }

  void Add(Record first, Record second, SearchReport& report) {
    const ir::Given rise = second.cells[trend_.slot];
    const auto risen = [&](Record record) {
      record.cells[trend_.slot] = rise;
      return record;
    };
    first = Simplified(trend_.module, first, trend_.slot,
                       [&](const Record& simpler) { return BreaksAlone(simpler, risen(simpler)); });
    second = risen(first);
    const ir::Slot& slot = trend_.module.slots[trend_.slot];
    const std::string what = interp::SourceText(&sources_, trend_.value_span);
    CounterExample example;
    example.guarantee = trend_.name;
    example.span = trend_.span;
    std::vector<std::string> said;
    for (const Record& record : {first, second}) {
      const std::string at =
          slot.name + " " + CellText(trend_.module, slot.type, record.cells[trend_.slot]);
      const std::string value = ValueOf(record);
      said.push_back(value + " at " + at);
      example.text += fmt::format("test \"{}: {}\" {}{{\n  given {}\n  expect {} = {}\n}}\n",
                                  trend_.name, at, OnDate(trend_.module, record),
                                  RecordText(trend_.module, record), what, value);
    }
    example.found = fmt::format("`{}` is {} and {}", what, said[0], said[1]);
    report.found.push_back(std::move(example));
  }

  const ir::TrendCase& trend_;
  std::unique_ptr<engine::Engine> engine_;
  interp::Interpreter interpreter_;
  const source::Manager& sources_;
  RecordMaker maker_;
  abi::DecisionBatch out_;
  int64_t wasted_ = 0;
  bool done_ = false;
};

}  // namespace

Result<std::unique_ptr<GuaranteeSearch>> SearchTrend(const ir::TrendCase& trend,
                                                     const source::Manager& sources,
                                                     const SearchOptions& options) {
  auto engine = engine::MakeEngine(options.engine, trend.module, sources, Defaults(trend.module));
  if (!engine) {
    return engine.error();
  }
  return std::unique_ptr<GuaranteeSearch>(
      std::make_unique<TrendSearch>(trend, sources, options, std::move(engine.value())));
}

}  // namespace sextant::testing
