#include "runtime/kernels/table.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "compiler/support/check.h"

namespace sextant::kernels {

using ir::HitPolicy;
using State = TableRows::Value::State;

namespace {

bool IsBest(HitPolicy policy) {
  return policy == HitPolicy::kHighestBy || policy == HitPolicy::kLowestBy;
}
bool IsExtreme(HitPolicy policy) {
  return policy == HitPolicy::kSmallest || policy == HitPolicy::kLargest;
}
// The rows with cells by an output, the one to be preferred first; equal ones in their order,
// missing ones last. A value that could not be worked out comes first, so that it is not passed
// over.
std::vector<uint32_t> Ranked(const TableRows& table, uint32_t output, bool largest) {
  const TableRows::Output& by = table.outputs[output];
  const auto place = [&](uint32_t row) {
    const State state = by.values[row].state;
    return state == State::kFault ? 0 : state == State::kKnown ? 1 : 2;
  };
  const auto less = [&](uint32_t a, uint32_t b) {
    const int64_t x = by.values[a].word, y = by.values[b].word;
    return by.real ? std::bit_cast<double>(x) < std::bit_cast<double>(y) : x < y;
  };
  std::vector<uint32_t> rows(table.lined());
  std::iota(rows.begin(), rows.end(), 0u);
  std::ranges::stable_sort(rows, [&](uint32_t a, uint32_t b) {
    if (place(a) != place(b) || place(a) != 1) {
      return place(a) < place(b);
    }
    return largest ? less(b, a) : less(a, b);
  });
  return rows;
}

}  // namespace

Table::Table(const TableRows& rows, InstructionSet set)
    : policy_(rows.policy),
      lined_(rows.lined()),
      otherwise_(rows.otherwise),
      inputs_(rows.inputs.size()),
      width_(rows.width) {
  std::vector<uint32_t> positions(lined_);
  std::iota(positions.begin(), positions.end(), 0u);
  if (IsBest(policy_)) {
    positions = Ranked(rows, rows.best_by, policy_ == HitPolicy::kHighestBy);
    order_ = positions;
    order_.push_back(lined_);
  }
  for (std::size_t begin = 0; begin < positions.size(); begin += RowIndex::kMostRows) {
    const std::size_t end = std::min<std::size_t>(begin + RowIndex::kMostRows, positions.size());
    AddPart(rows,
            {positions.begin() + static_cast<std::ptrdiff_t>(begin),
             positions.begin() + static_cast<std::ptrdiff_t>(end)},
            PassesOf(set));
  }
  AddValues(rows);
}

void Table::AddPart(const TableRows& rows, std::vector<uint32_t> part, const Passes& passes) {
  if (auto index = RowIndex::Of(rows, part, passes)) {
    parts_.push_back(std::move(*index));
    return;
  }
  SEXTANT_CHECK(part.size() > 1, "a row has cells with more ends than an index takes");
  const auto half = part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2);
  AddPart(rows, {part.begin(), half}, passes);
  AddPart(rows, {half, part.end()}, passes);
}

void Table::AddValues(const TableRows& rows) {
  for (uint32_t output = 0; output < rows.outputs.size(); ++output) {
    lanes_.emplace_back(rows.outputs[output]);
    for (uint32_t row = 0; row < rows.rows; ++row) {
      if (rows.outputs[output].values[row].state == State::kFault) {
        faulty_.resize(rows.rows + 1);
        faulty_[row] = 1;
      }
    }
    if (IsExtreme(policy_)) {
      ranked_.push_back(Ranked(rows, output, policy_ == HitPolicy::kLargest));
      ranked_.back().push_back(lined_);
      ranks_.emplace_back(lined_);
      for (uint32_t rank = 0; rank < lined_; ++rank) {
        ranks_.back()[ranked_.back()[rank]] = rank;
      }
    } else if (policy_ == HitPolicy::kSum) {
      std::vector<int64_t>& summands = summands_.emplace_back();
      for (const TableRows::Value& value : rows.outputs[output].values) {
        summands.push_back(value.state == State::kKnown ? value.word : 0);
      }
      summands.push_back(0);
    }
  }
  if (rows.gives_row) {
    lanes_.push_back(Values::Numbers(rows.rows));
  }
  if (!rows.reasons.empty()) {
    lanes_.push_back(Values::Reasons(rows.reasons));
  }
}

std::size_t Table::bytes() const {
  std::size_t bytes = 0;
  for (const RowIndex& part : parts_) {
    bytes += part.bytes();
  }
  return bytes;
}

}  // namespace sextant::kernels
