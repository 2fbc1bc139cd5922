#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

constexpr double kDays = 30;  // of a month, about

}  // namespace

// One value of the kind, never missing; exact ones of any scale.
NodePtr Generator::Value(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::kBool:
      return Condition(depth);
    case Kind::kFloat:
      return Float(depth);
    case Kind::kDate:
      return Date(depth);
    case Kind::kEnum:
      return Enum(type, depth);
    case Kind::kText:
      return Text(depth);
    case Kind::kSet:
      return Set(type, depth);
    default:
      return Exact(Family(type), depth);
  }
}

// What every kind has: a choice, a default for a missing value, the use of one that is known.
NodePtr Generator::Common(const Type& family, int depth) {
  if (random_.Chance(40)) {
    const NodePtr value = Optional(family, depth - 1), fallback = Value(family, depth - 1);
    Type type = value->type.required();
    type.scale = std::max(type.scale, fallback->type.scale);
    return Make(Construct::kOtherwise, type, "(@ otherwise @)", {value, fallback},
                Hull(value->estimate, fallback->estimate));
  }
  NodePtr condition = Condition(depth - 1), then_value, else_value;
  const auto optional = Named([&](const Variable& variable) {
    return variable.type.optional && variable.type.series == 0;
  });
  if (!optional.empty() &&
      random_.Chance(30)) {  // narrowed in `then`, or after `is missing` in `else`
    const Variable variable = *random_.Pick(optional);
    const bool known = random_.Chance(60);
    condition = Make(known ? Construct::kIfKnown : Construct::kIfMissing, Type::Bool(),
                     known ? "(@ is known)" : "(@ is missing)", {Read(variable)});
    const Scope outer = scope_;
    Narrow(variable.name);
    (known ? then_value : else_value) = Value(family, depth - 1);
    scope_ = outer;
  }
  then_value = then_value != nullptr ? then_value : Value(family, depth - 1);
  else_value = else_value != nullptr ? else_value : Value(family, depth - 1);
  Type type = then_value->type;
  type.scale = std::max(type.scale, else_value->type.scale);
  return Make(Construct::kIf, type, "(if @ then @ else @)", {condition, then_value, else_value},
              Hull(then_value->estimate, else_value->estimate));
}

void Generator::Narrow(const std::string& name) {
  for (Variable& variable : scope_.variables) {
    variable.type.optional &= variable.name != name;
  }
}

// A value that may be missing.
NodePtr Generator::Optional(const Type& family, int depth) {
  if (const NodePtr of_rows = random_.Chance(30) ? RowOptional(family, depth) : nullptr) {
    return of_rows;
  }
  const NodePtr named = ReadNamed([&](const Variable& variable) {
    return variable.type.optional && variable.type.series == 0 && SameFamily(variable.type, family);
  });
  if (named != nullptr && (depth <= 0 || random_.Chance(55))) {
    return named;
  }
  if (family.kind == Kind::kSet) {
    return named != nullptr ? named : Make(Construct::kMissing, family.as_optional(), "missing");
  }
  if (family.kind == Kind::kNumber && random_.Chance(45)) {
    const Type of =
        random_.Chance(50) ? Family(Type::Money(random_.Pick(currencies_), 0)) : Type::Integer();
    const NodePtr top = Exact(of, depth - 1), bottom = Exact(of, depth - 1);
    return Make(Construct::kRatio, Type::Number(8).as_optional(), "ratio(@, @)", {top, bottom},
                {-2, 4});
  }
  const bool ordered =
      family.is_exact() || family.kind == Kind::kFloat || family.kind == Kind::kDate;
  if (ordered && random_.Chance(50)) {
    const NodePtr known = random_.Chance(50) ? KnownItems(family) : nullptr;
    const bool averages = family.kind != Kind::kDuration && family.kind != Kind::kDate;
    if (known != nullptr && averages && random_.Chance(40)) {
      const Type item = known->type.item();
      const Type type = item.is_exact() ? item.with_scale(8) : item;
      return Make(Construct::kAverageKnown, type.as_optional(), "average(@)", {known},
                  known->estimate);
    }
    if (known != nullptr) {
      return Make(Construct::kExtremeKnown, known->type.item().as_optional(),
                  random_.Pick({"largest(@)", "smallest(@)"}), {known}, known->estimate);
    }
    if (const NodePtr series = AnyOrKnown(family, depth - 1)) {
      return FilteredAggregate(series, depth);
    }
  }
  if (named != nullptr && random_.Chance(40)) {
    const NodePtr other = Optional(family, depth - 1);
    Type type = named->type;
    type.scale = std::max(type.scale, other->type.scale);
    return Make(Construct::kOtherwiseOptional, type, "(@ otherwise @)", {named, other},
                Hull(named->estimate, other->estimate));
  }
  const NodePtr condition = Condition(depth - 1);
  const NodePtr value = Value(family, depth - 1);
  return Make(Construct::kIfMissingElse, value->type.as_optional(), "(if @ then @ else missing)",
              {condition, value}, value->estimate);
}

// `average`, `largest` or `smallest` over the items that meet a condition: missing when none does.
NodePtr Generator::FilteredAggregate(const NodePtr& series, int depth) {
  Type type = series->type.item().as_optional();
  const NodePtr filter = Filter(series, depth - 1);
  const bool averages = type.kind != Kind::kDuration && type.kind != Kind::kDate;
  switch (random_.Below(averages ? 3 : 2)) {
    case 2:
      type = type.is_exact() ? type.with_scale(8) : type;
      return Make(Construct::kAverageWith, type, "average(@ with @)", {series, filter},
                  series->estimate);
    case 0:
      return Make(Construct::kLargestWith, type, "largest(@ with @)", {series, filter},
                  series->estimate);
    default:
      return Make(Construct::kSmallestWith, type, "smallest(@ with @)", {series, filter},
                  series->estimate);
  }
}

