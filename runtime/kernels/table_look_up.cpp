#include <algorithm>
#include <cstring>

#include "runtime/kernels/table.h"

// The answers of a table, pass after pass: which rows give them, and then what these rows hold.
namespace sextant::kernels {

using ir::HitPolicy;

struct Table::Pass {
  const abi::TableCall& call;
  int64_t first;
  int64_t count;

  void Mark(int64_t record) const {
    if (call.rerun != nullptr) {
      const int64_t at = first + record;
      call.rerun[at / 8] = static_cast<uint8_t>(call.rerun[at / 8] | 1u << at % 8);
    }
  }
  void Write(const Values& values, const uint32_t* rows, std::size_t lane) const {
    values.Write(rows, first, count, call.lanes[lane]);
  }
};

void Table::Ask(const void* table, const abi::TableCall* call) {
  static_cast<const Table*>(table)->LookUp(*call);
}

void Table::LookUp(const abi::TableCall& call) const {
  if (call.rerun != nullptr) {
    std::memset(call.rerun, 0, static_cast<std::size_t>(call.rows / 8));
    for (std::size_t i = 0; i < inputs_; ++i) {
      for (int64_t byte = 0; call.inputs[i].rerun != nullptr && byte < call.rows / 8; ++byte) {
        call.rerun[byte] |= call.inputs[i].rerun[byte];
      }
    }
  }
  for (int64_t first = 0; first < call.rows; first += kPassRows) {
    Answer({call, first, std::min(call.rows - first, kPassRows)});
  }
}

void Table::Answer(const Pass& pass) const {
  switch (policy_) {
    case HitPolicy::kFirstMatch:
    case HitPolicy::kHighestBy:
    case HitPolicy::kLowestBy:
      return FindFirst(pass);
    case HitPolicy::kUnique:
      return FindOnly(pass);
    case HitPolicy::kSmallest:
    case HitPolicy::kLargest:
      return FindExtremes(pass);
    case HitPolicy::kSum:
      return Sum(pass);
    case HitPolicy::kCount:
      return Count(pass);
    case HitPolicy::kKeep:
      return Keep(pass);
  }
}

// rows[record] = the row at the first position, else `otherwise`, else none
void Table::FindFirst(const Pass& pass) const {
  alignas(64) uint32_t rows[kPassRows], later[kPassRows];
  std::fill_n(rows, parts_.empty() ? pass.count : 0, kNoRow);
  uint32_t base = 0;
  for (const RowIndex& part : parts_) {
    part.First(pass.call.inputs, pass.first, pass.count, base == 0 ? rows : later);
    for (int64_t i = 0; i < pass.count && base > 0; ++i) {
      rows[i] = rows[i] == kNoRow && later[i] != kNoRow ? base + later[i] : rows[i];
    }
    base += part.rows();
  }
  for (int64_t i = 0; i < pass.count; ++i) {
    rows[i] = std::min(rows[i], lined_);
  }
  for (int64_t i = 0; i < pass.count && !order_.empty(); ++i) {
    rows[i] = order_[rows[i]];
  }
  WriteRows(pass, rows);
}

// Of every record in ascending order; visit(record, row).
template <class Visit>
void Table::ForEachRow(const Pass& pass, const Visit& visit) const {
  uint32_t base = 0;
  for (const RowIndex& part : parts_) {
    part.ForEach(pass.call.inputs, pass.first, pass.count,
                 [&](uint32_t record, uint32_t position) { visit(record, base + position); });
    base += part.rows();
  }
}

void Table::FindOnly(const Pass& pass) const {
  alignas(64) uint32_t rows[kPassRows];
  std::fill_n(rows, pass.count, lined_);
  ForEachRow(pass, [&](uint32_t record, uint32_t row) {
    if (rows[record] != lined_) {
      pass.Mark(record);
    } else {
      rows[record] = row;
    }
  });
  WriteRows(pass, rows);
}

void Table::FindExtremes(const Pass& pass) const {
  std::vector<uint32_t> rows(ranks_.size() * kPassRows, lined_);
  ForEachRow(pass, [&](uint32_t record, uint32_t row) {
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
      uint32_t& least = rows[i * kPassRows + record];
      least = std::min(least, ranks_[i][row]);
    }
  });
  for (std::size_t i = 0; i < ranks_.size(); ++i) {
    uint32_t* const of_output = rows.data() + i * kPassRows;
    for (int64_t record = 0; record < pass.count; ++record) {
      of_output[record] = ranked_[i][of_output[record]];
    }
    MarkRows(pass, of_output);
    pass.Write(lanes_[i], of_output, i);
  }
}

