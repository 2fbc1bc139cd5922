#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/dates.h"
#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

// Usual ranges, in units of the type.
constexpr std::pair<int64_t, int64_t> kSpans[] = {{0, 12},
                                                  {-9, 9},
                                                  {0, 1},
                                                  {0, 100},
                                                  {18, 100},
                                                  {-1, 1},
                                                  {0, 2000},
                                                  {-500, 5000},
                                                  {1, 50},
                                                  {-10'000, 0},
                                                  {0, 5'000'000},
                                                  {-1'000'000, 10'000'000},
                                                  {-9'007'199'254'740'993, 9'007'199'254'740'993},
                                                  {0, 1'200'000'000'000},
                                                  {-4'000'000'000, 5'000'000'000}};

double Real(const Type& type, int64_t word) {
  return static_cast<double>(word) / static_cast<double>(PowerOfTen(type.scale));
}

}  // namespace

Type Generator::DrawMoney() {
  const types::Currency currency = random_.Pick(currencies_);
  const int usual = currency.default_scale();
  return Type::Money(currency, random_.Pick({usual, usual, usual, 0, 4, 6}));
}

// One that is declared, or a new one without a name.
EnumId Generator::SomeEnum() {
  std::vector<EnumId> declared;
  for (std::size_t i = 0; i < enums_.size(); ++i) {
    if (!enums_[i].name.empty()) {
      declared.push_back(EnumId(i));
    }
  }
  return !declared.empty() && random_.Chance(35) ? random_.Pick(declared)
                                                 : AddEnum(NewMembers(random_.Int(1, 6)), false);
}

NodePtr Generator::EnumDecl() {
  const std::string name = NewName("E");
  const EnumId id = AddEnum(NewMembers(random_.Int(1, 6)), true);
  enums_[id.index()].name = name;
  return Item(Construct::kEnumDecl,
              fmt::format("enum {} {{ {} }}\n", name, fmt::join(enums_[id.index()].members, ", ")));
}

Type Generator::DrawScalar() {
  switch (random_.Below(27)) {
    default:
      return Type::Integer();
    case 0:
    case 1:
    case 2:
      return Type::Number(random_.Pick({1, 2, 3, 4, 6, 8, 12, 18}));
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return DrawMoney();
    case 9:
    case 10:
      return Type::Rate();
    case 11:
    case 12:
      return Type::Float();
    case 13:
    case 14:
      return Type::Bool();
    case 15:
    case 16:
      return Type::Date();
    case 17:
    case 18:
    case 19:
      return Type::Enum(SomeEnum());
    case 21:
    case 22:
      return Type::Set(SomeEnum());
    case 20:
      return Type::Duration(
          random_.Pick({types::DurationUnit::kDays, types::DurationUnit::kMonths}));
  }
}

std::string Generator::TypeText(const Type& type) {
  std::string text = type.series > 0 ? fmt::format("series of {} ", type.series) : "";
  switch (type.kind) {
    case Kind::kBool:
      text += "boolean";
      break;
    case Kind::kNumber:
      text += type.percent      ? "rate"
              : type.scale == 0 ? "integer"
                                : fmt::format("decimal({})", type.scale);
      break;
    case Kind::kMoney:
      text += "money " + type.currency.text();
      if (type.scale != type.currency.default_scale() || random_.Chance(10)) {
        text += fmt::format("({})", type.scale);
      }
      break;
    case Kind::kFloat:
      text += "float";
      break;
    case Kind::kDate:
      text += "date";
      break;
    case Kind::kDuration:
      text += type.unit == types::DurationUnit::kDays ? "days" : "months";
      break;
    case Kind::kEnum: {
      const Enumeration& enumeration = enums_[type.enumeration.index()];
      text += enumeration.name.empty()
                  ? fmt::format("one of {{ {} }}", fmt::join(enumeration.members, ", "))
                  : enumeration.name;
      break;
    }
    case Kind::kSet: {
      const Enumeration& enumeration = enums_[type.enumeration.index()];
      text += "set of ";
      text += enumeration.name.empty()
                  ? fmt::format("{{ {} }}", fmt::join(enumeration.members, ", "))
                  : enumeration.name;
      break;
    }
    default:
      text += "text";
      break;
  }
  return text;
}

