#include "compiler/support/axis.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace sextant {

namespace {

Int128 DividedDown(Int128 word, Int128 step) {
  return word / step - (word % step < 0 ? 1 : 0);
}

}  // namespace

WordRange Axis::Inside(const WordRange& words) const {
  return {words.low <= -kFar ? -kFar : -DividedDown(-words.low, step_),
          words.high >= kFar ? kFar : DividedDown(words.high, step_)};
}

void Axis::Add(const WordCell& cell) {
  for (const WordRange& words : cell.ranges) {
    const WordRange range = Inside(words);
    if (range.low <= range.high) {
      starts_.push_back(range.low);
      starts_.push_back(range.high + 1);
    }
  }
}

void Axis::Divide() {
  starts_.push_back(domain_.low);
  std::erase_if(starts_, [&](Int128 start) { return start < domain_.low || start > domain_.high; });
  std::ranges::sort(starts_);
  const auto [first, last] = std::ranges::unique(starts_);
  starts_.erase(first, last);
}

uint32_t Axis::At(Int128 word) const {
  return static_cast<uint32_t>(
      std::ranges::upper_bound(starts_, DividedDown(word, step_)) - starts_.begin() - 1);
}

Side Axis::SideOf(const WordCell& cell) const {
  Side side;
  const auto at = [&](Int128 unit) {
    return static_cast<uint32_t>(std::ranges::upper_bound(starts_, unit) - starts_.begin() - 1);
  };
  for (const WordRange& words : cell.ranges) {
    const WordRange range = Inside(words);
    const Int128 low = std::max(range.low, domain_.low);
    const Int128 high = std::min(range.high, domain_.high);
    if (low <= high) {
      side.push_back({at(low), at(high)});
    }
  }
  std::ranges::sort(side, {}, &Stretch::low);
  Side kept;
  uint32_t next = 0;  // the first coordinate not looked at
  const auto keep = [&kept](uint32_t low, uint32_t high) {
    if (!kept.empty() && kept.back().high + 1 >= low) {
      kept.back().high = std::max(kept.back().high, high);
    } else {
      kept.push_back({low, high});
    }
  };
  for (const Stretch& stretch : side) {
    if (!cell.negated) {
      keep(stretch.low, stretch.high);
    } else if (stretch.low > next) {
      keep(next, stretch.low - 1);
    }
    next = std::max(next, stretch.high + 1);
  }
  if (cell.negated && next < known()) {
    keep(next, known() - 1);
  }
  if (cell.missing && optional_) {
    keep(known(), known());
  }
  return kept;
}

WordRange Axis::WordsOf(uint32_t coordinate) const {
  const auto word = [&](Int128 unit) {
    return unit <= -kFar || unit >= kFar ? unit : unit * step_;
  };
  return {word(starts_[coordinate]),
          word(coordinate + 1 < known() ? starts_[coordinate + 1] - 1 : domain_.high)};
}

Int128 OrderedWord(double value) {
  const auto bits = std::bit_cast<int64_t>(value);
  return bits >= 0 ? Int128{bits} : -Int128{bits & INT64_MAX};
}

double OfOrderedWord(Int128 word) {
  const double size = std::bit_cast<double>(static_cast<int64_t>(word < 0 ? -word : word));
  return word < 0 ? -size : size;
}

}  // namespace sextant
