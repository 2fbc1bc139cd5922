#include "tests/bench/tables/book.h"

#include "tests/bench/common/random.h"

namespace sextant::bench::tables {

Book::Book(int64_t rows, uint64_t seed) : rows_(rows) {
  const auto padded = static_cast<std::size_t>((rows + 63) / 64 * 64);
  for (auto& column : narrow_) {
    column.resize(padded);
  }
  for (auto& column : amounts_) {
    column.resize(padded);
  }
  Random random(seed);
  // What is behind the last record lies within the domains, too: twins look values up.
  for (std::size_t i = 0; i < padded; ++i) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      const int64_t value = kDomains[column].first + random.Below(kDomains[column].size);
      if (column < 4) {
        narrow_[column][i] = static_cast<int32_t>(value);
      } else {
        amounts_[column - 4][i] = value;
      }
    }
  }
}

Records Book::records() const {
  return {narrow_[0].data(), narrow_[1].data(),  narrow_[2].data(),
          narrow_[3].data(), amounts_[0].data(), amounts_[1].data()};
}

std::map<std::string, MemoryColumn> Book::columns() const {
  using abi::Storage;
  return {{"age", {narrow_[0].data(), Storage::kInt32}},
          {"score", {narrow_[1].data(), Storage::kInt32}},
          {"dpd", {narrow_[2].data(), Storage::kInt32}},
          {"segment", {narrow_[3].data(), Storage::kInt32}},
          {"income", {amounts_[0].data(), Storage::kInt64}},
          {"balance", {amounts_[1].data(), Storage::kInt64}}};
}

}  // namespace sextant::bench::tables
