#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// The type that holds the values of both: the larger scale, float beside an exact unitless number,
// optional when either is, a series when either is. Nothing when they share none. The error type
// gives way to the other side.
std::optional<Type> CommonType(const Type& a, const Type& b);

// The length of a series of both, item by item; nothing when two series differ in length.
std::optional<uint16_t> CommonLength(const Type& a, const Type& b);

// What to write instead when `a` and `b` do not go together, "" when nothing general can be said.
// The texts are the operands as written.
std::string MismatchHint(const Type& a, const std::string& a_text, const Type& b,
                         const std::string& b_text);

// The unit after a number of money or time: "CNY", "days", "months".
std::string UnitText(const Type& type);

// What to write instead of a currency that ISO 4217 does not list.
std::string CurrencyHint(const std::string& letters);

// A fallback for a type, for repair texts: "0 CNY", "false", "…".
std::string SampleValue(const Type& type);

// The values rounded to `places`, as written: "(pd rounded to 6 places)".
std::string RoundedText(const std::string& text, int places);

}  // namespace sextant::check
