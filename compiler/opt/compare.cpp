#include "compiler/opt/compare.h"

namespace sextant::opt {
namespace {

template <class Bounds>
std::optional<bool> Less(const Bounds& a, const Bounds& b) {
  return a.high < b.low    ? std::optional(true)
         : a.low >= b.high ? std::optional(false)
                           : std::nullopt;
}

template <class Bounds>
std::optional<bool> AtMost(const Bounds& a, const Bounds& b) {
  return a.high <= b.low  ? std::optional(true)
         : a.low > b.high ? std::optional(false)
                          : std::nullopt;
}

template <class Bounds>
std::optional<bool> Equal(const Bounds& a, const Bounds& b) {
  if (a.high < b.low || b.high < a.low) {
    return false;
  }
  const bool single = a.low == a.high && b.low == b.high && a.low == b.low;
  return single ? std::optional(true) : std::nullopt;
}

// Infinite bounds may hide what is no number, and then nothing is known.
bool Known(const RealRange& a, const RealRange& b) {
  return a.finite() && b.finite();
}

}  // namespace

std::optional<bool> IsLess(const Range& a, const Range& b) {
  return Less(a, b);
}
std::optional<bool> IsAtMost(const Range& a, const Range& b) {
  return AtMost(a, b);
}
std::optional<bool> IsEqual(const Range& a, const Range& b) {
  return Equal(a, b);
}
std::optional<bool> IsLess(const RealRange& a, const RealRange& b) {
  return Known(a, b) ? Less(a, b) : std::nullopt;
}
std::optional<bool> IsAtMost(const RealRange& a, const RealRange& b) {
  return Known(a, b) ? AtMost(a, b) : std::nullopt;
}
std::optional<bool> IsEqual(const RealRange& a, const RealRange& b) {
  return Known(a, b) ? Equal(a, b) : std::nullopt;
}

}  // namespace sextant::opt
