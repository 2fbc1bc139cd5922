#include "compiler/check/unify.h"

#include <algorithm>

namespace sextant::check {
namespace {

bool Are(const Type& a, Kind a_kind, const Type& b, Kind b_kind) {
  return a.kind == a_kind && b.kind == b_kind;
}
bool AreEither(const Type& a, const Type& b, Kind one, Kind other) {
  return Are(a, one, b, other) || Are(a, other, b, one);
}

// The common type of two single values that are never missing.
std::optional<Type> CommonItem(const Type& a, const Type& b) {
  if (AreEither(a, b, Kind::kFloat, Kind::kNumber)) {
    return Type::Float();
  }
  if (a.kind != b.kind || a.currency != b.currency || a.enumeration != b.enumeration ||
      a.unit != b.unit) {
    return std::nullopt;
  }
  if (a.scale == b.scale && a.percent == b.percent) {
    return a;
  }
  return a.with_scale(std::max(a.scale, b.scale));
}

std::string TwoCurrencies(const Type& a, const Type& b) {
  return "bring both to one currency: one is in " + a.currency.text() + ", the other in " +
         b.currency.text();
}

bool IsNumberText(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789._-+") == std::string::npos;
}

// The number `number_text` beside something with a unit, `unit_text`.
std::string NeedsUnit(const Type& unit_type, const std::string& unit_text,
                      const std::string& number_text) {
  const std::string unit = UnitText(unit_type);
  if (IsNumberText(number_text)) {
    return "write the unit: `" + number_text + " " + unit + "`";
  }
  if (unit_type.kind == Kind::kMoney) {
    return "an amount and a number without a currency do not mix; write the currency, as in `100 " +
           unit + "`";
  }
  const std::string digits = unit_text.substr(0, unit_text.find(' '));
  return IsNumberText(digits)
             ? "`" + number_text + "` is a plain number: leave the unit out, as in `" + digits +
                   "`, or declare it as `" + unit + "`"
             : "write the unit of time, as in `6 " + unit + "`";
}

}  // namespace

std::string UnitText(const Type& type) {
  if (type.kind == Kind::kMoney) {
    return type.currency.text();
  }
  return type.unit == types::DurationUnit::kDays ? "days" : "months";
}

std::optional<uint16_t> CommonLength(const Type& a, const Type& b) {
  if (a.series > 0 && b.series > 0 && a.series != b.series) {
    return std::nullopt;
  }
  return std::max(a.series, b.series);
}

std::optional<Type> CommonType(const Type& a, const Type& b) {
  if (a.is_error() || b.is_error()) {
    return a.is_error() ? b : a;
  }
  const bool optional = a.optional || b.optional;
  if (a.kind == Kind::kMissing || b.kind == Kind::kMissing) {
    return (a.kind == Kind::kMissing ? b : a).as_optional();
  }
  const std::optional<Type> item = CommonItem(a.item().required(), b.item().required());
  const std::optional<uint16_t> length = CommonLength(a, b);
  if (!item || !length) {
    return std::nullopt;
  }
  const Type common = item->series_of(*length);
  return optional ? common.as_optional() : common;
}

std::string MismatchHint(const Type& a, const std::string& a_text, const Type& b,
                         const std::string& b_text) {
  if (Are(a, Kind::kMoney, b, Kind::kMoney) && a.currency != b.currency) {
    return TwoCurrencies(a, b);
  }
  if (AreEither(a, b, Kind::kFloat, Kind::kMoney)) {
    const bool float_first = a.kind == Kind::kFloat;
    return "turn the float into an exact number first: `" +
           RoundedText(float_first ? a_text : b_text, 6) + "`";
  }
  if (AreEither(a, b, Kind::kMoney, Kind::kNumber) ||
      AreEither(a, b, Kind::kDuration, Kind::kNumber)) {
    const bool number_first = a.kind == Kind::kNumber;
    return number_first ? NeedsUnit(b, b_text, a_text) : NeedsUnit(a, a_text, b_text);
  }
  if (Are(a, Kind::kDuration, b, Kind::kDuration) && a.unit != b.unit) {
    return "a month is not a fixed number of days; measure both with `days from … to …` or both "
           "with `months from … to …`";
  }
  if (Are(a, Kind::kEnum, b, Kind::kEnum)) {
    return "the two have different lists of members; say which belongs to which, as in `if … is … "
           "then … else …`";
  }
  if (AreEither(a, b, Kind::kSet, Kind::kEnum)) {
    const bool set_first = a.kind == Kind::kSet;
    return "ask for a member: `" +
           (set_first ? a_text + " has " + b_text : b_text + " has " + a_text) + "`";
  }
  if (AreEither(a, b, Kind::kEnum, Kind::kText)) {
    return "members are written without quotes";
  }
  if (AreEither(a, b, Kind::kDate, Kind::kText)) {
    return "dates are written without quotes, as in `2026-03-31`";
  }
  return "";
}

std::string CurrencyHint(const std::string& letters) {
  if (letters == "RMB" || letters == "CNH") {
    return "the yuan is `CNY`";
  }
  if (letters == "NTD") {
    return "the New Taiwan dollar is `TWD`";
  }
  return "currencies are the three-letter codes of ISO 4217, such as `CNY`, `TWD`, `USD`, `EUR`";
}

std::string SampleValue(const Type& type) {
  switch (type.kind) {
    case Kind::kNumber:
      return type.percent ? "0%" : "0";
    case Kind::kFloat:
      return "0";
    case Kind::kMoney:
      return "0 " + type.currency.text();
    case Kind::kBool:
      return "false";
    case Kind::kSet:
      return "empty";
    case Kind::kDuration:
      return type.unit == types::DurationUnit::kDays ? "0 days" : "0 months";
    default:
      return "…";
  }
}

std::string RoundedText(const std::string& text, int places) {
  return "(" + text + " rounded to " + std::to_string(places) + " places)";
}

}  // namespace sextant::check
