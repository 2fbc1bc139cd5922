#include "tests/bench/twelve_rules/book.h"

#include <algorithm>

#include "tests/bench/common/random.h"

namespace sextant::bench::twelve_rules {
namespace {

// So that whole blocks may be read and written past the last record.
std::size_t Padded(int64_t rows) {
  return static_cast<std::size_t>((rows + 63) / 64 * 64);
}

// Low values are likelier: the smaller of two.
int64_t Skewed(Random& random, int64_t below) {
  return std::min(random.Below(below), random.Below(below));
}

int32_t DaysPastDue(Random& random) {
  const int64_t percent = random.Below(100);
  const int64_t days = percent < 80   ? 0
                       : percent < 90 ? random.Between(1, 30)
                       : percent < 95 ? random.Between(31, 60)
                                      : random.Between(61, 150);
  return static_cast<int32_t>(days);
}

}  // namespace

Book::Book(int64_t rows, uint64_t seed) : rows_(rows) {
  const std::size_t padded = Padded(rows);
  for (auto* column : {&tenure_months_, &days_past_due_, &months_inactive_}) {
    column->resize(padded);
  }
  for (auto* column : {&utilisation_, &pd_, &annual_margin_}) {
    column->resize(padded);
  }
  for (auto* column : {&credit_limit_, &spend3_, &spend6_, &monthly_income_}) {
    column->resize(padded);
  }
  income_known_.resize(padded / 8);
  Random random(seed);
  for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) {
    tenure_months_[i] = static_cast<int32_t>(Skewed(random, 121));
    days_past_due_[i] = DaysPastDue(random);
    utilisation_[i] = static_cast<double>(random.Below(321)) / 256;
    const int64_t pd = random.Percent(25) ? random.Between(96, 1023) : Skewed(random, 96);
    pd_[i] = static_cast<double>(pd) / 4096;
    annual_margin_[i] = static_cast<double>(random.Between(-400, 2800)) / 4;
    const int64_t limit = 10'000 * random.Between(5, 600);
    const auto inactive = static_cast<int32_t>(random.Percent(70) ? 0 : random.Between(1, 24));
    const int64_t spend6 = random.Below(2 * limit);
    credit_limit_[i] = limit;
    months_inactive_[i] = inactive;
    spend6_[i] = inactive >= 6 ? 0 : spend6;
    spend3_[i] = inactive >= 3 ? 0 : spend6 * random.Between(5, 100) / 100;
    const bool known = !random.Percent(20);
    monthly_income_[i] = known ? random.Between(50'000, 1'200'000) : int64_t{1} << 40;
    income_known_[i / 8] = static_cast<uint8_t>(income_known_[i / 8] | known << (i % 8));
  }
}

Input Book::input() const {
  return {tenure_months_.data(),  days_past_due_.data(), utilisation_.data(),    pd_.data(),
          annual_margin_.data(),  credit_limit_.data(),  spend3_.data(),         spend6_.data(),
          monthly_income_.data(), income_known_.data(),  months_inactive_.data()};
}

Answers::Answers(int64_t rows)
    : stage(Padded(rows)), cell(Padded(rows)), action(Padded(rows)), line(Padded(rows)) {}

}  // namespace sextant::bench::twelve_rules
