#include "runtime/interp/literal.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "compiler/diag/diagnostic.h"
#include "compiler/support/counted.h"
#include "compiler/support/dates.h"
#include "runtime/interp/number_text.h"

namespace sextant::interp {

using types::Kind;

namespace {

// How many of the type's units one of the written unit is; nothing when it is another's.
std::optional<int> UnitFactor(std::string_view unit, const ir::Type& type) {
  if (unit.empty()) {
    return 1;
  }
  if (type.kind == Kind::kMoney) {
    const std::string currency = type.currency.text();
    const bool same = unit == currency || (unit == "元" && currency == "CNY");
    return same ? std::optional<int>(1) : std::nullopt;
  }
  if (type.kind != Kind::kDuration) {
    return std::nullopt;
  }
  if (type.unit == types::DurationUnit::kDays) {
    return unit == "day" || unit == "days" ? std::optional<int>(1) : std::nullopt;
  }
  if (unit == "year" || unit == "years") {
    return 12;
  }
  return unit == "month" || unit == "months" ? std::optional<int>(1) : std::nullopt;
}

Number WithoutTrailingZeros(Number number) {
  while (number.scale > 0 && number.digits % 10 == 0) {
    number.digits /= 10;
    --number.scale;
  }
  return number;
}

Result<int64_t> ReadExact(Number number, int factor, const ir::Type& type) {
  number = WithoutTrailingZeros(number);
  if (number.scale > type.scale) {
    return Error{type.scale == 0
                     ? "it is no whole number"
                     : "it has more than " + Counted(type.scale, "decimal place"),
                 ""};
  }
  const int places = type.scale - number.scale;
  const auto scaled = CheckedMul(number.digits, PowerOfTen(places));
  const auto word = scaled ? CheckedMul(*scaled, factor) : std::nullopt;
  if (!word || !FitsInt64(*word)) {
    return Error{"it is too large", ""};
  }
  return static_cast<int64_t>(*word);
}

Result<int64_t> ReadFloat(const Number& number) {
  const std::string text = FormatDecimal(number.digits, 0) + "e" + std::to_string(-number.scale);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || !std::isfinite(value)) {
    return Error{"it is no finite number", ""};
  }
  return std::bit_cast<int64_t>(value);
}

Result<int64_t> ReadAmount(std::string_view text, const ir::Type& type, const std::string& wanted) {
  const auto number = ReadNumber(text);
  const auto factor = number ? UnitFactor(number->unit, type) : std::nullopt;
  if (!factor) {
    return Error{"it is not " + wanted, ""};
  }
  return type.kind == Kind::kFloat ? ReadFloat(*number) : ReadExact(*number, *factor, type);
}

Result<int64_t> ReadMember(std::string_view text, const types::Enumeration& enumeration,
                           std::optional<int32_t> code) {
  if (code) {
    return *code;
  }
  const std::string nearest = diag::Nearest(text, enumeration.members);
  std::string members;
  for (const std::string& member : enumeration.members) {
    members += (members.empty() ? "" : ", ") + member;
  }
  return Error{"it is not one of " + members,
               nearest.empty() ? "" : "did you mean `" + nearest + "`?"};
}

// `{ a, b }`, or `empty`.
Result<int64_t> ReadSet(std::string_view text, const types::Enumeration& enumeration) {
  if (text == "empty") {
    return 0;
  }
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') {
    return Error{"it is no set of the form { a, b }", ""};
  }
  text = Trim(text.substr(1, text.size() - 2));
  uint64_t bits = 0;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view item = Trim(text.substr(0, comma));
    const auto found = std::ranges::find(enumeration.members, item);
    const bool listed = found != enumeration.members.end();
    const Result<int64_t> code =
        ReadMember(item, enumeration,
                   listed ? std::optional(static_cast<int32_t>(found - enumeration.members.begin()))
                          : std::nullopt);
    if (!code) {
      return code;
    }
    bits |= uint64_t{1} << *code;
    text.remove_prefix(std::min(comma + 1, text.size()));
    text = Trim(text);
  }
  return static_cast<int64_t>(bits);
}

}  // namespace

Result<int64_t> ReadLiteral(std::string_view text, const ir::Type& type,
                            const types::EnumStore& enums) {
  text = Trim(text);
  switch (type.kind) {
    case Kind::kBool:
      if (text != "true" && text != "false") {
        return Error{"it is neither `true` nor `false`", ""};
      }
      return text == "true" ? 1 : 0;
    case Kind::kDate: {
      const auto date = ParseDate(text);
      return date ? Result<int64_t>(*date) : Error{"it is no date of the form 2026-03-31", ""};
    }
    case Kind::kEnum:
      return ReadMember(text, enums.get(type.enumeration), enums.Find(type.enumeration, text));
    case Kind::kSet:
      return ReadSet(text, enums.get(type.enumeration));
    case Kind::kMoney:
      return ReadAmount(text, type, "an amount in " + type.currency.text());
    case Kind::kDuration:
      return ReadAmount(text, type, "a number of " + types::TypeName(type.required(), enums));
    case Kind::kNumber:
    case Kind::kFloat:
      return ReadAmount(text, type, "a number");
    default:
      return Error{"it cannot be given here", ""};
  }
}

}  // namespace sextant::interp
