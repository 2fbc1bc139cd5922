#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

constexpr int kMaxPlaces = 18;
constexpr int kQuotientPlaces = 8;

// The quotient for a divisor of the usual size: the extremes near zero would tell nothing.
Estimate Over(Estimate a, Estimate b) {
  const double size = std::max({std::abs(b.low) / 2, std::abs(b.high) / 2, 1e-6});
  return {a.low / size, a.high / size};
}

bool IsZero(const Node& node) {
  return node.estimate.low == 0 && node.estimate.high == 0;
}

}  // namespace

NodePtr Generator::Exact(const Type& family, int depth) {
  if (family.kind == Kind::kDuration) {
    return Duration(family, depth);
  }
  if (depth <= 0 || random_.Chance(15)) {
    return ExactLeaf(family);
  }
  const bool number = family.kind == Kind::kNumber;
  switch (random_.Below(17)) {
    case 0:
    case 1:
    case 2:
      return Sum(family, depth);
    case 3:
    case 4:
      return Product(family, depth);
    case 5:
    case 6:
      return Quotient(family, depth);
    case 7:
      return Sign(family, depth);
    case 8:
    case 9:
      return Rounded(Exact(family, depth - 1));
    case 10:
      return Pick(family, depth, 0);
    case 11:
    case 12:
      return Common(family, depth);
    case 13:
    case 14:
      return Aggregate(family, depth, random_.Chance(25));
    case 15:
      return number ? Count(depth) : Converted(family, depth);
    default:
      return number ? RoundedFloat(depth) : Common(family, depth);
  }
}

NodePtr Generator::ExactLeaf(const Type& family) {
  const NodePtr named = ReadNamed([&](const Variable& variable) {
    return SameFamily(variable.type, family) && !variable.type.optional &&
           variable.type.series == 0;
  });
  if (named != nullptr && random_.Chance(80)) {
    return named;
  }
  return Literal(family, named != nullptr ? named->estimate : Estimate{-20, 500});
}

NodePtr Generator::Sum(const Type& family, int depth) {
  const NodePtr left = Exact(family, depth - 1), right = Exact(family, depth - 1);
  const bool add = random_.Chance(50);
  const Type type = left->type.with_scale(std::max(left->type.scale, right->type.scale));
  return Make(add ? Construct::kAdd : Construct::kSubtract, type, add ? "(@ + @)" : "(@ - @)",
              {left, right},
              add ? Plus(left->estimate, right->estimate) : Minus(left->estimate, right->estimate));
}

// An amount or a number times a number, in either order.
NodePtr Generator::Product(const Type& family, int depth) {
  NodePtr value = Exact(family, depth - 1);
  NodePtr factor = Exact(Type::Integer(), depth - 1);
  if (value->type.scale + factor->type.scale > kMaxPlaces) {
    NodePtr& side = value->type.scale > factor->type.scale ? value : factor;
    const NodePtr& other = value->type.scale > factor->type.scale ? factor : value;
    side = RoundedTo(side, random_.Int(0, std::min(6, kMaxPlaces - other->type.scale)));
  }
  const Type type = family.with_scale(value->type.scale + factor->type.scale);
  const Estimate estimate = Times(value->estimate, factor->estimate);
  return random_.Chance(50)
             ? Make(Construct::kMultiply, type, "(@ * @)", {value, factor}, estimate)
             : Make(Construct::kMultiply, type, "(@ * @)", {factor, value}, estimate);
}

NodePtr Generator::Quotient(const Type& family, int depth) {
  Type top = family, bottom = Type::Integer();
  Construct construct = Construct::kDivideMoneyByNumber;
  if (family.kind == Kind::kNumber) {
    construct = random_.Pick({Construct::kDivideNumbers, Construct::kDivideMoney,
                              Construct::kDivideNumbers, Construct::kDivideDurations});
    if (construct == Construct::kDivideMoney) {
      top = bottom = Family(Type::Money(random_.Pick(currencies_), 0));
    } else if (construct == Construct::kDivideDurations) {
      top = bottom =
          Type::Duration(random_.Pick({types::DurationUnit::kDays, types::DurationUnit::kMonths}));
    }
  }
  const NodePtr numerator = Exact(top, depth - 1);
  NodePtr divisor = Exact(bottom, depth - 1);
  while (IsZero(*divisor)) {  // the checker refuses a divisor that is always 0
    divisor = Literal(bottom, {1, 30});
  }
  return Make(construct, family.with_scale(kQuotientPlaces), "(@ / @)", {numerator, divisor},
              Over(numerator->estimate, divisor->estimate));
}

