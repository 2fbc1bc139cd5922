#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "tests/differential/generator.h"

// The templates of the generator, for its own sources.
namespace sextant::differential {

inline Estimate Plus(Estimate a, Estimate b) {
  return {a.low + b.low, a.high + b.high};
}
inline Estimate Minus(Estimate a, Estimate b) {
  return {a.low - b.high, a.high - b.low};
}
inline Estimate Times(Estimate a, Estimate b) {
  const auto [low, high] =
      std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  return {low, high};
}
inline Estimate Hull(Estimate a, Estimate b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
inline Estimate Picked(bool smallest, Estimate a, Estimate b) {
  return smallest ? Estimate{std::min(a.low, b.low), std::min(a.high, b.high)}
                  : Estimate{std::max(a.low, b.low), std::max(a.high, b.high)};
}
inline Estimate Absolute(Estimate a) {
  return a.low >= 0 ? a : Estimate{0, std::max(std::abs(a.low), std::abs(a.high))};
}

template <class Predicate>
std::vector<const Variable*> Generator::Named(Predicate predicate) const {
  std::vector<const Variable*> found;
  for (const Variable& variable : scope_.variables) {
    if (predicate(variable)) {
      found.push_back(&variable);
    }
  }
  return found;
}

// A random name that will do, or null.
template <class Predicate>
NodePtr Generator::ReadNamed(Predicate predicate) {
  const auto found = Named(predicate);
  return found.empty() ? nullptr : Read(*random_.Pick(found));
}

template <class T>
void Generator::Shuffle(std::vector<T>& items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random_.Below(i)]);
  }
}

}  // namespace sextant::differential
