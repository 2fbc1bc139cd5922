#include "tests/bench/card_book/book.h"

#include <algorithm>

#include "tests/bench/common/random.h"

namespace sextant::bench::card_book {
namespace {

// So that whole blocks may be read and written past the last record.
std::size_t Padded(int64_t rows) {
  return static_cast<std::size_t>((rows + 63) / 64 * 64);
}

}  // namespace

Book::Book(int64_t rows, uint64_t seed)
    : rows_(rows),
      wide_(21, Column<int64_t>(Padded(rows))),
      codes_(2, Column<int8_t>(Padded(rows))) {
  Random random(seed);
  for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) {
    const int64_t limit = 10'000 * (1 + random.Below(50));
    wide_[0][i] = static_cast<int64_t>(i) + 1;
    wide_[1][i] = limit * 100;
    wide_[2][i] = 21 + random.Below(50);
    codes_[0][i] = static_cast<int8_t>(random.Below(4));
    codes_[1][i] = static_cast<int8_t>(random.Below(3));
    const bool idle = random.Percent(4);
    const bool late = random.Percent(15);
    const int64_t use = random.Below(110);
    for (std::size_t month = 0; month < 6; ++month) {
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

Input Book::input() const {
  Input in{};
  in.customer_id = wide_[0].data();
  in.credit_limit = wide_[1].data();
  in.age = wide_[2].data();
  for (std::size_t month = 0; month < 6; ++month) {
    in.late[month] = wide_[3 + month].data();
    in.bill[month] = wide_[9 + month].data();
    in.paid[month] = wide_[15 + month].data();
  }
  in.education = codes_[0].data();
  in.marriage = codes_[1].data();
  return in;
}

Answers::Answers(int64_t rows)
    : customer_id(Padded(rows)), line(Padded(rows)), loyalty(Padded(rows)) {
  for (auto* codes :
       {&education, &marriage, &stage, &stage_reason, &cell, &action, &binding, &line_reason}) {
    codes->resize(Padded(rows));
  }
  binding_known.resize(Padded(rows) / 8);
  rejected.resize(Padded(rows) / 8);
}

Output Answers::output() {
  return {customer_id.data(), line.data(),    loyalty.data(),      education.data(),
          marriage.data(),    stage.data(),   stage_reason.data(), cell.data(),
          action.data(),      binding.data(), line_reason.data(),  binding_known.data(),
          rejected.data()};
}

bool Equal(const Answers& a, const Answers& b, int64_t rows) {
  const auto same = [rows](const auto& left, const auto& right) {
    return std::equal(left.begin(), left.begin() + rows, right.begin());
  };
  const int64_t bytes = rows / 8;
  return same(a.stage, b.stage) && same(a.cell, b.cell) && same(a.action, b.action) &&
         same(a.line, b.line) && same(a.loyalty, b.loyalty) && same(a.binding, b.binding) &&
         std::equal(a.rejected.begin(), a.rejected.begin() + bytes, b.rejected.begin()) &&
         std::equal(a.binding_known.begin(), a.binding_known.begin() + bytes,
                    b.binding_known.begin());
}

}  // namespace sextant::bench::card_book