NodePtr Generator::Sign(const Type& family, int depth) {
  const NodePtr value = Exact(family, depth - 1);
  const Estimate in = value->estimate;
  if (random_.Chance(50)) {
    return Make(Construct::kNegate, value->type, "(- @)", {value}, {-in.high, -in.low});
  }
  return Make(Construct::kAbsolute, value->type, "(absolute @)", {value}, Absolute(in));
}

namespace {

struct Mode {
  const char* text;
  Construct construct;
};
constexpr Mode kModes[] = {{"", Construct::kRoundedPlain},
                           {"half even ", Construct::kRoundedHalfEven},
                           {"half up ", Construct::kRoundedHalfUp},
                           {"down ", Construct::kRoundedDown},
                           {"up ", Construct::kRoundedUp}};

}  // namespace

NodePtr Generator::RoundedTo(NodePtr value, int places) {
  const Mode& mode = random_.Pick(std::span<const Mode>(kModes));
  const bool is_float = value->type.kind == Kind::kFloat;
  const Type type = is_float ? Type::Number(places) : value->type.with_scale(places);
  NodePtr node =
      Make(is_float ? Construct::kRoundedFloat : Construct::kRoundedPlaces, type,
           fmt::format("(@ rounded {}to {} places)", mode.text, places), {value}, value->estimate);
  return With(node, {mode.construct});
}

