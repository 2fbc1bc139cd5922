#include "runtime/interp/literal.h"

#include <bit>
#include <charconv>
#include <cmath>

#include "compiler/diag/diagnostic.h"
#include "compiler/support/dates.h"

namespace sextant::interp {

using types::Kind;

namespace {

// digits * 10^-scale, and what was written after it.
struct Number {
  Int128 digits = 0;
  int scale = 0;
  std::string_view unit;
};

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits of `1_000` off the front. False when there are none, an underscore stands alone,
// or there are more digits than any number needs.
bool TakeDigits(std::string_view& text, Int128& digits, int& count) {
  constexpr int kMostDigits = 36;
  count = 0;
  while (!text.empty() && (IsDigit(text.front()) || text.front() == '_')) {
    if (text.front() == '_') {
      const bool between = count > 0 && text.size() > 1 && IsDigit(text[1]);
      if (!between) {
        return false;
      }
    } else if (++count > kMostDigits) {
      return false;
    } else {
      digits = digits * 10 + (text.front() - '0');
    }
    text.remove_prefix(1);
  }
  return count > 0;
}

// A suffix and the number of places it moves the point to the left.
struct Suffix {
  std::string_view text;
  int places;
};
constexpr Suffix kSuffixes[] = {{"%", 2}, {"‰", 3}, {"bp", 4}, {"万", -4}, {"亿", -8}};

bool TakeSuffixes(std::string_view& text, int& scale) {
  for (bool found = true; found;) {
    found = false;
    for (const Suffix& suffix : kSuffixes) {
      if (text.starts_with(suffix.text)) {
        scale += suffix.places;
        text = Trim(text.substr(suffix.text.size()));
        found = true;
      }
    }
  }
  return scale >= -20 && scale <= 60;  // a few are enough, and their powers of ten fit
}

std::optional<Number> ReadNumber(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) {
    text = Trim(text.substr(1));
  }
  Number number;
  int whole = 0;
  if (!TakeDigits(text, number.digits, whole)) {
    return std::nullopt;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!TakeDigits(text, number.digits, number.scale) || whole + number.scale > 36) {
      return std::nullopt;
    }
  }
  text = Trim(text);
  if (!TakeSuffixes(text, number.scale)) {
    return std::nullopt;
  }
  number.digits = negative ? -number.digits : number.digits;
  number.unit = text;
  return number;
}

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
                     : "it has more than " + std::to_string(type.scale) + " decimal places",
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
  const std::string text =
      FormatDecimal(number.digits, 0) + "e" + std::to_string(-number.scale);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || !std::isfinite(value)) {
    return Error{"it is no finite number", ""};
  }
  return std::bit_cast<int64_t>(value);
}

Result<int64_t> ReadAmount(std::string_view text, const ir::Type& type,
                           const std::string& wanted) {
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
    case Kind::kMoney: return ReadAmount(text, type, "an amount in " + type.currency.text());
    case Kind::kDuration:
      return ReadAmount(text, type, "a number of " + types::TypeName(type.required(), enums));
    case Kind::kNumber:
    case Kind::kFloat: return ReadAmount(text, type, "a number");
    default: return Error{"it cannot be given here", ""};
  }
}

}  // namespace sextant::interp