// Place after place the first rows; of what is left none.
void Table::Keep(const Pass& pass) const {
  const auto none = static_cast<uint32_t>(lined_ + (otherwise_ ? 1 : 0));
  std::vector<uint32_t> rows(std::size_t{width_} * kPassRows, none);
  uint32_t counts[kPassRows] = {};
  ForEachRow(pass, [&](uint32_t record, uint32_t row) {
    if (counts[record] < width_) {
      rows[counts[record]++ * kPassRows + record] = row;
    }
  });
  for (int64_t record = 0; record < pass.count && otherwise_; ++record) {
    rows[record] = counts[record] == 0 ? lined_ : rows[record];
  }
  for (std::size_t place = 0; place < width_; ++place) {
    const uint32_t* const at_place = rows.data() + place * kPassRows;
    MarkRows(pass, at_place);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      pass.Write(lanes_[i], at_place, i * width_ + place);
    }
  }
}

// What goes beyond 64 bits on the way is left to the interpreter, even if it comes back.
void Table::Sum(const Pass& pass) const {
  std::vector<int64_t> sums(summands_.size() * kPassRows);
  uint32_t rows[kPassRows];
  std::fill_n(rows, pass.count, lined_);
  const auto add = [&](uint32_t record, uint32_t row) {
    for (std::size_t i = 0; i < summands_.size(); ++i) {
      int64_t& sum = sums[i * kPassRows + record];
      if (__builtin_add_overflow(sum, summands_[i][row], &sum)) {
        pass.Mark(record);
      }
    }
    if (!faulty_.empty() && faulty_[row] != 0) {
      pass.Mark(record);
    }
    rows[record] = row;
  };
  ForEachRow(pass, add);
  for (int64_t record = 0; record < pass.count; ++record) {
    if (rows[record] == lined_) {
      add(static_cast<uint32_t>(record), lined_);  // `otherwise`, or nothing
    }
  }
  for (std::size_t i = 0; i < summands_.size(); ++i) {
    const abi::TableLane& lane = pass.call.lanes[i];
    std::copy_n(sums.data() + i * kPassRows, pass.count,
                static_cast<int64_t*>(lane.values) + pass.first);
    SetAllKnown(lane, pass.first, pass.count);
  }
}

void Table::Count(const Pass& pass) const {
  const abi::TableLane& lane = pass.call.lanes[0];
  int64_t* const counts = static_cast<int64_t*>(lane.values) + pass.first;
  std::fill_n(counts, pass.count, 0);
  ForEachRow(pass, [&](uint32_t record, uint32_t) { ++counts[record]; });
  SetAllKnown(lane, pass.first, pass.count);
}

void Table::WriteRows(const Pass& pass, const uint32_t* rows) const {
  MarkRows(pass, rows);
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    pass.Write(lanes_[i], rows, i);
  }
}

void Table::MarkRows(const Pass& pass, const uint32_t* rows) const {
  const bool needs_row = !otherwise_ && policy_ != HitPolicy::kKeep;
  for (int64_t i = 0; i < pass.count && needs_row; ++i) {
    if (rows[i] == lined_) {
      pass.Mark(i);
    }
  }
  for (int64_t i = 0; i < pass.count && !faulty_.empty(); ++i) {
    if (faulty_[rows[i]] != 0) {
      pass.Mark(i);
    }
  }
}

}  // namespace sextant::kernels
