#include <algorithm>

#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

struct Test {
  const char* text;
  Construct construct;
};
constexpr Test kOrder[] = {{"(@ < @)", Construct::kLess},
                           {"(@ <= @)", Construct::kLessEqual},
                           {"(@ > @)", Construct::kGreater},
                           {"(@ >= @)", Construct::kGreaterEqual}};
constexpr Test kEquality[] = {{"(@ = @)", Construct::kEqual}, {"(@ <> @)", Construct::kNotEqual}};
constexpr Test kMembers[] = {{"(@ is @)", Construct::kIs},
                             {"(@ is not @)", Construct::kIsNot},
                             {"(@ = @)", Construct::kEnumEqual},
                             {"(@ <> @)", Construct::kEnumNotEqual}};
constexpr Test kLogic[] = {{"(@ and @)", Construct::kAnd},
                           {"(@ or @)", Construct::kOr},
                           {"(@ implies @)", Construct::kImplies}};

// Whether ranges alone decide a test, as the checker sees it: such a rule is refused.
bool Decided(Construct test, const Node& left, const Node& right) {
  const Estimate by = Minus(left.estimate, right.estimate);
  switch (test) {
    case Construct::kLess:
    case Construct::kGreaterEqual:
      return !(by.low < 0 && by.high >= 0);
    case Construct::kLessEqual:
    case Construct::kGreater:
      return !(by.low <= 0 && by.high > 0);
    default:
      return by.low > 0 || by.high < 0 || (by.low == 0 && by.high == 0);
  }
}

}  // namespace

NodePtr Generator::Condition(int depth) {
  if (depth <= 0) {
    const NodePtr named =
        ReadNamed([](const Variable& variable) { return variable.type == Type::Bool(); });
    return named != nullptr && random_.Chance(35) ? named : Comparison(0);
  }
  switch (random_.Below(21)) {
    default:
      return Comparison(depth);
    case 13:
      return SetTest(depth);
    case 0:
    case 1:
    case 2: {
      const Test& logic = random_.Pick(std::span<const Test>(kLogic));
      return Make(logic.construct, Type::Bool(), logic.text,
                  {Condition(depth - 1), Condition(depth - 1)});
    }
    case 3:
      return Make(Construct::kNot, Type::Bool(), "(not @)", {Condition(depth - 1)});
    case 4:
    case 5:
      return EnumTest(depth);
    case 6:
      return KnownTest(depth);
    case 7:
    case 8:
      return Narrowed(depth);
    case 9:
      return Within(depth);
    case 10:
    case 11:
      return AnyNone(depth);
    case 12:
      return Common(Type::Bool(), depth);
  }
}

// A kind of value that can be compared by order: mostly one that something can be named of.
Type Generator::DrawComparable() {
  const auto found = Named([](const Variable& variable) {
    const Type& type = variable.type;
    const bool ordered = type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
    return ordered && variable.construct != Construct::kNameAsOf;
  });
  if (!found.empty() && random_.Chance(85)) {
    return Family(random_.Pick(found)->type);
  }
  switch (random_.Below(12)) {
    default:
      return Type::Integer();
    case 0:
    case 1:
    case 2:
      return Family(Type::Money(random_.Pick(currencies_), 0));
    case 3:
    case 4:
      return Type::Float();
    case 5:
    case 6:
      return Type::Date();
    case 7:
      return Type::Duration(types::DurationUnit::kDays);
    case 8:
      return Type::Duration(types::DurationUnit::kMonths);
  }
}

NodePtr Generator::Comparison(int depth) {
  if (random_.Chance(12)) {
    return EnumTest(depth);
  }
  const Type type = random_.Chance(8)   ? Type::Text()
                    : random_.Chance(5) ? Type::Bool()
                                        : DrawComparable();
  return CompareWith(Value(type, depth - 1), depth);
}

