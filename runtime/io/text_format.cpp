#include "runtime/io/text_format.h"

#include <charconv>

#include <fmt/format.h>

#include "compiler/support/dates.h"
#include "runtime/io/exact.h"

namespace sextant::io {
namespace {

void AppendUnsigned(std::string& out, uint64_t value, int least_digits) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  const auto digits = static_cast<int>(end - buffer);
  if (digits < least_digits) {
    out.append(static_cast<std::size_t>(least_digits - digits), '0');
  }
  out.append(buffer, static_cast<std::size_t>(digits));
}

bool NeedsQuotes(std::string_view text, char separator) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') {
    return true;
  }
  for (const char c : text) {
    if (c == separator || c == '"' || c == '\n' || c == '\r') {
      return true;
    }
  }
  return false;
}

}  // namespace

void AppendDecimal(std::string& out, int64_t word, int scale) {
  uint64_t magnitude = static_cast<uint64_t>(word);
  if (word < 0) {
    out.push_back('-');
    magnitude = ~magnitude + 1;
  }
  if (scale == 0) {
    return AppendUnsigned(out, magnitude, 1);
  }
  const uint64_t power = kPowersOfTen[scale];
  AppendUnsigned(out, magnitude / power, 1);
  out.push_back('.');
  AppendUnsigned(out, magnitude % power, scale);
}

void AppendReal(std::string& out, double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, static_cast<std::size_t>(end - buffer));
}

void AppendDate(std::string& out, int32_t days) {
  if (days < kFirstDate || days > kLastDate) {
    out += fmt::format("{} days since 1970-01-01", days);
    return;
  }
  const CivilDate date = CivilFromDays(days);
  AppendUnsigned(out, static_cast<uint64_t>(date.year), 4);
  out.push_back('-');
  AppendUnsigned(out, static_cast<uint64_t>(date.month), 2);
  out.push_back('-');
  AppendUnsigned(out, static_cast<uint64_t>(date.day), 2);
}

void AppendCsvText(std::string& out, std::string_view text, char separator) {
  if (!NeedsQuotes(text, separator)) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') {
      out.push_back('"');
    }
    out.push_back(c);
  }
  out.push_back('"');
}

void AppendJsonText(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

}  // namespace sextant::io
