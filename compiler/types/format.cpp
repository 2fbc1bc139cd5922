#include <algorithm>
#include <bit>
#include <charconv>

#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "compiler/types/enum_store.h"

namespace sextant::types {
namespace {

std::string MemberList(const std::string& what, const Enumeration& enumeration) {
  std::string text = what + " of {";
  for (const std::string& member : enumeration.members) {
    text += (text.back() == '{' ? " " : ", ") + member;
  }
  return text + " }";
}

std::string NumberName(const Type& type) {
  if (type.percent) {
    return "rate";
  }
  return type.scale == 0 ? "integer" : "decimal(" + std::to_string(type.scale) + ")";
}

std::string MoneyName(const Type& type) {
  const std::string name = "money " + type.currency.text();
  const bool usual = type.scale == type.currency.default_scale();
  return usual ? name : name + "(" + std::to_string(type.scale) + ")";
}

std::string EnumName(const Enumeration& enumeration) {
  return enumeration.name.empty() ? MemberList("one", enumeration) : enumeration.name;
}

std::string SetName(const Enumeration& enumeration) {
  return enumeration.name.empty() ? MemberList("set", enumeration) : "set of " + enumeration.name;
}

std::string ItemName(const Type& type, const EnumStore& enums) {
  switch (type.kind) {
    case Kind::kError:
      return "error";
    case Kind::kBool:
      return "boolean";
    case Kind::kNumber:
      return NumberName(type);
    case Kind::kMoney:
      return MoneyName(type);
    case Kind::kFloat:
      return "float";
    case Kind::kDate:
      return "date";
    case Kind::kDuration:
      return type.unit == DurationUnit::kDays ? "days" : "months";
    case Kind::kEnum:
      return EnumName(enums.get(type.enumeration));
    case Kind::kSet:
      return SetName(enums.get(type.enumeration));
    case Kind::kText:
      return "text";
    case Kind::kMissing:
      return "missing";
  }
  return "";
}

// 1250000.5 as 1_250_000.5.
std::string Grouped(const std::string& digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = digits.substr(0, start);
  for (std::size_t i = start; i < digits.size(); ++i) {
    if (i > start && i < point && (point - i) % 3 == 0) {
      text += '_';
    }
    text += digits[i];
  }
  return text;
}

// With cents, all of them: 5_050.50; a whole amount has none.
std::string Amount(Int128 word, int scale, int minor_unit) {
  std::string digits = FormatDecimal(word, scale, true);
  const std::size_t point = digits.find('.');
  const auto places = static_cast<std::size_t>(std::min(minor_unit, scale));
  if (point != digits.npos && digits.size() - point - 1 < places) {
    digits.append(places - (digits.size() - point - 1), '0');
  }
  return Grouped(digits);
}

std::string Percentage(Int128 word, int scale) {
  if (scale < 2) {
    return FormatDecimal(word * PowerOfTen(2 - scale), 0) + "%";
  }
  return FormatDecimal(word, scale - 2, true) + "%";
}

std::string Shortest(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string DurationText(const Type& type, Int128 word) {
  const std::string unit = type.unit == DurationUnit::kDays ? " day" : " month";
  return FormatDecimal(word, 0) + unit + (word == 1 ? "" : "s");
}

std::string MemberText(const Enumeration& enumeration, Int128 word) {
  const bool listed = word >= 0 && word < static_cast<Int128>(enumeration.members.size());
  return listed ? enumeration.members[static_cast<std::size_t>(word)] : FormatDecimal(word, 0);
}

// The members of a set, or `empty`. Bits of no member are numbered.
std::string SetText(const Enumeration& enumeration, uint64_t bits) {
  std::string text;
  for (; bits != 0; bits &= bits - 1) {
    text += (text.empty() ? "{ " : ", ") + MemberText(enumeration, std::countr_zero(bits));
  }
  return text.empty() ? "empty" : text + " }";
}

}  // namespace

std::string TypeName(const Type& type, const EnumStore& enums) {
  std::string name = ItemName(type, enums);
  if (type.series > 0) {
    name = "series of " + std::to_string(type.series) + " " + name;
  }
  return type.optional && type.kind != Kind::kMissing ? name + " optional" : name;
}

std::string FormatValue(const Type& type, const EnumStore& enums, Int128 word) {
  switch (type.kind) {
    case Kind::kError:
      return "error";
    case Kind::kBool:
      return word != 0 ? "true" : "false";
    case Kind::kNumber:
      return type.percent ? Percentage(word, type.scale) : FormatDecimal(word, type.scale, true);
    case Kind::kMoney:
      return Amount(word, type.scale, type.currency.default_scale()) + " " + type.currency.text();
    case Kind::kFloat:
      return Shortest(std::bit_cast<double>(static_cast<int64_t>(word)));
    case Kind::kDate:
      return FormatDate(static_cast<int32_t>(word));
    case Kind::kDuration:
      return DurationText(type, word);
    case Kind::kEnum:
      return MemberText(enums.get(type.enumeration), word);
    case Kind::kSet:
      return SetText(enums.get(type.enumeration), static_cast<uint64_t>(word));
    case Kind::kText:
      return FormatDecimal(word, 0);
    case Kind::kMissing:
      return "missing";
  }
  return "";
}

}  // namespace sextant::types
