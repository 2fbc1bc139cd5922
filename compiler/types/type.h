#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/support/id.h"

namespace sextant::types {

using EnumId = Id<struct EnumTag>;

enum class Kind : uint8_t {
  kError,     // already reported; silent everywhere
  kBool,
  kNumber,    // exact: integer is scale 0, decimal(s) and rate (scale 8) the rest
  kMoney,     // exact amount of one currency
  kFloat,     // IEEE double
  kDate,      // civil date
  kDuration,  // a whole number of days or of months
  kEnum,      // one of a closed list
  kText,
  kSet,       // any number of the members of a closed list; bit k of a word is member k
  kMissing,   // the literal `missing` before it meets an optional type
};

enum class DurationUnit : uint8_t { kDays, kMonths };

// Three capital letters packed into 32 bits; 0 is none.
struct Currency {
  uint32_t code = 0;

  static Currency FromText(std::string_view letters);
  std::string text() const;
  // The digits after the point when none are written: the ISO 4217 minor unit, 2 if unknown.
  int default_scale() const;
  // Whether ISO 4217 lists the code.
  bool known() const;
  friend bool operator==(Currency, Currency) = default;
};

// The most members an enumeration can have for sets of it.
inline constexpr std::size_t kMostSetMembers = 64;

// The type of an expression, field or output, passed by value. Equality is exact, flags included.
//
// An exact value of scale s is stored as a 64-bit whole number of 10^-s units; intermediates have
// 128 bits. `series` > 0 makes it a series of that many items (item 1 is the most recent).
struct Type {
  Kind kind = Kind::kError;
  uint8_t scale = 0;         // kNumber, kMoney: 0..18
  bool percent = false;      // kNumber: a rate, shown as a percentage; no effect on meaning
  bool optional = false;     // may be missing
  DurationUnit unit = DurationUnit::kDays;  // kDuration
  Currency currency;         // kMoney
  EnumId enumeration;        // kEnum, kSet
  uint16_t series = 0;       // 0: one value

  bool is_error() const { return kind == Kind::kError; }
  // Exact arithmetic on a scaled whole number (a duration counts whole units at scale 0).
  bool is_exact() const {
    return kind == Kind::kNumber || kind == Kind::kMoney || kind == Kind::kDuration;
  }
  bool is_integer() const { return kind == Kind::kNumber && scale == 0; }

  Type required() const { Type t = *this; t.optional = false; return t; }
  Type as_optional() const { Type t = *this; t.optional = true; return t; }
  Type item() const { Type t = *this; t.series = 0; return t; }
  Type series_of(uint16_t length) const { Type t = *this; t.series = length; return t; }
  Type with_scale(int s) const {
    Type t = *this; t.scale = static_cast<uint8_t>(s); t.percent = false; return t;
  }
  friend bool operator==(const Type&, const Type&) = default;

  static Type Error() { return {}; }
  static Type Bool() { return Of(Kind::kBool); }
  static Type Number(int scale) { return Of(Kind::kNumber).with_scale(scale); }
  static Type Integer() { return Number(0); }
  static Type Rate() { Type t = Number(8); t.percent = true; return t; }
  static Type Money(Currency currency, int scale) {
    Type t = Of(Kind::kMoney).with_scale(scale); t.currency = currency; return t;
  }
  static Type Float() { return Of(Kind::kFloat); }
  static Type Date() { return Of(Kind::kDate); }
  static Type Duration(DurationUnit unit) { Type t = Of(Kind::kDuration); t.unit = unit; return t; }
  static Type Enum(EnumId id) { Type t = Of(Kind::kEnum); t.enumeration = id; return t; }
  static Type Set(EnumId id) { Type t = Of(Kind::kSet); t.enumeration = id; return t; }
  static Type Text() { return Of(Kind::kText); }
  static Type Missing() { Type t = Of(Kind::kMissing); t.optional = true; return t; }

 private:
  static Type Of(Kind kind) { Type t; t.kind = kind; return t; }
};

}  // namespace sextant::types