// To places or to a multiple of a step.
NodePtr Generator::Rounded(NodePtr value) {
  const int scale = value->type.scale;
  if (random_.Chance(50)) {
    return RoundedTo(value, random_.Int(0, std::min(scale + 2, kMaxPlaces)));
  }
  const Mode& mode = random_.Pick(std::span<const Mode>(kModes));
  const Type step_type = value->type.item().with_scale(random_.Int(0, 4));
  const int64_t step = random_.Pick({1, 2, 5, 10, 25, 100, 7, 500, 1000, 10'000});
  const NodePtr literal = LiteralOf(step_type, step);
  NodePtr node =
      Make(Construct::kRoundedStep, value->type.with_scale(literal->type.scale),
           fmt::format("(@ rounded {}to @)", mode.text), {value, literal}, value->estimate);
  return With(node, {mode.construct});
}

NodePtr Generator::RoundedFloat(int depth) {
  return RoundedTo(Float(depth - 1), random_.Int(0, 8));
}

// The least or greatest of several; with `series`, item by item of at least one series.
NodePtr Generator::Pick(const Type& family, int depth, int series) {
  if (random_.Chance(30)) {
    return Limited(family, depth, series);
  }
  const bool smallest = random_.Chance(50);
  std::vector<NodePtr> items;
  Type type = family;
  Estimate estimate;
  for (int i = 0, count = random_.Int(2, 4); i < count; ++i) {
    NodePtr item = series > 0 && (i == 0 || random_.Chance(40)) ? Series(family, series, depth - 1)
                                                                : Value(family, depth - 1);
    item = item != nullptr ? item : Literal(family, {0, 100});
    if (family.is_exact()) {
      type.scale = std::max(type.scale, item->type.scale);
    }
    estimate = i == 0 ? item->estimate : Picked(smallest, estimate, item->estimate);
    auto copy = std::make_shared<Node>(*item);
    copy->removable = true;
    items.push_back(copy);
  }
  NodePtr node =
      Make(smallest ? Construct::kSmallestOf : Construct::kLargestOf,
           type.series_of(static_cast<uint16_t>(series)),
           smallest ? "smallest of { @ }" : "largest of { @ }", {List(", ", items)}, estimate);
  return series > 0 ? With(node, {Construct::kPickSeries}) : node;
}

// A value brought between two ends; with `series`, item by item.
NodePtr Generator::Limited(const Type& family, int depth, int series) {
  NodePtr value = series > 0 ? Series(family, series, depth - 1) : Value(family, depth - 1);
  value = value != nullptr ? value : Value(family, depth - 1);
  NodePtr low = random_.Chance(60) ? Literal(family, value->estimate) : Value(family, depth - 1);
  NodePtr high = random_.Chance(60) ? Literal(family, value->estimate) : Value(family, depth - 1);
  if (low->estimate.low > high->estimate.high) {
    std::swap(low, high);
  }
  Type type = value->type;
  if (family.is_exact()) {
    type.scale = std::max({type.scale, low->type.scale, high->type.scale});
  }
  const Construct construct =
      value->type.series > 0 ? Construct::kLimitedSeries : Construct::kLimited;
  return Make(construct, type, "(@ limited to @..@)", {value, low, high},
              {low->estimate.low, high->estimate.high});
}

// An amount of another currency at a rate.
NodePtr Generator::Converted(const Type& family, int depth) {
  const types::Currency from = currencies_[0] == family.currency ? currencies_[1] : currencies_[0];
  if (from == family.currency) {
    return ExactLeaf(family);
  }
  NodePtr value = Exact(Family(Type::Money(from, 0)), depth - 1);
  NodePtr rate = Exact(Type::Integer(), depth - 1);
  if (value->type.scale + rate->type.scale > kMaxPlaces) {
    value = RoundedTo(value, std::min<int>(value->type.scale, 4));
    rate = RoundedTo(rate, std::min<int>(rate->type.scale, 8));
  }
  return Make(Construct::kConverted, family.with_scale(value->type.scale + rate->type.scale),
              "(@ converted to " + family.currency.text() + " at @)", {value, rate},
              Times(value->estimate, rate->estimate));
}

NodePtr Generator::Count(int depth) {
  if (const NodePtr of_rows = random_.Chance(40) ? RowCount(depth) : nullptr) {
    return of_rows;
  }
  const auto sets =
      Named([](const Variable& variable) { return variable.type.kind == Kind::kSet; });
  if (!sets.empty() && random_.Chance(30)) {
    const Type type = random_.Pick(sets)->type.required();
    const double most = static_cast<double>(enums_[type.enumeration.index()].members.size());
    return Make(Construct::kCountSet, Type::Integer(), "(count of @)", {Set(type, depth - 1)},
                {0, most});
  }
  const auto found = Named(
      [](const Variable& variable) { return variable.type.series > 0 && !variable.type.optional; });
  if (found.empty()) {
    return ExactLeaf(Type::Integer());
  }
  const NodePtr series = AnyOrKnown(Family(random_.Pick(found)->type), depth - 1);
  const Estimate estimate{0, static_cast<double>(series->type.series)};
  if (series->text.starts_with("known") && series->type.kind != Kind::kBool) {
    return Make(Construct::kCountKnown, Type::Integer(), "(count of @)", {series}, estimate);
  }
  if (series->type.kind != Kind::kBool && random_.Chance(15)) {
    return Make(Construct::kCountAll, Type::Integer(), "count(@)", {series},
                {estimate.high, estimate.high});
  }
  const bool call = random_.Chance(25);
  return Make(call ? Construct::kCountCall : Construct::kCountOf, Type::Integer(),
              call ? "count(@ with @)" : "(count of @ with @)", {series, Filter(series, depth - 1)},
              estimate);
}

// Over a series. A filtered one is optional unless it is a sum.
NodePtr Generator::Aggregate(const Type& family, int depth, bool filtered) {
  if (const NodePtr of_rows = random_.Chance(35) ? RowSum(family, depth) : nullptr) {
    return of_rows;
  }
  if (const NodePtr known = random_.Chance(25) ? KnownItems(family) : nullptr) {
    return Make(Construct::kSumKnown, known->type.item(), "sum(@)", {known},
                Times(known->estimate, {0, static_cast<double>(known->type.series)}));
  }
  const NodePtr series = AnySeries(family, depth - 1);
  if (series == nullptr) {
    return ExactLeaf(family);
  }
  const int choice = static_cast<int>(random_.Below(5));
  Type type = series->type.item();
  const double count = series->type.series;
  if (filtered) {
    return Make(Construct::kSumWith, type, "sum(@ with @)", {series, Filter(series, depth - 1)},
                Times(series->estimate, {0, count}));
  }
  switch (choice) {
    case 0:
      return Make(Construct::kSum, type, "sum(@)", {series},
                  Times(series->estimate, {count, count}));
    case 1:
      if (type.kind == Kind::kDuration) {
        return Make(Construct::kSum, type, "sum(@)", {series},
                    Times(series->estimate, {count, count}));
      }
      type = type.is_exact() ? type.with_scale(kQuotientPlaces) : type;
      return Make(Construct::kAverage, type, "average(@)", {series}, series->estimate);
    case 2:
      return Make(Construct::kLargest, type, "largest(@)", {series}, series->estimate);
    case 3:
      return Make(Construct::kSmallest, type, "smallest(@)", {series}, series->estimate);
    default:
      return Make(Construct::kItemOf, type,
                  fmt::format("(item {} of @)", random_.Int(1, series->type.series)), {series},
                  series->estimate);
  }
}

// The value brought to a type it can be stored in.
NodePtr Generator::Fit(NodePtr value, const Type& target) {
  const bool coarser = value->type.is_exact() && value->type.scale > target.scale;
  return coarser ? RoundedTo(value, target.scale) : value;
}

}  // namespace sextant::differential
