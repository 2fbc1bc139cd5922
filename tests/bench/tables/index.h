#pragma once

#include <cstdint>
#include <vector>

#include "runtime/abi/aligned.h"
#include "tests/bench/tables/twins.h"

namespace sextant::bench::tables {

// Amounts to the intervals between the cuts of their column: a look-up by the upper bits, then as
// many comparisons as cuts share a look-up at most.
class Quantiser {
 public:
  // `cuts` ascend; `size` is what all values are below.
  Quantiser(std::vector<int32_t> cuts, int32_t size);
  int intervals() const { return static_cast<int>(cuts_.size()); }
  // ids[i] is how many cuts values[i] has reached.
  void Find(const int64_t* values, int count, uint16_t* ids) const;

 private:
  std::vector<int32_t> cuts_;  // one more at the end, that no value reaches
  std::vector<uint16_t> starts_;
  int shift_ = 0;
  int steps_ = 0;
};

// 128 or 512 rows of the table as bits. A column of few values has a set of rows for each, an
// amount a set for each interval between the cuts of these rows.
struct Part {
  int first_row = 0;
  int words = 0;  // 2 or 8
  std::vector<uint64_t, abi::AlignedAllocator<uint64_t>> sets[kColumns];
  std::vector<uint16_t> local[kColumns];  // amounts: the table's interval to that of the part
};

// A first-match table as an index: the rows that match are the AND of a set a column. A table of
// more than 512 rows is cut into parts, each small enough for the caches, and a part is asked for
// all records of a block that have no row yet before the next one is.
class Index {
 public:
  explicit Index(const Bounds& table);
  void Decide(const Records& in, int32_t* out, int64_t first, int64_t count) const;
  std::size_t bytes() const;

 private:
  Quantiser income_, balance_;
  std::vector<Part> parts_;
};

// Compiled for AVX-512, as are the two functions that follow. ids[i] is start[values[i] >> shift]
// and one more for each cut from there on that the value has reached, `steps` at most.
struct LookUp {
  const uint16_t* starts;
  const int32_t* cuts;
  int shift, steps;
};
void FindIntervals(const LookUp& look_up, const int64_t* values, int count, uint16_t* ids);

// The records of a block: columns from its first one on, and the intervals.
struct Block {
  Records in;
  const uint16_t* income;
  const uint16_t* balance;
};
// Decides the records `open[0..count)` with the part and gives how many have no row; those stand in
// `open` then.
int DecidePart(const Part& part, const Block& block, uint16_t* open, int count, int32_t* out);

}  // namespace sextant::bench::tables
