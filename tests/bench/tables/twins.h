#pragma once

#include <cstdint>
#include <string>
#include <vector>

// First-match tables (make_table.py) evaluated by hand-written programs.
namespace sextant::bench::tables {

inline constexpr int kColumns = 6;  // age, score, dpd, segment, income, balance
inline constexpr int kSegment = 3;
struct Domain {
  int32_t first, size;
};
inline constexpr Domain kDomains[kColumns] = {{18, 82}, {300, 550},     {0, 180},
                                              {0, 16},  {0, 2'000'000}, {0, 5'000'000}};

// Element i of a column is record i; money in cents. Pointers are 64-byte aligned and may be read
// up to the next multiple of 64 records.
struct Records {
  const int32_t* age;
  const int32_t* score;
  const int32_t* dpd;
  const int32_t* segment;
  const int64_t* income;
  const int64_t* balance;
};

// The rows but the last, which always matches.
struct Bounds {
  // Of a range: low and high of [low, high). Of `segment`: the bits of its members, and 0.
  struct Cell {
    int64_t low, high;
  };
  std::vector<Cell> cells;  // cells[row * kColumns + column]
  int rows() const { return static_cast<int>(cells.size()) / kColumns; }
  const Cell& at(int row, int column) const { return cells[row * kColumns + column]; }
};
// The file bounds.int64 in the folder.
Bounds ReadBounds(const std::string& folder);

// Each writes, for the records [first, first + count), the number of the first row that matches;
// `first` is a multiple of 64, and what is behind the last record up to a multiple of 64 is
// written, too.

// A row after the other, a cell after the other: what the rest is checked with.
void DecideInOrder(const Bounds& table, const Records& in, int32_t* out, int64_t first,
                   int64_t count);

// Every row of the table as compares and a select over 16 records; compiled for the two tables of
// these sizes.
void SelectChain10(const Records& in, int32_t* out, int64_t first, int64_t count);
void SelectChain100(const Records& in, int32_t* out, int64_t first, int64_t count);

}  // namespace sextant::bench::tables
