#pragma once

#include <cstdint>
#include <vector>

#include "runtime/abi/aligned.h"
#include "tests/bench/card_book/twins.h"

namespace sextant::bench::card_book {

template <class T>
using Column = std::vector<T, abi::AlignedAllocator<T>>;

// A card book in memory, made from a fixed seed so that every run times the same work. No value is
// missing, and all lie in range.
class Book {
 public:
  Book(int64_t rows, uint64_t seed);

  int64_t rows() const { return rows_; }
  Input input() const;

 private:
  int64_t rows_;
  std::vector<Column<int64_t>> wide_;
  std::vector<Column<int8_t>> codes_;
};

// Answers as the twins write them.
struct Answers {
  explicit Answers(int64_t rows);
  Output output();

  Column<int64_t> customer_id, line, loyalty;
  Column<int8_t> education, marriage, stage, stage_reason, cell, action, binding, line_reason;
  Column<uint8_t> binding_known, rejected;
};
// Of the first `rows` records: the same stage, cell, action, line and loyalty, and the same
// rejects.
bool Equal(const Answers& a, const Answers& b, int64_t rows);

}  // namespace sextant::bench::card_book
