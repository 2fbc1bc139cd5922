#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sextant::io {

// Appends -12.50 for (-1250, 2): every place of the scale is written.
void AppendDecimal(std::string& out, int64_t word, int scale);
// The shortest text that reads back as the same double.
void AppendReal(std::string& out, double value);
// yyyy-MM-dd; beyond the calendar the number of days, which reads back as no date.
void AppendDate(std::string& out, int32_t days);

// A cell of CSV, in quotes where it must be; an empty text is `""`, to tell it from a missing one.
void AppendCsvText(std::string& out, std::string_view text, char separator);
// A JSON string with its quotes. `text` is UTF-8.
void AppendJsonText(std::string& out, std::string_view text);

}  // namespace sextant::io
