#pragma once

#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// The column names that a pattern stands for: "PAY_{2..6}" counts PAY_2, …, PAY_6; "{6..1}" counts
// down; "{01..12}" keeps its zeros. Text without braces is one name.
std::vector<std::string> ExpandColumns(Context& context, const ast::ColumnName& pattern);

// Where a field's cells are when the source does not say: the column of its name, and for a series
// `spend_1`, `spend_2`, …
std::vector<std::string> OwnColumns(const Field& field);

// What separates the items of a set when the source does not say.
inline constexpr const char* kUsualSplit = ";";

// Whether `format` says where the year (yyyy), the month (MM, or M of one digit or two) and the day
// (dd or d) stand, each once. No digits follow at once on M or d, which would not end anywhere.
bool IsDateFormat(const std::string& format);

}  // namespace sextant::check