NodePtr Generator::Float(int depth) {
  const NodePtr named =
      ReadNamed([](const Variable& variable) { return variable.type == Type::Float(); });
  // A float leaf is always at hand: the record has such a field.
  if (depth <= 0 || random_.Chance(20)) {
    return named;
  }
  const NodePtr left = Float(depth - 1);
  const NodePtr right = random_.Chance(60) ? Float(depth - 1) : Exact(Type::Integer(), depth - 1);
  std::vector<NodePtr> sides = {left, right};
  if (random_.Chance(30)) {
    std::swap(sides[0], sides[1]);
  }
  const bool zero = sides[1]->estimate.low == 0 && sides[1]->estimate.high == 0;
  const Estimate wide{-4, 4};
  switch (random_.Below(11)) {
    case 0:
    case 1:
      return Make(Construct::kFloatAdd, Type::Float(), "(@ + @)", sides, wide);
    case 2:
      return Make(Construct::kFloatSubtract, Type::Float(), "(@ - @)", sides, wide);
    case 3:
    case 4:
      return Make(Construct::kFloatMultiply, Type::Float(), "(@ * @)", sides, wide);
    case 5:
      return zero ? left : Make(Construct::kFloatDivide, Type::Float(), "(@ / @)", sides, wide);
    case 6:
      return random_.Chance(50)
                 ? Make(Construct::kFloatNegate, Type::Float(), "(- @)", {left}, wide)
                 : Make(Construct::kFloatAbsolute, Type::Float(), "(absolute @)", {left}, wide);
    case 7: {
      const NodePtr picked = Pick(Type::Float(), depth, 0);
      return picked;
    }
    case 8: {
      const NodePtr series = AnySeries(Type::Float(), depth - 1);
      return series == nullptr ? named : Aggregate(Type::Float(), depth, random_.Chance(20));
    }
    default:
      return Common(Type::Float(), depth);
  }
}

NodePtr Generator::Date(int depth) {
  const NodePtr named =
      ReadNamed([](const Variable& variable) { return variable.type == Type::Date(); });
  if (depth <= 0 || named == nullptr || random_.Chance(25)) {
    return named != nullptr && random_.Chance(85) ? named : Literal(Type::Date(), {6000, 22'000});
  }
  if (random_.Chance(20)) {
    return Common(Type::Date(), depth);
  }
  if (random_.Chance(15)) {
    return Pick(Type::Date(), depth, 0);
  }
  const bool months = random_.Chance(60), add = random_.Chance(50);
  const Type unit =
      Type::Duration(months ? types::DurationUnit::kMonths : types::DurationUnit::kDays);
  const NodePtr date = Date(depth - 1), length = Duration(unit, depth - 1);
  const double days = (months ? kDays : 1) * (add ? 1 : -1);
  const Estimate moved{date->estimate.low + days * length->estimate.low,
                       date->estimate.high + days * length->estimate.high};
  const Construct construct = months ? add ? Construct::kAddMonths : Construct::kSubtractMonths
                              : add  ? Construct::kAddDays
                                     : Construct::kSubtractDays;
  return Make(construct, Type::Date(), add ? "(@ + @)" : "(@ - @)", {date, length}, moved);
}

NodePtr Generator::Duration(const Type& family, int depth) {
  if (depth <= 0 || random_.Chance(20)) {
    const NodePtr leaf = ExactLeaf(family);
    return leaf;
  }
  const bool days = family.unit == types::DurationUnit::kDays;
  switch (random_.Below(10)) {
    case 0:
    case 1:
    case 2: {
      const NodePtr from = Date(depth - 1), to = Date(depth - 1);
      const double reach = days ? 9000 : 300;
      return Make(days ? Construct::kDaysFrom : Construct::kMonthsFrom, family,
                  days ? "(days from @ to @)" : "(months from @ to @)", {from, to},
                  {-reach, reach});
    }
    case 3:
      if (days) {
        return Make(Construct::kDateDifference, family, "(@ - @)",
                    {Date(depth - 1), Date(depth - 1)}, {-9000, 9000});
      }
      [[fallthrough]];
    case 4:
    case 5:
      return Sum(family, depth);
    case 6: {
      const NodePtr length = Duration(family, depth - 1);
      NodePtr times = Exact(Type::Integer(), depth - 1);
      times = Fit(times, Type::Integer());
      return Make(Construct::kMultiplyDuration, family, "(@ * @)",
                  random_.Chance(50) ? std::vector{length, times} : std::vector{times, length},
                  Times(length->estimate, times->estimate));
    }
    case 7:
      return Sign(family, depth);
    case 8:
      return Pick(family, depth, 0);
    default:
      return random_.Chance(30) ? Aggregate(family, depth, random_.Chance(25))
                                : Common(family, depth);
  }
}

NodePtr Generator::EnumName(const Type& type) {
  return ReadNamed([&](const Variable& variable) { return variable.type == type.required(); });
}

// A value of the enumeration; members alone only where the context says which enumeration is meant.
NodePtr Generator::Enum(const Type& type, int depth) {
  const NodePtr named = EnumName(type);
  if (depth > 0 && random_.Chance(25)) {
    return Common(Family(type), depth);
  }
  return named != nullptr && random_.Chance(60) ? named : Literal(type, {});
}

NodePtr Generator::Text(int depth) {
  const NodePtr named =
      ReadNamed([](const Variable& variable) { return variable.type == Type::Text(); });
  if (depth > 0 && random_.Chance(30)) {
    return Common(Type::Text(), depth);
  }
  return named != nullptr && random_.Chance(70) ? named : Literal(Type::Text(), {});
}

}  // namespace sextant::differential
