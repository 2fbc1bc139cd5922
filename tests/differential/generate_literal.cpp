#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "tests/differential/generate_node.h"

namespace sextant::differential {
namespace {

constexpr const char* kTexts[] = {"north", "a", "ab", "客户", "", "a \\\"quoted\\\" one"};

std::string Grouped(const std::string& digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = digits.substr(0, start);
  for (std::size_t i = start; i < digits.size(); ++i) {
    text += i > start && i < point && (point - i) % 3 == 0 ? "_" : "";
    text += digits[i];
  }
  return text;
}

std::string DurationText(Random& random, const Type& type, int64_t word) {
  if (type.unit == types::DurationUnit::kDays) {
    return fmt::format("{} {}", word, word == 1 ? "day" : "days");
  }
  if (word % 12 == 0 && random.Chance(50)) {
    return fmt::format("{} {}", word / 12, word == 12 ? "year" : "years");
  }
  return fmt::format("{} {}", word, word == 1 ? "month" : "months");
}

}  // namespace

// In one of the ways a number can be written.
std::string Generator::NumberText(Int128 word, int scale) {
  const Int128 ten_thousand = PowerOfTen(4 + scale), hundred_million = PowerOfTen(8 + scale);
  if (percent_ && !*percent_) {
    return FormatDecimal(word, scale, random_.Chance(70));
  }
  switch (percent_ ? 0 : random_.Below(8)) {
    case 0:
      return scale >= 2 ? FormatDecimal(word, scale - 2, random_.Chance(50)) + "%"
                        : FormatDecimal(word * PowerOfTen(2 - scale), 0) + "%";
    case 1:
      if (scale >= 4 && random_.Chance(50)) {
        return FormatDecimal(word, scale - 4, true) + " bp";
      }
      if (scale >= 3) {
        return FormatDecimal(word, scale - 3, true) + "‰";
      }
      break;
    case 2:
      if (word != 0 && word % hundred_million == 0) {
        return FormatDecimal(word / hundred_million, 0) + "亿";
      }
      if (word != 0 && word % ten_thousand == 0) {
        return FormatDecimal(word / ten_thousand, 0) + "万";
      }
      break;
    case 3:
    case 4:
      return Grouped(FormatDecimal(word, scale, random_.Chance(70)));
    default:
      break;
  }
  return FormatDecimal(word, scale, random_.Chance(70));
}

// A constant as it stands in a range, a cut-off, a default.
std::string Generator::LiteralText(const Type& type, int64_t word) {
  switch (type.kind) {
    case Kind::kBool:
      return word != 0 ? "true" : "false";
    case Kind::kMoney:
      return NumberText(word, type.scale) + (type.currency.text() == "CNY" && random_.Chance(20)
                                                 ? " 元"
                                                 : " " + type.currency.text());
    case Kind::kDate:
      return FormatDate(static_cast<int32_t>(word));
    case Kind::kDuration:
      return DurationText(random_, type, word);
    case Kind::kEnum:
      return enums_[type.enumeration.index()].members[word];
    case Kind::kText:
      return fmt::format("\"{}\"", kTexts[word]);
    default:
      return NumberText(word, type.scale);
  }
}

Type Generator::DrawScale(Type family) {
  if (family.kind == Kind::kMoney) {
    const int usual = family.currency.default_scale();
    return family.with_scale(random_.Pick({usual, usual, 0, 0, 1, 2, 4}));
  }
  if (family.kind == Kind::kNumber || family.kind == Kind::kFloat) {
    return family.with_scale(random_.Pick({0, 0, 0, 1, 2, 2, 3, 4, 8}));
  }
  return family;
}

// A constant among the values of the estimate, often a round one.
int64_t Generator::DrawWord(const Type& type, Estimate estimate) {
  switch (type.kind) {
    case Kind::kBool:
      return random_.Int(0, 1);
    case Kind::kEnum:
      return static_cast<int64_t>(random_.Below(enums_[type.enumeration.index()].members.size()));
    case Kind::kText:
      return random_.Int(0, 5);
    default:
      break;
  }
  if (type.kind != Kind::kDate && random_.Chance(12)) {
    return random_.Pick({0, 0, 1, 2}) * static_cast<int64_t>(PowerOfTen(type.scale));
  }
  const double spread = estimate.high - estimate.low;
  const double middle = estimate.low + spread * random_.Unit() * random_.Pick({1.0, 0.2, 1.0});
  const double scaled = middle * static_cast<double>(PowerOfTen(type.scale));
  auto word = static_cast<int64_t>(std::llround(std::clamp(scaled, -9e17, 9e17)));
  if (type.kind == Kind::kDate) {
    return std::clamp<int64_t>(word, kFirstDate, kLastDate);
  }
  for (const int64_t round : {100'000'000, 1'000'000, 10'000, 1000, 100, 10}) {
    if ((word > 3 * round || word < -3 * round) && random_.Chance(30)) {
      return word / round * round;
    }
  }
  return word;
}

// The scale that the checker gives the literal: its digits without trailing zeros.
Type Generator::WithoutZeros(Type type, int64_t word) {
  while (type.is_exact() && type.scale > 0 && word % 10 == 0) {
    word /= 10;
    --type.scale;
  }
  return type;
}

NodePtr Generator::LiteralOf(const Type& type, int64_t word) {
  const std::string text = LiteralText(type, word);
  const double value =
      type.kind == Kind::kEnum || type.kind == Kind::kText
          ? 0
          : static_cast<double>(word) / static_cast<double>(PowerOfTen(type.scale));
  static constexpr std::pair<const char*, Construct> kSuffixes[] = {
      {"%", Construct::kLiteralPercent},       {"‰", Construct::kLiteralPermille},
      {"bp", Construct::kLiteralBasisPoint},   {"万", Construct::kLiteralTenThousands},
      {"亿", Construct::kLiteralTenThousands}, {"元", Construct::kLiteralYuan},
      {"_", Construct::kLiteralGrouped},       {"year", Construct::kLiteralYears}};
  std::vector<Construct> also;
  for (const auto& [suffix, construct] : kSuffixes) {
    if (type.is_exact() && text.find(suffix) != std::string::npos) {
      also.push_back(construct);
    }
  }
  static constexpr Construct kByKind[] = {
      Construct::kLiteralNumber,   Construct::kLiteralBoolean, Construct::kLiteralNumber,
      Construct::kLiteralMoney,    Construct::kLiteralNumber,  Construct::kLiteralDate,
      Construct::kLiteralDuration, Construct::kLiteralMember,  Construct::kLiteralText};
  const bool negative = text.starts_with('-');
  NodePtr node = Make(kByKind[static_cast<std::size_t>(type.kind)], WithoutZeros(type, word),
                      negative ? "(" + text + ")" : text, {}, {value, value});
  return With(node, also);
}

NodePtr Generator::Literal(const Type& type, Estimate estimate) {
  const Type drawn = type.is_exact() ? DrawScale(type.required()) : type.required();
  return LiteralOf(drawn, DrawWord(drawn, estimate));
}

}  // namespace sextant::differential
