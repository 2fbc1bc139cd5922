#pragma once

#include <bit>
#include <cstring>
#include <optional>
#include <random>
#include <vector>

#include "runtime/kernels/table.h"

// Tables drawn at random, records that lie on and beside the ends of their cells, and the answers a
// scan of the rows gives.
namespace sextant::kernels {

// One value of an answer; nothing when it is missing.
using Cell = std::optional<int64_t>;

struct PlainAnswer {
  bool rerun = false;
  std::vector<Cell> lanes;
};

// Whether a word (none: missing) is taken.
inline bool Takes(const WordCell& cell, const std::optional<Int128>& word) {
  if (!word) {
    return cell.missing;
  }
  for (const WordRange& range : cell.ranges) {
    if (range.low <= *word && *word <= range.high) {
      return !cell.negated;
    }
  }
  return cell.negated;
}

// The meaning of TableRows, row by row.
class PlainTable {
 public:
  explicit PlainTable(const TableRows& table) : table_(table) {}

  PlainAnswer Of(const std::vector<std::optional<Int128>>& record) const {
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < table_.lined(); ++row) {
      bool takes = true;
      for (std::size_t i = 0; i < record.size() && takes; ++i) {
        const TableRows::Input& input = table_.inputs[i];
        takes = Takes(input.cells[table_.cells[row * record.size() + i]], record[i]);
      }
      if (takes) {
        rows.push_back(row);
      }
    }
    const bool none = rows.empty();
    if (none && table_.otherwise) {
      rows.push_back(table_.lined());
    }
    return Of(rows, none);
  }

 private:
  using State = TableRows::Value::State;
  const TableRows::Value& At(std::size_t output, uint32_t row) const {
    return table_.outputs[output].values[row];
  }
  // -1, 0, 1
  int Order(std::size_t output, uint32_t a, uint32_t b) const {
    const int64_t x = At(output, a).word, y = At(output, b).word;
    if (table_.outputs[output].real) {
      const auto p = std::bit_cast<double>(x), q = std::bit_cast<double>(y);
      return p < q ? -1 : p > q ? 1 : 0;
    }
    return x < y ? -1 : x > y ? 1 : 0;
  }

  void AddRow(uint32_t row, PlainAnswer& answer) const {
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      answer.rerun |= At(i, row).state == State::kFault;
      answer.lanes.push_back(At(i, row).state == State::kKnown ? Cell(At(i, row).word) : Cell());
    }
    if (table_.gives_row) {
      answer.lanes.emplace_back(row + 1);
    }
    if (!table_.reasons.empty()) {
      const int32_t reason = table_.reasons[row];
      answer.lanes.push_back(reason == ir::kNoReason ? Cell() : Cell(reason));
    }
  }

  PlainAnswer Of(const std::vector<uint32_t>& rows, bool none) const {
    PlainAnswer answer;
    switch (table_.policy) {
      case ir::HitPolicy::kFirstMatch:
      case ir::HitPolicy::kUnique:
        answer.rerun = rows.empty() || (table_.policy == ir::HitPolicy::kUnique && rows.size() > 1);
        if (!answer.rerun) {
          AddRow(rows.front(), answer);
        }
        return answer;
      case ir::HitPolicy::kHighestBy:
      case ir::HitPolicy::kLowestBy:
        AddBest(rows, answer);
        return answer;
      case ir::HitPolicy::kCount:
        answer.lanes.emplace_back(none ? 0 : static_cast<int64_t>(rows.size()));
        return answer;
      case ir::HitPolicy::kSum:
        AddSums(rows, answer);
        return answer;
      case ir::HitPolicy::kSmallest:
      case ir::HitPolicy::kLargest:
        AddExtremes(rows, answer);
        return answer;
      case ir::HitPolicy::kKeep:
        AddKept(rows, answer);
        return answer;
    }
    return answer;
  }

  void AddBest(const std::vector<uint32_t>& rows, PlainAnswer& answer) const {
    answer.rerun = rows.empty();
    std::optional<uint32_t> best;
    for (const uint32_t row : rows) {
      answer.rerun |= At(table_.best_by, row).state == State::kFault;
      const int order = best ? Order(table_.best_by, row, *best) : 0;
      if (!best || (table_.policy == ir::HitPolicy::kHighestBy ? order > 0 : order < 0)) {
        best = row;
      }
    }
    if (!answer.rerun) {
      AddRow(*best, answer);
    }
  }

  void AddSums(const std::vector<uint32_t>& rows, PlainAnswer& answer) const {
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      int64_t sum = 0;
      for (const uint32_t row : rows) {
        answer.rerun |= At(i, row).state == State::kFault;
        const int64_t word = At(i, row).state == State::kKnown ? At(i, row).word : 0;
        answer.rerun |= __builtin_add_overflow(sum, word, &sum);
      }
      answer.lanes.emplace_back(sum);
    }
  }

  void AddExtremes(const std::vector<uint32_t>& rows, PlainAnswer& answer) const {
    answer.rerun = rows.empty();
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      std::optional<uint32_t> best;
      for (const uint32_t row : rows) {
        answer.rerun |= At(i, row).state == State::kFault;
        if (At(i, row).state != State::kKnown) {
          continue;
        }
        const int order = best ? Order(i, row, *best) : 0;
        if (!best || (table_.policy == ir::HitPolicy::kLargest ? order > 0 : order < 0)) {
          best = row;
        }
      }
      answer.lanes.push_back(best ? Cell(At(i, *best).word) : Cell());
    }
  }

  void AddKept(std::vector<uint32_t> rows, PlainAnswer& answer) const {
    rows.resize(std::min<std::size_t>(rows.size(), table_.width));
    std::vector<PlainAnswer> places(table_.width);
    const std::size_t lanes = table_.outputs.size() + (table_.reasons.empty() ? 0 : 1);
    for (std::size_t place = 0; place < table_.width; ++place) {
      if (place < rows.size()) {
        AddRow(rows[place], places[place]);
        answer.rerun |= places[place].rerun;
      } else {
        places[place].lanes.resize(lanes);
      }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      for (const PlainAnswer& place : places) {
        answer.lanes.push_back(place.lanes[lane]);
      }
    }
  }

  const TableRows& table_;
};

}  // namespace sextant::kernels
