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

template <class Bounds>
std::optional<bool> Answer(ir::Op op, const Bounds& a, const Bounds& b) {
  switch (op) {
    case ir::Op::kLt:
      return Less(a, b);
    case ir::Op::kLe:
      return AtMost(a, b);
    case ir::Op::kEq:
      return Equal(a, b);
    case ir::Op::kNe: {
      const auto equal = Equal(a, b);
      return equal ? std::optional(!*equal) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<bool> Holds(ir::Op op, const Range& a, const Range& b) {
  return Answer(op, a, b);
}

// Infinite bounds may hide what is no number, and then nothing is known.
std::optional<bool> Holds(ir::Op op, const RealRange& a, const RealRange& b) {
  return a.finite() && b.finite() ? Answer(op, a, b) : std::nullopt;
}

}  // namespace sextant::opt
