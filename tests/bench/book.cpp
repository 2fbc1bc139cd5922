#include "tests/bench/book.h"

#include <algorithm>

#include "compiler/ir/storage.h"
#include "compiler/support/check.h"

namespace sextant::bench {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  int64_t Below(int64_t n) { return static_cast<int64_t>(Next() % static_cast<uint64_t>(n)); }
  bool Percent(int64_t p) { return Below(100) < p; }

 private:
  uint64_t state_;
};

}  // namespace

CardBook::CardBook(int64_t rows, uint64_t seed) : rows_(rows), wide_(21), codes_(2) {
  for (auto& column : wide_) {
    column.resize(static_cast<std::size_t>(rows));
  }
  for (auto& column : codes_) {
    column.resize(static_cast<std::size_t>(rows));
  }
  Random random(seed);
  for (int64_t i = 0; i < rows; ++i) {
    const int64_t limit = 10'000 * (1 + random.Below(50));
    wide_[0][i] = i + 1;
    wide_[1][i] = limit * 100;
    wide_[2][i] = 21 + random.Below(50);
    codes_[0][i] = static_cast<int32_t>(random.Below(4));
    codes_[1][i] = static_cast<int32_t>(random.Below(3));
    const bool idle = random.Percent(4);
    const bool late = random.Percent(15);
    const int64_t use = random.Below(110);
    for (int month = 0; month < 6; ++month) {
      const int64_t bill = idle ? 0 : limit * (use + random.Below(30) - 15) / 100;
      const int64_t paid = idle ? 0
                           : random.Percent(10)
                               ? limit
                               : std::max<int64_t>(bill, 0) * random.Below(40) / 100;
      wide_[3 + month][i] = late ? random.Below(4) : random.Below(3) - 2;
      wide_[9 + month][i] = bill * 100;
      wide_[15 + month][i] = paid * 100;
    }
  }
}

const void* CardBook::ColumnOf(const std::string& slot_name) const {
  static constexpr const char* kScalars[] = {"customer_id", "credit_limit", "age"};
  for (int i = 0; i < 3; ++i) {
    if (slot_name == kScalars[i])
      return wide(i);
  }
  if (slot_name == "education")
    return education();
  if (slot_name == "marriage")
    return marriage();
  const std::size_t bracket = slot_name.find('[');
  SEXTANT_CHECK(bracket != std::string::npos, "a slot the benchmark does not know");
  const int month = slot_name[bracket + 1] - '1';
  const std::string field = slot_name.substr(0, bracket);
  if (field == "months_late")
    return months_late(month);
  if (field == "bill")
    return bill(month);
  SEXTANT_CHECK(field == "paid", "a slot the benchmark does not know");
  return paid(month);
}

abi::InputBatch CardBook::Slice(const ir::Module& module, int64_t first, int64_t count) const {
  abi::InputBatch batch;
  batch.rows = count;
  batch.first_row = first + 1;
  for (const ir::Slot& slot : module.slots) {
    abi::InputColumn column;
    const auto bytes = static_cast<int64_t>(abi::StorageBytes(ir::StorageOf(slot.type)));
    column.values = static_cast<const char*>(ColumnOf(slot.name)) + first * bytes;
    batch.columns.push_back(column);
  }
  return batch;
}

}  // namespace sextant::bench
