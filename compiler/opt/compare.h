#pragma once

#include <optional>

#include "compiler/opt/interval.h"

namespace sextant::opt {

// What a comparison comes to for all numbers within the bounds, when that is one answer.
std::optional<bool> IsLess(const Range& a, const Range& b);
std::optional<bool> IsAtMost(const Range& a, const Range& b);
std::optional<bool> IsEqual(const Range& a, const Range& b);
std::optional<bool> IsLess(const RealRange& a, const RealRange& b);
std::optional<bool> IsAtMost(const RealRange& a, const RealRange& b);
std::optional<bool> IsEqual(const RealRange& a, const RealRange& b);

}  // namespace sextant::opt
