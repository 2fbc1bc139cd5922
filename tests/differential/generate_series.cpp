#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/differential/generate_node.h"

namespace sextant::differential {

// A series of the family and length, or null when nothing of that kind can be named.
NodePtr Generator::Series(const Type& family, int length, int depth) {
  const auto longer = [&](const Variable& variable) {
    return variable.type.series >= length && SameFamily(variable.type, family) &&
           !variable.type.optional;
  };
  if (depth > 0 && random_.Chance(45) && (family.is_exact() || family.kind == Kind::kFloat)) {
    if (const NodePtr made = SeriesArithmetic(family, length, depth)) {
      return made;
    }
  }
  const NodePtr named = ReadNamed(longer);
  if (named == nullptr) {
    return nullptr;
  }
  if (named->type.series == length && random_.Chance(85)) {
    return named;
  }
  return Make(Construct::kLastOf, named->type.series_of(static_cast<uint16_t>(length)),
              fmt::format("(last {} of @)", length), {named}, named->estimate);
}

NodePtr Generator::AnySeries(const Type& family, int depth) {
  const auto found = Named([&](const Variable& variable) {
    return variable.type.series > 0 && SameFamily(variable.type, family) && !variable.type.optional;
  });
  if (found.empty()) {
    return nullptr;
  }
  const int length = random_.Pick(found)->type.series;
  return Series(family, random_.Chance(25) ? random_.Int(1, length) : length, depth);
}

// The items of an optional series that are there, for aggregates; null when there is no such
// series.
NodePtr Generator::KnownItems(const Type& family) {
  const NodePtr named = ReadNamed([&](const Variable& variable) {
    return variable.type.series > 0 && variable.type.optional && SameFamily(variable.type, family);
  });
  if (named == nullptr) {
    return nullptr;
  }
  const Type type = named->type.required();
  if (random_.Chance(60)) {
    return Make(Construct::kKnown, type, "known @", {named}, named->estimate);
  }
  const int count = random_.Int(1, type.series);
  return Make(Construct::kKnownLast, type.series_of(static_cast<uint16_t>(count)),
              fmt::format("known last {} of @", count), {named}, named->estimate);
}

// For an aggregate with a condition.
NodePtr Generator::AnyOrKnown(const Type& family, int depth) {
  const NodePtr known = random_.Chance(40) ? KnownItems(family) : nullptr;
  return known != nullptr ? known : AnySeries(family, depth);
}

// Item by item: both sides series, or one a single value. Null when no series can be named.
NodePtr Generator::SeriesArithmetic(const Type& family, int length, int depth) {
  const NodePtr series = Series(family, length, depth - 1);
  if (series == nullptr) {
    return nullptr;
  }
  const bool scales = family.kind != Kind::kDuration;
  switch (random_.Below(12)) {
    case 0:
    case 1:
      return Pick(family, depth, length);
    case 2:
      return SeriesSign(series);
    case 3:
      return scales && family.is_exact() ? With(Rounded(series), {Construct::kSeriesRounded})
                                         : SeriesSign(series);
    case 4: {
      const NodePtr other = Series(family, length, depth - 1);
      Type type = series->type;
      type.scale = std::max(type.scale, other->type.scale);
      return Make(Construct::kSeriesIf, type, "(if @ then @ else @)",
                  {Condition(depth - 1), series, other}, series->estimate);
    }
    case 5:
    case 6:
    case 7:
      return scales ? SeriesProduct(series, depth) : SeriesSum(series, depth);
    default:
      return SeriesSum(series, depth);
  }
}

NodePtr Generator::SeriesSign(const NodePtr& series) {
  const Estimate in = series->estimate;
  if (random_.Chance(50)) {
    return Make(Construct::kSeriesNegate, series->type, "(- @)", {series}, {-in.high, -in.low});
  }
  return Make(Construct::kSeriesAbsolute, series->type, "(absolute @)", {series}, Absolute(in));
}

NodePtr Generator::SeriesProduct(NodePtr series, int depth) {
  const bool is_float = series->type.kind == Kind::kFloat;
  NodePtr factor = is_float ? Value(Type::Float(), depth - 1) : Exact(Type::Integer(), depth - 1);
  const bool zero = factor->estimate.low == 0 && factor->estimate.high == 0;
  if (!zero && random_.Chance(40)) {
    const Type type = is_float ? series->type : series->type.with_scale(8);
    return Make(Construct::kSeriesDivide, type, "(@ / @)", {series, factor}, series->estimate);
  }
  if (series->type.scale + factor->type.scale > 18) {
    series = RoundedTo(series, std::min<int>(series->type.scale, 2));
    factor = factor->type.scale > 16 ? RoundedTo(factor, 4) : factor;
  }
  const Type type =
      is_float ? series->type : series->type.with_scale(series->type.scale + factor->type.scale);
  const Estimate estimate = Times(series->estimate, factor->estimate);
  std::vector<NodePtr> sides = {series, factor};
  if (random_.Chance(50)) {
    std::swap(sides[0], sides[1]);
  }
  return Make(Construct::kSeriesMultiply, type, "(@ * @)", std::move(sides), estimate);
}

NodePtr Generator::SeriesSum(const NodePtr& series, int depth) {
  const Type family = Family(series->type);
  NodePtr other = random_.Chance(60) ? Series(family, series->type.series, depth - 1) : nullptr;
  other = other != nullptr ? other : Value(family, depth - 1);
  Type type = series->type;
  type.scale =
      std::max(type.scale, other->type.kind == family.kind ? other->type.scale : type.scale);
  std::vector<NodePtr> sides = {series, other};
  if (random_.Chance(30)) {
    std::swap(sides[0], sides[1]);
  }
  const bool add = random_.Chance(50);
  const Estimate a = sides[0]->estimate, b = sides[1]->estimate;
  return Make(add ? Construct::kSeriesAdd : Construct::kSeriesSubtract, type,
              add ? "(@ + @)" : "(@ - @)", std::move(sides), add ? Plus(a, b) : Minus(a, b));
}

// A condition over `it`, an item of the series.
NodePtr Generator::Filter(const NodePtr& series, int depth) {
  const Scope outer = scope_;
  std::erase_if(scope_.variables, [](const Variable& variable) { return variable.name == "it"; });
  scope_.variables.push_back({"it", series->type.item(), Construct::kNameIt, series->estimate});
  const NodePtr it = Read(scope_.variables.back());
  NodePtr condition = CompareWith(it, std::min(depth, 1));
  if (random_.Chance(20)) {
    condition = Make(Construct::kFilterJoined, Type::Bool(), "(@ and @)",
                     {condition, Condition(std::min(depth, 1))});
  } else if (random_.Chance(10)) {
    condition = Make(Construct::kNot, Type::Bool(), "(not @)", {condition});
  }
  scope_ = outer;
  return condition;
}

}  // namespace sextant::differential
