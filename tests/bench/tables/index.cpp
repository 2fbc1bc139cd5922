#include "tests/bench/tables/index.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sextant::bench::tables {
namespace {

// Many records share the way of a part into the nearer cache.
constexpr int kBlock = 8192;
constexpr int kMostLookups = 1 << 15;

bool IsAmount(int column) {
  return column >= 4;
}

// Where the ranges of the rows begin or end within the column's domain.
std::vector<int32_t> CutsOf(const Bounds& table, int column, int first_row, int end_row) {
  std::vector<int32_t> cuts;
  for (int row = first_row; row < end_row; ++row) {
    const Bounds::Cell& cell = table.at(row, column);
    for (const int64_t cut : {cell.low, cell.high}) {
      if (cut > 0 && cut < kDomains[column].size) {
        cuts.push_back(static_cast<int32_t>(cut));
      }
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

int IntervalOf(const std::vector<int32_t>& cuts, int64_t value) {
  return static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
}

void SetRow(Part& part, int column, int set, int row) {
  part.sets[column][static_cast<std::size_t>(set * part.words + row / 64)] |= uint64_t{1}
                                                                              << row % 64;
}

// `otherwise`, which is no row of the bounds, is set everywhere.
void FillColumn(const Bounds& table, int column, int rows, bool last, Part& part) {
  const Domain domain = kDomains[column];
  const std::vector<int32_t> cuts =
      IsAmount(column) ? CutsOf(table, column, part.first_row, part.first_row + rows)
                       : std::vector<int32_t>();
  const int sets = IsAmount(column) ? static_cast<int>(cuts.size()) + 1 : domain.size;
  part.sets[column].assign(static_cast<std::size_t>(sets * part.words), 0);
  for (int row = 0; row < rows; ++row) {
    const Bounds::Cell& cell = table.at(part.first_row + row, column);
    if (column == kSegment) {
      for (int member = 0; member < domain.size; ++member) {
        if (cell.low >> member & 1) {
          SetRow(part, column, member, row);
        }
      }
      continue;
    }
    const auto low = IsAmount(column) ? IntervalOf(cuts, cell.low) : cell.low - domain.first;
    const auto high =
        IsAmount(column) ? IntervalOf(cuts, cell.high - 1) + 1 : cell.high - domain.first;
    for (auto set = low; set < high; ++set) {
      SetRow(part, column, static_cast<int>(set), row);
    }
  }
  for (int set = 0; last && set < sets; ++set) {
    SetRow(part, column, set, rows);
  }
}

void MapIntervals(const std::vector<int32_t>& all, const std::vector<int32_t>& own,
                  std::vector<uint16_t>& local) {
  local = {0};
  for (const int32_t cut : all) {
    local.push_back(static_cast<uint16_t>(IntervalOf(own, cut)));
  }
}

std::size_t BytesOf(const Part& part) {
  std::size_t bytes = 0;
  for (int column = 0; column < kColumns; ++column) {
    bytes += part.sets[column].size() * 8 + part.local[column].size() * 2;
  }
  return bytes;
}

}  // namespace

Quantiser::Quantiser(std::vector<int32_t> cuts, int32_t size) : cuts_(std::move(cuts)) {
  while ((size >> shift_) >= kMostLookups) {
    ++shift_;
  }
  const int lookups = (size >> shift_) + 1;
  for (int i = 0; i < lookups; ++i) {
    const int64_t from = static_cast<int64_t>(i) << shift_;
    const int64_t to = static_cast<int64_t>(i + 1) << shift_;
    starts_.push_back(static_cast<uint16_t>(IntervalOf(cuts_, from)));
    steps_ = std::max(steps_, IntervalOf(cuts_, to - 1) - starts_.back());
  }
  cuts_.push_back(std::numeric_limits<int32_t>::max());
}

void Quantiser::Find(const int64_t* values, int count, uint16_t* ids) const {
  FindIntervals({starts_.data(), cuts_.data(), shift_, steps_}, values, count, ids);
}

Index::Index(const Bounds& table)
    : income_(CutsOf(table, 4, 0, table.rows()), kDomains[4].size),
      balance_(CutsOf(table, 5, 0, table.rows()), kDomains[5].size) {
  const int all_rows = table.rows() + 1;  // with `otherwise`
  const int rows_a_part = all_rows <= 128 ? 128 : 512;
  for (int first = 0; first < all_rows; first += rows_a_part) {
    const bool last = first + rows_a_part >= all_rows;
    const int rows = last ? table.rows() - first : rows_a_part;
    Part& part = parts_.emplace_back();
    part.first_row = first;
    part.words = rows_a_part / 64;
    for (int column = 0; column < kColumns; ++column) {
      FillColumn(table, column, rows, last, part);
      if (IsAmount(column)) {
        MapIntervals(CutsOf(table, column, 0, table.rows()),
                     CutsOf(table, column, first, first + rows), part.local[column]);
      }
    }
  }
}

void Index::Decide(const Records& in, int32_t* out, int64_t first, int64_t count) const {
  uint16_t income[kBlock], balance[kBlock], open[kBlock];
  for (int64_t at = first; at < first + count; at += kBlock) {
    const int rows = static_cast<int>(std::min<int64_t>(kBlock, first + count - at));
    income_.Find(in.income + at, rows, income);
    balance_.Find(in.balance + at, rows, balance);
    std::iota(open, open + rows, uint16_t{0});
    const Block block{
        {in.age + at, in.score + at, in.dpd + at, in.segment + at, in.income + at, in.balance + at},
        income,
        balance};
    int left = rows;
    for (const Part& part : parts_) {
      left = DecidePart(part, block, open, left, out + at);
    }
  }
}

std::size_t Index::bytes() const {
  return std::accumulate(parts_.begin(), parts_.end(), std::size_t{0},
                         [](std::size_t sum, const Part& part) { return sum + BytesOf(part); });
}

}  // namespace sextant::bench::tables
