#include "tests/differential/sampler.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "compiler/support/dates.h"
#include "compiler/support/int128.h"

namespace sextant::differential {
namespace {

using types::Kind;

constexpr int64_t kMinInt64 = std::numeric_limits<int64_t>::min();
constexpr int64_t kMaxInt64 = std::numeric_limits<int64_t>::max();

int64_t Clamp(Int128 word) {
  return static_cast<int64_t>(std::clamp<Int128>(word, kMinInt64, kMaxInt64));
}

int64_t Rescale(int64_t word, int from, int to) {
  return to >= from ? Clamp(Int128{word} * PowerOfTen(to - from))
                    : static_cast<int64_t>(word / PowerOfTen(from - to));
}

void AddMark(Landmarks& marks, const types::Type& type, int64_t word) {
  if (type.kind == Kind::kFloat) {
    marks.reals.push_back(std::bit_cast<double>(word));
  } else if (type.is_exact() || type.kind == Kind::kDate) {
    marks.exact[type.kind].push_back({word, type.scale});
  }
}

}  // namespace

Landmarks FindLandmarks(const ir::Module& module) {
  Landmarks marks;
  for (const ir::Inst& inst : module.insts) {
    if (inst.op == ir::Op::kConst) {
      AddMark(marks, inst.type, inst.imm);
    }
  }
  for (const ir::Param& param : module.params) {
    for (const auto& word : {std::optional(param.default_word), param.low, param.high}) {
      if (word) {
        AddMark(marks, param.type, *word);
      }
    }
  }
  return marks;
}

Sampler::Sampler(const ir::Module& module, const ir::Slot& slot, const Landmarks& landmarks)
    : slot_(slot), low_(kMinInt64), high_(kMaxInt64) {
  const types::Type& type = slot.type;
  if (type.kind == Kind::kDate) {
    low_ = kFirstDate;
    high_ = kLastDate;
  } else if (type.kind == Kind::kBool) {
    low_ = 0;
    high_ = 1;
  } else if (type.kind == Kind::kEnum) {
    low_ = 0;
    high_ = static_cast<int64_t>(module.enums.get(type.enumeration).members.size()) - 1;
  }
  if (type.kind == Kind::kSet) {
    low_ = 0;
    high_ = (int64_t{1} << module.enums.get(type.enumeration).members.size()) - 1;
  }
  low_ = std::max(low_, slot.low.value_or(low_));
  high_ = std::min(high_, slot.high.value_or(high_));

  const int64_t reach = type.kind == Kind::kDuration ? 2000 : 100'000;
  const int64_t usual = Clamp(reach * PowerOfTen(type.is_exact() ? type.scale : 0));
  // A declared bound says what is usual.
  const bool date = type.kind == Kind::kDate;
  tame_low_ = slot.low ? low_ : std::min(date ? int64_t{5000} : -usual, high_);
  tame_high_ = slot.high ? high_ : std::max(date ? int64_t{22'000} : usual, low_);

  if (const auto found = landmarks.exact.find(type.kind); found != landmarks.exact.end()) {
    for (const Landmarks::Exact& mark : found->second) {
      marks_.push_back(Rescale(mark.word, mark.scale, type.scale));
    }
  }
  real_marks_ = landmarks.reals;
}

bool Sampler::Accepts(int64_t word) const {
  if (slot_.type.kind != Kind::kFloat) {
    return word >= low_ && word <= high_;
  }
  const double real = std::bit_cast<double>(word);
  if (!std::isfinite(real)) {
    return false;
  }
  const bool above = !slot_.float_low || real > *slot_.float_low ||
                     (slot_.float_low_inclusive && real == *slot_.float_low);
  const bool below = !slot_.float_high || real < *slot_.float_high ||
                     (slot_.float_high_inclusive && real == *slot_.float_high);
  return above && below;
}

int64_t Sampler::Good(Random& random, bool wild) const {
  switch (slot_.type.kind) {
    case Kind::kFloat:
      return GoodFloat(random, wild);
    case Kind::kDate:
      return GoodDate(random);
    case Kind::kText:
      return 0;
    default:
      return slot_.type.is_exact() ? GoodExact(random, wild) : random.Between(low_, high_);
  }
}

// Mostly among the usual values, often skewed toward zero.
int64_t Sampler::Within(Random& random) const {
  if (tame_low_ >= tame_high_) {
    return tame_low_;
  }
  const int64_t word = random.Between(tame_low_, tame_high_);
  const int64_t shrunk = word >> random.Below(40);
  return random.Chance(30) && shrunk >= tame_low_ && shrunk <= tame_high_ ? shrunk : word;
}

int64_t Sampler::GoodExact(Random& random, bool wild) const {
  const int64_t unit = static_cast<int64_t>(PowerOfTen(slot_.type.scale));
  Int128 word = 0;
  switch (random.Below(16)) {
    default:
      return Within(random);
    case 0:
    case 1:
    case 2:
      word = Int128{random.Between(-4, 12)} * unit;
      break;
    case 3:
      word = random.Between(-1, 1);
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      word = marks_.empty() ? 0 : Int128{random.Pick(marks_)} + random.Between(-1, 1);
      break;
    case 8:
      word = random.Pick({Int128{low_}, Int128{low_} + 1, Int128{high_}, Int128{high_} - 1});
      if (!wild && (word < tame_low_ || word > tame_high_)) {
        return Within(random);
      }
      break;
    case 10:  // where doubles and narrow words end
      word =
          (Int128{1} << random.Pick({31, 32, 49, 50, 51, 52, 53, 61, 62})) + random.Between(-2, 2);
      word = random.Chance(50) ? word : -word;
      if (!wild && (word < tame_low_ || word > tame_high_)) {
        return Within(random);
      }
      break;
    case 9:
      if (wild) {
        word = static_cast<int64_t>(random.Next()) >> random.Below(64);
      }
      break;
  }
  return FitsInt64(word) && Accepts(static_cast<int64_t>(word)) ? static_cast<int64_t>(word)
                                                                : Within(random);
}

int64_t Sampler::GoodDate(Random& random) const {
  int64_t day = random.Between(tame_low_, tame_high_);
  switch (random.Below(12)) {
    default:
      break;
    case 0:
      day = kFirstDate + random.Between(0, 70);
      break;
    case 1:
      day = kLastDate - random.Between(0, 70);
      break;
    case 2:
    case 3: {  // the end of a month, give or take a day
      const CivilDate civil = CivilFromDays(static_cast<int32_t>(day));
      day = DaysFromCivil({civil.year, civil.month, DaysInMonth(civil.year, civil.month)}) +
            random.Between(-1, 1);
      break;
    }
    case 4:
    case 5:
      day = marks_.empty() ? day : random.Pick(marks_) + random.Between(-1, 1);
      break;
    case 6:
      day = random.Pick({low_, high_});
      break;
    case 7:
      day = random.Between(low_, high_);
      break;
  }
  return Accepts(day) ? day : random.Between(tame_low_, tame_high_);
}

double Sampler::AnyFloat(Random& random, bool wild) const {
  const double low = slot_.float_low.value_or(slot_.float_high.value_or(2) - 4);
  const double high = slot_.float_high.value_or(low + 4);
  switch (random.Below(14)) {
    default:
      return low + (high - low) * random.Unit();
    case 0:
    case 1:
    case 2: {
      const double mark = real_marks_.empty() ? 0.5 : random.Pick(real_marks_);
      return random.Pick({mark, std::nextafter(mark, 1e300), std::nextafter(mark, -1e300)});
    }
    case 3:
      return random.Pick({0.0, -0.0, 1.0, -1.0, 0.5, 0x1p-1074, -0x1p-1030, 2.5, 1e-9});
    case 4:
      return random.Pick({low, high, std::nextafter(low, high), std::nextafter(high, low)});
    case 5:  // halves of the last place that rounding keeps
      return static_cast<double>(random.Between(-2000, 2000)) / 8;
    case 6:
      return wild ? random.Pick({1e308, -1e308, 1.7976931348623157e308, 1e19, -1e19, 1e38, 1e-308})
                  : 0.25;
    case 7:
      return wild ? std::ldexp(random.Unit() - 0.5, random.Int(-1070, 1020)) : 0.75;
  }
}

int64_t Sampler::GoodFloat(Random& random, bool wild) const {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const auto bits = std::bit_cast<int64_t>(AnyFloat(random, wild));
    if (Accepts(bits)) {
      return bits;
    }
  }
  const double low = slot_.float_low.value_or(slot_.float_high.value_or(0));
  const double high = slot_.float_high.value_or(low);
  return std::bit_cast<int64_t>(low == high ? low : low / 2 + high / 2);
}

int64_t Sampler::Bad(Random& random) const {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool is_float = slot_.type.kind == Kind::kFloat;
  if (is_float) {
    const double low = slot_.float_low.value_or(-1), high = slot_.float_high.value_or(1);
    return std::bit_cast<int64_t>(random.Pick({std::nan(""), -std::nan(""), kInfinity, -kInfinity,
                                               low, high, std::nextafter(low, -kInfinity),
                                               std::nextafter(high, kInfinity), -1e308, 1e308}));
  }
  const bool narrow = slot_.type.kind == Kind::kBool;
  const bool half = slot_.type.kind == Kind::kDate || slot_.type.kind == Kind::kEnum;
  const int64_t least = narrow ? INT8_MIN : half ? INT32_MIN : kMinInt64;
  const int64_t most = narrow ? INT8_MAX : half ? INT32_MAX : kMaxInt64;
  const int64_t below = low_ == kMinInt64 ? low_ : low_ - 1;
  const int64_t above = high_ == kMaxInt64 ? high_ : high_ + 1;
  return random.Pick({least, least + 1, most, most - 1, below, above, below, above, int64_t{-1},
                      int64_t{0}, int64_t{1}, int64_t{2}});
}

}  // namespace sextant::differential