// What a field of a type is counted as.
Construct Generator::TypeConstruct(const Type& type) const {
  switch (type.kind) {
    case Kind::kBool:
      return Construct::kTypeBoolean;
    case Kind::kNumber:
      return type.percent      ? Construct::kTypeRate
             : type.scale == 0 ? Construct::kTypeInteger
                               : Construct::kTypeDecimal;
    case Kind::kMoney:
      return type.scale == type.currency.default_scale() ? Construct::kTypeMoney
                                                         : Construct::kTypeMoneyScaled;
    case Kind::kFloat:
      return Construct::kTypeFloat;
    case Kind::kDate:
      return Construct::kTypeDate;
    case Kind::kDuration:
      return Construct::kTypeDuration;
    case Kind::kEnum:
      return enums_[type.enumeration.index()].name.empty() ? Construct::kTypeOneOf
                                                           : Construct::kTypeEnum;
    case Kind::kSet:
      return Construct::kTypeSet;
    default:
      return Construct::kTypeText;
  }
}

NodePtr Generator::TypeNode(const Type& type) {
  NodePtr node = Make(TypeConstruct(type), Type::Error(), TypeText(type));
  if (type.series > 0) {
    node = With(node, {Construct::kTypeSeries});
  }
  if (type.optional) {
    node = With(Make(TypeConstruct(type), Type::Error(), node->text + " optional"),
                {Construct::kTypeOptional});
  }
  return node;
}

