#include <algorithm>
#include <limits>

#include "compiler/support/check.h"
#include "runtime/interp/evaluator.h"

// Decision tables: all inputs, then the rows one after the other, then the outputs of those that
// give the answer.
namespace sextant::interp {

using ir::HitPolicy;

bool Evaluator::Meets(const ir::TableInput& input, const ir::Cell& cell, const Value& value) {
  if (value.missing) {
    return cell.missing;
  }
  const ir::Type& type = inst(input.value).type;
  const auto order = [&](InstId end) {
    Value cut;
    Eval(end, cut);  // a constant or a parameter
    return type.kind == types::Kind::kText ? (Equal(type, value, cut) ? 0 : -1)
                                           : Compare(type, value, cut);
  };
  for (const ir::CellRange& range : cell.ranges) {
    const int low = range.low.valid() ? order(range.low) : 1;
    if (low < 0 || (low == 0 && !range.low_included)) {
      continue;
    }
    const int high = range.high.valid() ? order(range.high) : -1;
    if (high < 0 || (high == 0 && range.high_included)) {
      return !cell.negated;
    }
  }
  return cell.negated;
}

bool Evaluator::EvalInputs(const ir::Table& table) {
  std::vector<Value> values(table.inputs.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!Eval(table.inputs[i].value, values[i])) {
      return false;
    }
  }
  inputs_ = std::move(values);  // only now: an input may be another table
  return true;
}

std::size_t Evaluator::FirstUnmet(const ir::Table& table, uint32_t row) {
  const std::size_t count = table.inputs.size();
  for (std::size_t i = 0; i < count; ++i) {
    const ir::TableInput& input = table.inputs[i];
    if (!Meets(input, input.cells[table.cells[row * count + i]], inputs_[i])) {
      return i;
    }
  }
  return count;
}

TableIndex& Evaluator::IndexOf(const ir::Table& table) {
  const auto known = indices_.find(&table);
  if (known != indices_.end()) {
    return known->second;
  }
  const auto end = [this](InstId id) {
    Value value;
    Eval(id, value);
    return value;
  };
  return indices_.emplace(&table, TableIndex(module_, table, WordsOf(module_, table, end)))
      .first->second;
}

std::vector<uint32_t> Evaluator::MatchingRows(const ir::Table& table, std::size_t most) {
  constexpr uint32_t kManyRows = 64;
  std::vector<uint32_t> rows;
  const uint32_t last = table.rows - (table.otherwise ? 1 : 0);
  const auto ask = [&](uint32_t row) {
    if (rows.size() < most && FirstUnmet(table, row) == table.inputs.size()) {
      rows.push_back(row);
    }
  };
  if (last > kManyRows) {
    std::ranges::for_each(IndexOf(table).Candidates(inputs_), ask);
  } else {
    for (uint32_t row = 0; row < last; ++row) {
      ask(row);
    }
  }
  if (rows.empty() && table.otherwise) {
    rows.push_back(last);
  }
  SEXTANT_CHECK(!rows.empty() || !table.must_cover, "a complete table has no row for a record");
  return rows;
}

// The fault of a table itself, at one of its rows; `first` is the row that matched before.
bool Evaluator::FailTable(abi::FaultKind kind, int32_t row, int32_t first) {
  context_.rule = row;
  fault_ = {kind, {}, {}, 0, first, context_};
  return false;
}

uint32_t Evaluator::BestRow(const ir::Table& table, const std::vector<uint32_t>& rows) {
  uint32_t best = rows.front();
  Value best_value;
  for (const uint32_t row : rows) {
    const InstId id = table.values[row * table.outputs + table.best_by];
    Value value;
    Eval(id, value);
    const int order = row == best ? 0 : Compare(inst(id).type, value, best_value);
    if (row == best || (table.policy == HitPolicy::kHighestBy ? order > 0 : order < 0)) {
      best = row;
      best_value = value;
    }
  }
  return best;
}

