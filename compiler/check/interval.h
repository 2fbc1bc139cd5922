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
  bool empty() const { return low && high && *low > *high; }
};

// The words in which values of two types meet: whole numbers of 10^-scale, days, or, where one of
// them is a float, places in the order of all floats (OrderedWord).
struct Meeting {
  bool floats = false;
  int scale = 0;
};
// Nothing for types whose values are not compared by size.
std::optional<Meeting> MeetingOf(const Type& a, const Type& b);

// Of an expression that has been checked; nothing is known of a float.
Interval IntervalOf(Context& context, ast::ExprId id);
// The same in the words of a meeting, floats included.
Interval IntervalIn(Context& context, ast::ExprId id, const Meeting& meeting);
// Of the let of that value, in the words of its type; a float's are places among the floats.
Interval IntervalOfLet(Context& context, ast::ExprId value, const Type& type);
// To another scale; where places are lost, outward.
Interval Rescaled(Interval interval, int from_scale, int to_scale);

// Whether a checked divisor can be zero as far as its range tells (floats included).
bool MayBeZero(Context& context, ast::ExprId divisor);

}  // namespace sextant::check
