#pragma once

#include <cstdint>
#include <vector>

#include "runtime/abi/aligned.h"
#include "tests/bench/twelve_rules/twins.h"

namespace sextant::bench::twelve_rules {

template <class T>
using Column = std::vector<T, abi::AlignedAllocator<T>>;

// Customers in memory as Arrow lays columns out, from a fixed seed, so that every run times the
// same work. All values lie on binary grids: floats, decimals and whole numbers compare alike.
class Book {
 public:
  Book(int64_t rows, uint64_t seed);

  int64_t rows() const { return rows_; }
  Input input() const;

 private:
  int64_t rows_;
  Column<int32_t> tenure_months_, days_past_due_, months_inactive_;
  Column<double> utilisation_, pd_, annual_margin_;
  Column<int64_t> credit_limit_, spend3_, spend6_, monthly_income_;
  Column<uint8_t> income_known_;
};

// Answers as the twins write them.
struct Answers {
  explicit Answers(int64_t rows);
  Output output() { return {stage.data(), cell.data(), action.data(), line.data()}; }

  Column<int8_t> stage, cell, action;
  Column<int64_t> line;
};

}  // namespace sextant::bench::twelve_rules