// A test of the value given, by a constant near the values it takes more often than not.
NodePtr Generator::CompareWith(const NodePtr& left, int depth) {
  const Type type = left->type;
  switch (type.kind) {
    case Kind::kEnum:
      return TestMember(left, depth);
    case Kind::kSet:
      return SetTest(depth);
    case Kind::kBool:
      return random_.Chance(50) ? left
                                : Make(Construct::kBooleanEqual, Type::Bool(), "(@ = @)",
                                       {left, Condition(depth - 1)});
    case Kind::kText: {
      const Test& test = random_.Pick(std::span<const Test>(kEquality));
      if (random_.Chance(10)) {
        return Make(Construct::kStartsWith, Type::Bool(),
                    random_.Pick({"(@ starts with \"a\")", "(@ starts with \"客\")",
                                  "(@ starts with \"\")", "(@ starts with \"north\")"}),
                    {left});
      }
      return random_.Chance(15)
                 ? InSet(left)
                 : With(Make(test.construct, Type::Bool(), test.text, {left, Text(depth - 1)}),
                        {Construct::kCompareText});
    }
    default:
      break;
  }
  for (int attempt = 0; attempt < 4; ++attempt) {
    if (const NodePtr test = CompareOrdered(left, depth)) {
      return test;
    }
  }
  return SplitFloat();
}

// For want of a better test, one that ranges never decide.
NodePtr Generator::SplitFloat() {
  NodePtr test;
  while (test == nullptr) {
    test = CompareOrdered(Float(0), 0);
  }
  return test;
}

// Null when the estimates alone decide the test.
NodePtr Generator::CompareOrdered(const NodePtr& left, int depth) {
  const Type type = left->type;
  const bool is_float = type.kind == Kind::kFloat;
  if (random_.Chance(12) && !is_float) {
    return InSet(left);
  }
  if (random_.Chance(15)) {
    return InRange(left, depth);
  }
  NodePtr right = random_.Chance(60) ? Literal(type, left->estimate) : Value(type, depth - 1);
  const bool same = left->named && right->text == left->text;
  right = same ? Literal(type, left->estimate) : right;
  const Test& test = random_.Chance(is_float ? 5 : 25)
                         ? random_.Pick(std::span<const Test>(kEquality))
                         : random_.Pick(std::span<const Test>(kOrder));
  std::vector<NodePtr> sides = {left, right};
  if (random_.Chance(20)) {
    std::swap(sides[0], sides[1]);
  }
  if (!is_float && Decided(test.construct, *sides[0], *sides[1])) {
    return nullptr;
  }
  return With(Make(test.construct, Type::Bool(), test.text, std::move(sides)),
              {is_float                     ? Construct::kCompareFloat
               : type.kind == Kind::kDate   ? Construct::kCompareDate
               : type.kind == Kind::kMoney  ? Construct::kCompareMoney
               : type.kind == Kind::kNumber ? Construct::kCompareNumber
                                            : Construct::kCompareDuration});
}

NodePtr Generator::InRange(const NodePtr& value, int depth) {
  NodePtr low, high;
  {
    const OneSign both(*this);
    low = Literal(value->type, value->estimate);
    high = Literal(value->type, value->estimate);
  }
  if (low->estimate.low > high->estimate.low) {
    std::swap(low, high);
  }
  NodePtr& end = random_.Chance(50) ? low : high;
  if (random_.Chance(25)) {
    end = Value(value->type, depth - 1);
  }
  const bool undecided = !Decided(Construct::kGreaterEqual, *value, *low) &&
                         !Decided(Construct::kLessEqual, *value, *high);
  const bool empty =
      low->children.empty() && high->children.empty() && low->estimate.low > high->estimate.low;
  if (empty || (!undecided && value->type.kind != Kind::kFloat)) {
    return nullptr;
  }
  return random_.Chance(70)
             ? Make(Construct::kInRange, Type::Bool(), "(@ in @..@)", {value, low, high})
             : Make(Construct::kNotInRange, Type::Bool(), "(@ not in @..@)", {value, low, high});
}

// Among constants and parameters.
NodePtr Generator::InSet(const NodePtr& value) {
  std::vector<NodePtr> items;
  for (int i = 0, count = random_.Int(1, 4); i < count; ++i) {
    const NodePtr param = random_.Chance(20) ? ReadNamed([&](const Variable& variable) {
      return variable.construct == Construct::kNameParam && SameFamily(variable.type, value->type);
    })
                                             : nullptr;
    auto item =
        std::make_shared<Node>(*(param != nullptr ? param : Literal(value->type, value->estimate)));
    item->removable = true;
    items.push_back(item);
  }
  return random_.Chance(70)
             ? Make(Construct::kInSet, Type::Bool(), "(@ in { @ })", {value, List(", ", items)})
             : Make(Construct::kNotInSet, Type::Bool(), "(@ not in { @ })",
                    {value, List(", ", items)});
}