// The bounds in the words of the type that a literal of the range has (floats: two places), such
// that they can be stored with `scale` places.
std::pair<int64_t, int64_t> Generator::DrawSpan(const Type& literal, int scale) {
  if (literal.kind == Kind::kDate) {
    const int32_t low = DaysFromCivil({random_.Int(1950, 2015), random_.Int(1, 12), 1});
    return {low, low + random_.Int(30, 15'000)};
  }
  if (literal.kind == Kind::kDuration) {
    return {random_.Pick({0, 0, -12, 1}), random_.Int(6, 600)};
  }
  auto [low, high] = random_.Pick(std::span<const std::pair<int64_t, int64_t>>(kSpans));
  const auto unit = static_cast<int64_t>(PowerOfTen(literal.scale));
  const int64_t most = INT64_MAX / static_cast<int64_t>(PowerOfTen(scale)) / 2;
  low = std::clamp(low, -most, most);
  high = std::clamp(high, -most, most);
  const bool wide = unit > 1 && high - low > 1;
  const int64_t inset = wide && random_.Chance(20) ? random_.Between(0, unit / 2) : 0;
  return {low * unit + inset, high * unit - inset};
}

// `in a..b`, `at least a`, `above a below b`, or nothing; the estimate is what it leaves.
NodePtr Generator::Range(const Type& type, Estimate* estimate, std::pair<int64_t, int64_t>* words) {
  const Type literal = type.kind == Kind::kFloat ? Type::Number(2)
                       : type.kind == Kind::kDate
                           ? Type::Date()
                           : type.item().required().with_scale(std::min<int>(type.scale, 12));
  const auto [low, high] = DrawSpan(literal, std::max(type.scale, literal.scale));
  *estimate = {Real(literal, low), Real(literal, high)};
  *words = {low, high};
  const double step = type.kind == Kind::kFloat ? 0 : Real(literal, 1);
  const OneSign both(*this);
  const std::string from = LiteralText(literal, low), to = LiteralText(literal, high);
  switch (high - low < 4 ? 5 : random_.Below(7)) {
    case 0:
      return Item(Construct::kRangeAtLeast, " at least " + from);
    case 1:
      estimate->low += step;
      return Item(Construct::kRangeAtLeast, " above " + from);
    case 2:
      return Item(Construct::kRangeAtMost, " at most " + to);
    case 3:
      estimate->high -= step;
      return Item(Construct::kRangeAtMost, " below " + to);
    case 4:
      *estimate = {estimate->low + step, estimate->high - step};
      return Item(Construct::kRangeTwoSided, " above " + from + " below " + to);
    default:
      return Item(Construct::kRangeIn, " in " + from + ".." + to);
  }
}

NodePtr Generator::Field(const std::string& name, const Type& type) {
  const bool ranged = type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
  Estimate estimate = type.kind == Kind::kDate       ? Estimate{5000, 22'000}
                      : type.kind == Kind::kFloat    ? Estimate{-2, 2}
                      : type.kind == Kind::kDuration ? Estimate{-2000, 2000}
                                                     : Estimate{-100'000, 100'000};
  std::vector<NodePtr> range;
  std::pair<int64_t, int64_t> words;
  if (ranged && random_.Chance(65)) {
    range.push_back(Range(type, &estimate, &words));
  }
  const NodePtr shape = TypeNode(type.required());
  scope_.variables.push_back(
      {name, type,
       type.series > 0 ? type.optional ? Construct::kNameOptionalSeries : Construct::kNameSeries
       : type.optional ? Construct::kNameOptionalField
                       : Construct::kNameField,
       estimate});
  const std::vector<NodePtr> optional =
      type.optional ? std::vector{Make(Construct::kTypeOptional, Type::Error(), " optional")}
                    : std::vector<NodePtr>{};
  return Item(Construct::kField, "  " + name + " : @@@",
              {shape, List("", std::move(range)), List("", optional)});
}

NodePtr Generator::Record() {
  std::vector<NodePtr> fields;
  key_name_ = NewName("k");
  const Type key =
      random_.Chance(60) ? Type::Text() : random_.Pick({Type::Integer(), Type::Date()});
  fields.push_back(Field(key_name_, key));
  for (int i = 0, count = random_.Int(4, 12); i < count; ++i) {
    Type type = random_.Chance(6) ? Type::Text() : DrawScalar();
    const bool text = type.kind == Kind::kText || type.kind == Kind::kSet;
    if (random_.Chance(30) && !text) {
      type = type.series_of(static_cast<uint16_t>(random_.Pick(lengths_)));
      type.optional = random_.Chance(25);
    } else if (random_.Chance(30)) {
      type = type.as_optional();
    }
    fields.push_back(Field(NewName("f"), type));
  }
  fields.push_back(Field(NewName("f"), Type::Float()));  // Float() relies on one
  fields.push_back(Field(NewName("f"), Type::Date()));
  for (int lists = random_.Pick({0, 0, 1, 1, 2}); lists > 0; --lists) {
    RowRecord(fields);
  }
  if (random_.Chance(40)) {
    fields.push_back(ConsentsField());
  }
  record_name_ = NewName("Customer");
  return List("\n", std::move(fields));
}

NodePtr Generator::Check() {
  NodePtr condition = Condition(random_.Int(1, 2));
  if (random_.Chance(70)) {  // or it would refuse most records
    condition = Make(Construct::kOr, Type::Bool(), "(@ or @)", {condition, Condition(1)});
  }
  return Because(Item(Construct::kCheck, "  check @", {condition}));
}

NodePtr Generator::Guarantee() {
  const NodePtr condition =
      Make(Construct::kOr, Type::Bool(), "(@ or @)", {Condition(random_.Int(1, 2)), Condition(1)});
  return Item(Construct::kGuarantee, "guarantee " + NewName("g") + " : @\n", {condition});
}

NodePtr Generator::ParamDecl() {
  Type type = DrawScalar();
  type = type.kind == Kind::kSet ? Type::Bool() : type;
  const std::string name = NewName("p");
  const bool ranged = type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
  Estimate estimate{0, 1};
  std::pair<int64_t, int64_t> words{0, 0};
  std::vector<NodePtr> range;
  if (ranged) {
    range.push_back(Range(type, &estimate, &words));
  }
  const Type literal = type.kind == Kind::kFloat ? Type::Number(2)
                       : type.is_exact()         ? type.with_scale(std::min<int>(type.scale, 12))
                                                 : type;
  const int64_t inside =
      ranged ? words.first + (words.second - words.first) / 2 : DrawWord(type, estimate);
  scope_.variables.push_back({name, type, Construct::kNameParam, estimate});
  params_.push_back({name, literal, words.first, words.second, inside});
  return Item(Construct::kParam, "param " + name + " : @ = " + LiteralText(literal, inside) + "@\n",
              {TypeNode(type), List("", std::move(range))});
}

}  // namespace sextant::differential
