#include "runtime/io/made_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "runtime/io/real.h"

namespace sextant::io {
namespace {

using types::Kind;

struct Usual {
  Int128 low = 0;
  Int128 high = 0;
};

// What values of a type without a declared range look like.
Usual UsualRange(const ir::Type& type) {
  const Int128 one = PowerOfTen(type.scale);
  switch (type.kind) {
    case Kind::kMoney:
      return {-10'000 * one, 1'000'000 * one};
    case Kind::kDuration:
      return {0, type.unit == types::DurationUnit::kDays ? 3650 : 120};
    case Kind::kDate:
      return {DaysFromCivil({1990, 1, 1}), DaysFromCivil({2026, 12, 31})};
    case Kind::kBool:
      return {0, 1};
    default:
      return {0, type.percent ? one : 100 * one};
  }
}

int64_t Clamped(Int128 value) {
  return static_cast<int64_t>(std::clamp<Int128>(value, INT64_MIN, INT64_MAX));
}

// 0 .. 2^order - 1, at most `span`.
int64_t BelowOrder(Random& random, uint64_t order, uint64_t span) {
  const uint64_t top = order >= 64 ? UINT64_MAX : (uint64_t{1} << order) - 1;
  const uint64_t most = std::min(span, top);
  return static_cast<int64_t>(most == UINT64_MAX ? random.Next() : random.Below(most + 1));
}

// 0 .. span: amounts of the upper half of the orders of magnitude, counts of all of them.
int64_t Spread(Random& random, uint64_t span, bool money) {
  const auto bits = static_cast<uint64_t>(std::bit_width(span));
  if (!money) {
    return BelowOrder(random, random.Below(bits + 1), span);
  }
  const uint64_t least = bits / 2;
  const uint64_t order = std::max(random.Below(bits - least + 1), random.Below(bits - least + 1));
  return BelowOrder(random, least + order, span);
}

double RealOf(int64_t millionths) {
  double value = 0;
  static_cast<void>(ReadReal(FormatDecimal(millionths, kRealPlaces), 1, 0, value));
  return value;
}

bool WithinReal(const ir::Slot& slot, double value) {
  const bool low = !slot.float_low ||
                   (slot.float_low_inclusive ? value >= *slot.float_low : value > *slot.float_low);
  const bool high = !slot.float_high || (slot.float_high_inclusive ? value <= *slot.float_high
                                                                   : value < *slot.float_high);
  return low && high;
}

Error NoValue(const ir::Slot& slot, const char* why) {
  return Error{fmt::format("no value can be made for `{}`: {}", slot.name, why), ""};
}

}  // namespace

Result<ValueMaker> ValueMaker::Of(const ir::Module& module, uint32_t slot,
                                  std::optional<int32_t> as_of, int64_t unit,
                                  std::vector<int32_t> codes) {
  ValueMaker maker;
  maker.slot_ = &module.slots[slot];
  maker.type_ = maker.slot_->type;
  maker.unit_ = unit;
  maker.codes_ = std::move(codes);
  if (maker.codes_.empty() && (maker.type_.kind == Kind::kEnum || maker.type_.kind == Kind::kSet)) {
    maker.codes_.resize(module.enums.get(maker.type_.enumeration).members.size());
    std::iota(maker.codes_.begin(), maker.codes_.end(), 0);
  }
  const Status status = maker.type_.kind == Kind::kFloat
                            ? maker.SetRealBounds(*maker.slot_)
                            : maker.SetBounds(module, *maker.slot_, as_of);
  if (!status) {
    return status.error();
  }
  return maker;
}

// The declared range; open sides are closed at the usual place, or a usual width away.
Status ValueMaker::SetBounds(const ir::Module& module, const ir::Slot& slot,
                             std::optional<int32_t> as_of) {
  Usual usual = UsualRange(type_);
  if (type_.kind == Kind::kDate && as_of) {
    usual.high = std::min<Int128>(usual.high, *as_of);
  }
  const Int128 width = std::max<Int128>(usual.high - usual.low, 1);
  const bool key = slot.field == module.key_field;
  low_ = slot.low.value_or(
      Clamped(slot.high ? std::min<Int128>(usual.low, *slot.high - width) : usual.low));
  high_ = slot.high.value_or(
      key ? INT64_MAX : Clamped(std::max<Int128>(usual.high, low_ + (slot.low ? width : 0))));
  if (key && type_.kind == Kind::kDate && !slot.high) {
    high_ = kLastDate;
  }
  if (key && !slot.low && type_.kind == Kind::kNumber) {
    low_ = std::min<int64_t>(1, high_);
  }
  const int64_t first_multiple =
      low_ <= 0 ? low_ / unit_ * unit_ : (low_ + unit_ - 1) / unit_ * unit_;
  return first_multiple <= high_
             ? Status()
             : Status(NoValue(slot, "its range is empty in the unit of its column"));
}

Status ValueMaker::SetRealBounds(const ir::Slot& slot) {
  constexpr double kMost = 1e12;  // millionths
  const double low = slot.float_low.value_or(slot.float_high ? *slot.float_high - 1 : 0) * 1e6;
  const double high = slot.float_high ? *slot.float_high * 1e6 : std::max(low + 1e6, 1e6);
  low_ = static_cast<int64_t>(std::ceil(std::clamp(low, -kMost, kMost)));
  high_ = static_cast<int64_t>(std::floor(std::clamp(high, -kMost, kMost)));
  for (int64_t word = low_; word <= std::min(high_, low_ + 2); ++word) {
    if (WithinReal(slot, RealOf(word))) {
      return {};
    }
  }
  return NoValue(slot, "its range holds no number of six places");
}

// A multiple of the unit within the range; large amounts without small change, rates of few places.
int64_t ValueMaker::Tidy(int64_t word) const {
  Int128 step = unit_;
  if (type_.kind == Kind::kMoney) {
    const Int128 one = PowerOfTen(type_.scale);
    const Int128 size = word < 0 ? -Int128{word} : Int128{word};
    step *= size >= 10'000 * one ? 100 * one : size >= 100 * one ? one : 1;
  } else if (type_.scale > 4) {
    step *= PowerOfTen(type_.scale - 4);  // a rate in hundredths of a percent
  }
  const Int128 tidy = Int128{word} - Int128{word} % step;
  if (tidy >= low_ && tidy <= high_) {
    return static_cast<int64_t>(tidy);
  }
  const int64_t whole = word - word % unit_;
  return whole >= low_ && whole <= high_ ? whole
         : low_ <= 0                     ? low_ / unit_ * unit_
                                         : (low_ + unit_ - 1) / unit_ * unit_;
}

MadeValue ValueMaker::MakeExact(Random& random, const MadeValue* before) const {
  MadeValue value;
  const auto span = static_cast<uint64_t>(high_) - static_cast<uint64_t>(low_);
  if (before != nullptr && !before->missing && !random.OneIn(6)) {
    const int64_t percent = 80 + static_cast<int64_t>(random.Below(46));
    const Int128 near = span <= 20
                            ? Int128{before->word} + static_cast<int64_t>(random.Below(3)) - 1
                            : Int128{before->word} * percent / 100;
    value.word = Tidy(static_cast<int64_t>(std::clamp<Int128>(near, low_, high_)));
    return value;
  }
  const bool narrow = low_ > 0 && span <= 1000;
  const bool fraction = type_.kind == Kind::kNumber && type_.scale > 0;
  if (narrow || fraction || type_.kind == Kind::kDate || type_.kind == Kind::kBool) {
    value.word = Tidy(static_cast<int64_t>(static_cast<uint64_t>(low_) + random.Below(span + 1)));
    return value;
  }
  const bool money = type_.kind == Kind::kMoney;
  const int64_t middle = std::clamp<int64_t>(0, low_, high_);
  if (middle == 0 && random.Below(100) < (money ? 8u : 40u)) {
    return value;  // nothing is the most usual amount there is
  }
  const bool down = middle == high_ || (middle != low_ && random.OneIn(10));
  const Int128 width = down ? Int128{middle} - low_ : Int128{high_} - middle;
  const Int128 away = Spread(random, static_cast<uint64_t>(width), money);
  value.word = Tidy(static_cast<int64_t>(down ? middle - away : middle + away));
  return value;
}

MadeValue ValueMaker::MakeReal(Random& random) const {
  MadeValue value;
  do {
    value.word = low_ + static_cast<int64_t>(random.Below(static_cast<uint64_t>(high_ - low_) + 1));
    value.real = RealOf(value.word);
  } while (!WithinReal(*slot_, value.real));
  return value;
}

MadeValue ValueMaker::Make(Random& random, const MadeValue* before) const {
  MadeValue value;
  if (type_.optional && random.OneIn(10)) {
    value.missing = true;
    return value;
  }
  switch (type_.kind) {
    case Kind::kFloat:
      return MakeReal(random);
    case Kind::kText:
      value.text = fmt::format("text {}", random.Below(1000));
      return value;
    case Kind::kSet:
      for (const int32_t code : codes_) {
        value.word |= random.OneIn(3) ? static_cast<int64_t>(uint64_t{1} << code) : 0;
      }
      return value;
    case Kind::kEnum:
      value.word = codes_[static_cast<std::size_t>(random.Below(codes_.size()))];
      return value;
    default:
      return MakeExact(random, before);
  }
}

std::optional<MadeValue> ValueMaker::MakeKey(int64_t index) const {
  MadeValue key;
  if (type_.kind == Kind::kText) {
    key.text = fmt::format("C{:09}", index + 1);
    return key;
  }
  const Int128 word = (Int128{low_} + unit_ - 1) / unit_ * unit_ + Int128{index} * unit_;
  if (word > high_) {
    return std::nullopt;
  }
  key.word = static_cast<int64_t>(word);
  return key;
}

}  // namespace sextant::io