NodePtr Generator::EnumTest(int depth) {
  const NodePtr value = ReadNamed([](const Variable& variable) {
    return variable.type.kind == Kind::kEnum && !variable.type.optional &&
           variable.type.series == 0;
  });
  return value != nullptr ? TestMember(value, depth) : Comparison(0);
}

NodePtr Generator::TestMember(const NodePtr& value, int depth) {
  const Enumeration& enumeration = enums_[value->type.enumeration.index()];
  if (enumeration.ordered && random_.Chance(30)) {
    const Test& sign = random_.Pick(std::span<const Test>(kOrder));
    return With(Make(sign.construct, Type::Bool(), sign.text, {value, Literal(value->type, {})}),
                {Construct::kCompareBand});
  }
  if (random_.Chance(35)) {
    return With(InSet(value), {Construct::kInMembers});
  }
  const Test& sign = random_.Pick(std::span<const Test>(kMembers));
  const NodePtr other =
      random_.Chance(70) ? Literal(value->type, {}) : Enum(value->type, depth - 1);
  return Make(sign.construct, Type::Bool(), sign.text, {value, other});
}

NodePtr Generator::KnownTest(int depth) {
  NodePtr value = ReadNamed(
      [](const Variable& variable) { return variable.type.optional && variable.type.series == 0; });
  value = value != nullptr && random_.Chance(70) ? value : Optional(DrawComparable(), depth - 1);
  return random_.Chance(50) ? Make(Construct::kIsKnown, Type::Bool(), "(@ is known)", {value})
                            : Make(Construct::kIsMissing, Type::Bool(), "(@ is missing)", {value});
}

// A test for a missing value, and beside it a condition that may use the value.
NodePtr Generator::Narrowed(int depth) {
  const auto optional = Named(
      [](const Variable& variable) { return variable.type.optional && variable.type.series == 0; });
  if (optional.empty()) {
    return Comparison(depth);
  }
  const Variable variable = *random_.Pick(optional);
  const NodePtr name = Read(variable);
  static constexpr Test kTests[] = {{"(@ is known and @)", Construct::kKnownAnd},
                                    {"(@ is known and @)", Construct::kKnownAnd},
                                    {"(@ is missing or @)", Construct::kMissingOr},
                                    {"(@ is known implies @)", Construct::kKnownImplies},
                                    {"(not @ is missing and @)", Construct::kNotMissingAnd}};
  const Test& test = random_.Pick(std::span<const Test>(kTests));
  const Scope outer = scope_;
  Narrow(variable.name);
  Variable present = variable;
  present.type.optional = false;
  const NodePtr condition =
      random_.Chance(60) ? CompareWith(Read(present), depth - 1) : Condition(depth - 1);
  scope_ = outer;
  return Make(test.construct, Type::Bool(), test.text, {name, condition});
}

NodePtr Generator::Within(int depth) {
  const Type unit =
      Type::Duration(random_.Pick({types::DurationUnit::kDays, types::DurationUnit::kMonths}));
  const bool days = unit.unit == types::DurationUnit::kDays;
  NodePtr length = random_.Chance(25) ? Duration(unit, depth - 1) : nullptr;
  if (length == nullptr || length->estimate.low == length->estimate.high) {
    length = LiteralOf(unit, random_.Int(1, days ? 4000 : 200));  // a constant is above 0
  }
  const bool before = random_.Chance(50);
  return Make(before ? Construct::kWithinBefore : Construct::kWithinAfter, Type::Bool(),
              before ? "(@ within @ before @)" : "(@ within @ after @)",
              {Date(depth - 1), length, Date(depth - 1)});
}

NodePtr Generator::AnyNone(int depth) {
  if (const NodePtr of_rows = random_.Chance(50) ? RowAnyNone(depth) : nullptr) {
    return of_rows;
  }
  const auto found = Named(
      [](const Variable& variable) { return variable.type.series > 0 && !variable.type.optional; });
  if (found.empty()) {
    return Comparison(depth);
  }
  const NodePtr series = AnyOrKnown(Family(random_.Pick(found)->type), depth - 1);
  const bool any = random_.Chance(50);
  if (series->type.kind == Kind::kBool && random_.Chance(50)) {
    return Make(Construct::kAnyOfPlain, Type::Bool(), any ? "(any of @)" : "(none of @)", {series});
  }
  return Make(any ? Construct::kAnyOf : Construct::kNoneOf, Type::Bool(),
              any ? "(any of @ with @)" : "(none of @ with @)",
              {series, Filter(series, depth - 1)});
}

}  // namespace sextant::differential
