#pragma once

#include <limits>
#include <random>
#include <vector>

#include "runtime/kernels/table_rows.h"

namespace sextant::kernels {

// How the values of an input are drawn, and how they lie in memory.
struct DrawnInput {
  abi::WordForm form{};
  int64_t low = 0, high = 0;  // of the ends of cells
};

class TableDrawer {
 public:
  explicit TableDrawer(uint64_t seed) : random_(seed) {}

  std::size_t Below(std::size_t count) { return random_() % count; }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  int64_t Between(int64_t low, int64_t high) {
    const uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
    return static_cast<int64_t>(static_cast<uint64_t>(low) +
                                (span == UINT64_MAX ? random_() : random_() % (span + 1)));
  }

  std::vector<DrawnInput> inputs;

  TableRows Table(ir::HitPolicy policy, uint32_t lined) {
    TableRows table;
    table.policy = policy;
    const bool answers_nothing = policy == ir::HitPolicy::kSum || policy == ir::HitPolicy::kCount ||
                                 policy == ir::HitPolicy::kKeep;
    table.otherwise = Chance(answers_nothing ? 50 : 80);
    table.rows = lined + (table.otherwise ? 1 : 0);
    inputs.clear();
    for (std::size_t i = 0, count = 1 + Below(7); i < count; ++i) {
      AddInput(table);
    }
    for (uint32_t row = 0; row < lined; ++row) {
      for (TableRows::Input& input : table.inputs) {
        table.cells.push_back(static_cast<uint32_t>(Below(input.cells.size())));
      }
    }
    AddAnswers(table);
    return table;
  }

 private:
  void AddInput(TableRows& table) {
    static constexpr int64_t kFar = std::numeric_limits<int64_t>::max();
    static const DrawnInput kKinds[] = {
        {abi::WordForm::kInt8, 0, 5},
        {abi::WordForm::kInt8, INT8_MIN, INT8_MAX},
        {abi::WordForm::kInt16, 300, 900},
        {abi::WordForm::kInt16, INT16_MIN, INT16_MAX},
        {abi::WordForm::kInt32, 0, 180},
        {abi::WordForm::kInt32, INT32_MIN, INT32_MAX},
        {abi::WordForm::kInt64, 0, 20},
        {abi::WordForm::kInt64, 0, 20'000'000},
        {abi::WordForm::kInt64, -kFar - 1, kFar},
        {abi::WordForm::kInt64, kFar - 9, kFar},
        {abi::WordForm::kInt64, -kFar - 1, 9 - kFar},
        {abi::WordForm::kFloat64, 0, 0},
        {abi::WordForm::kBits, 0, 1},
        {abi::WordForm::kText, -1, 40},
    };
    inputs.push_back(kKinds[Below(std::size(kKinds))]);
    TableRows::Input& input = table.inputs.emplace_back();
    input.optional = Chance(40);
    const std::size_t cells = 1 + Below(Chance(30) ? 400 : 12);
    for (std::size_t i = 0; i < cells; ++i) {
      input.cells.push_back(Cell(input.optional));
    }
    input.cells.push_back({{}, true, true});  // every value, and missing
  }

  WordCell Cell(bool optional) {
    WordCell cell;
    cell.negated = Chance(15);
    cell.missing = optional && Chance(30);
    for (std::size_t i = 0, count = Chance(70) ? 1 : Below(4); i < count; ++i) {
      Int128 low = End(), high = End();
      if (Chance(20)) {
        high = low;
      }
      if (low > high) {
        std::swap(low, high);
      }
      cell.ranges.push_back({Chance(20) ? -Axis::kFar : low, Chance(20) ? Axis::kFar : high});
    }
    return cell;
  }

  // An end of a range: a word, or one beyond what the column can hold.
  Int128 End() {
    const DrawnInput& kind = inputs.back();
    if (kind.form == abi::WordForm::kFloat64) {
      return OrderedWord(static_cast<double>(Between(-40, 40)) / 16);
    }
    const Int128 word = Between(kind.low, kind.high);
    return Chance(5) ? word + (Int128{1} << (Chance(50) ? 32 : 64)) : word;
  }

  void AddAnswers(TableRows& table) {
    using Output = TableRows::Output;
    using State = TableRows::Value::State;
    const bool sums = table.policy == ir::HitPolicy::kSum;
    const bool faults = Chance(10);
    table.width = table.policy == ir::HitPolicy::kKeep ? static_cast<uint32_t>(1 + Below(4)) : 0;
    const std::size_t count = table.policy == ir::HitPolicy::kCount ? 0 : 1 + Below(3);
    for (std::size_t i = 0; i < count; ++i) {
      Output& output = table.outputs.emplace_back();
      output.store = sums ? Output::Store::kWord64 : static_cast<Output::Store>(Below(3));
      output.real = output.store == Output::Store::kWord64 && !sums && Chance(40);
      const bool optional = !sums && table.policy != ir::HitPolicy::kKeep && Chance(40);
      const int64_t most = output.store == Output::Store::kBit ? 1
                           : Chance(10) && sums                ? INT64_MAX
                                                               : 9;
      for (uint32_t row = 0; row < table.rows; ++row) {
        const int64_t word = Between(most == 1 ? 0 : -most, most);
        const State state = faults && Chance(5)      ? State::kFault
                            : optional && Chance(20) ? State::kMissing
                                                     : State::kKnown;
        output.values.push_back(
            {state, output.real ? std::bit_cast<int64_t>(static_cast<double>(word) / 4) : word});
      }
    }
    table.best_by = static_cast<uint32_t>(Below(std::max<std::size_t>(count, 1)));
    if (table.policy == ir::HitPolicy::kHighestBy || table.policy == ir::HitPolicy::kLowestBy) {
      for (TableRows::Value& value : table.outputs[table.best_by].values) {
        value.state = value.state == State::kMissing ? State::kKnown : value.state;
      }
    }
    const bool rows =
        table.policy <= ir::HitPolicy::kUnique || table.policy >= ir::HitPolicy::kHighestBy;
    table.gives_row = rows && table.policy != ir::HitPolicy::kKeep && Chance(50);
    for (uint32_t row = 0; rows && Chance(100) && row < table.rows && count > 1; ++row) {
      table.reasons.push_back(Chance(80) ? static_cast<int32_t>(Below(9)) : ir::kNoReason);
    }
  }

  std::mt19937_64 random_;
};

}  // namespace sextant::kernels