bool Evaluator::CollectOne(const ir::Table& table, const std::vector<uint32_t>& rows,
                           uint32_t output, Value& collected) {
  collected = table.policy == HitPolicy::kSum ? Value::OfWord(0) : Value::Missing();
  for (const uint32_t row : rows) {
    const InstId id = table.values[row * table.outputs + output];
    Value value;
    if (!Eval(id, value)) {
      return false;
    }
    if (value.missing) {
      continue;
    }
    if (table.policy == HitPolicy::kSum) {
      collected.word += value.word;
      continue;
    }
    const int order = collected.missing ? 0 : Compare(inst(id).type, value, collected);
    if (collected.missing || (table.policy == HitPolicy::kLargest ? order > 0 : order < 0)) {
      collected = value;
    }
  }
  return collected.missing || FitsInt64(collected.word) ||
         FailTable(abi::FaultKind::kOverflow, -1, -1);
}

bool Evaluator::Collect(const ir::Table& table, const std::vector<uint32_t>& rows, Answer& answer) {
  if (table.policy == HitPolicy::kCount) {
    const bool none = table.otherwise && rows.front() + 1 == table.rows;
    answer.outputs[0] = Value::OfWord(none ? 0 : static_cast<Int128>(rows.size()));
    return true;
  }
  for (uint32_t output = 0; output < table.outputs; ++output) {
    if (!CollectOne(table, rows, output, answer.outputs[output])) {
      return false;
    }
  }
  return true;
}

// The values and reasons of the rows, side by side.
bool Evaluator::Keep(const ir::Table& table, const std::vector<uint32_t>& rows, Answer& answer) {
  const auto& decision = module_.decisions[static_cast<std::size_t>(context_.decision)];
  for (const uint32_t row : rows) {
    for (uint32_t output = 0; output < table.outputs; ++output) {
      Value value;
      if (!Eval(table.values[row * table.outputs + output], value)) {
        return false;
      }
      answer.lists[output].push_back(value);
    }
    if (decision.has_reasons) {
      answer.reasons.push_back(Value::OfWord(table.reasons[row]));
    }
  }
  return true;
}

bool Evaluator::DecideBody(const ir::Table& table, Answer& answer) {
  if (!EvalInputs(table)) {
    return false;
  }
  const HitPolicy policy = table.policy;
  const auto& decision = module_.decisions[static_cast<std::size_t>(context_.decision)];
  const std::size_t most = policy == HitPolicy::kFirstMatch ? 1
                           : policy == HitPolicy::kUnique   ? 2
                           : policy == HitPolicy::kKeep     ? decision.outputs[0].width
                                                        : std::numeric_limits<std::size_t>::max();
  const std::vector<uint32_t> rows = MatchingRows(table, most);
  if (policy == HitPolicy::kUnique && rows.size() > 1) {
    return FailTable(abi::FaultKind::kSecondMatch, static_cast<int32_t>(rows[1]),
                     static_cast<int32_t>(rows[0]));
  }
  const bool best = policy == HitPolicy::kHighestBy || policy == HitPolicy::kLowestBy;
  if (policy != HitPolicy::kFirstMatch && policy != HitPolicy::kUnique) {
    answer.held.assign(rows.begin(), rows.end());
  }
  if (policy == HitPolicy::kKeep) {
    return Keep(table, rows, answer);
  }
  if (!best && policy != HitPolicy::kFirstMatch && policy != HitPolicy::kUnique) {
    return Collect(table, rows, answer);
  }
  const uint32_t row = best ? BestRow(table, rows) : rows.front();
  answer.rule = static_cast<int32_t>(row);
  for (uint32_t output = 0; output < table.outputs; ++output) {
    if (!Eval(table.values[row * table.outputs + output], answer.outputs[output])) {
      return false;
    }
  }
  if (table.gives_row) {
    answer.outputs[table.outputs] = Value::OfWord(row + 1);
  }
  return true;
}

}  // namespace sextant::interp
