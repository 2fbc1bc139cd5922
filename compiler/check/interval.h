#pragma once

#include <optional>

#include "compiler/check/program.h"

namespace sextant::check {

struct Context;

// The values an exact or date expression can take, as stored words at the scale of its type; a side
// that is not known is empty. Follows declared ranges through a few operations, no conditions: a
// help for warnings and plain contradictions, never a proof that something holds.
struct Interval {
  std::optional<Int128> low, high;

  bool Contains(Int128 word) const { return !(low && *low > word) && !(high && *high < word); }
};

// Of an expression that has been checked.
Interval IntervalOf(Context& context, ast::ExprId id);
Interval Rescaled(Interval interval, int from_scale, int to_scale);

// Whether a checked divisor can be zero as far as its range tells (floats included).
bool MayBeZero(Context& context, ast::ExprId divisor);

enum class Truth : uint8_t { kUnknown, kTrue, kFalse };
// What declared ranges alone say of a checked condition.
Truth TruthOf(Context& context, ast::ExprId condition);

}  // namespace sextant::check
