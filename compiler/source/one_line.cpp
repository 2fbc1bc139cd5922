#include "compiler/source/one_line.h"

namespace sextant::source {

std::string OneLine(std::string_view text) {
  std::string out;
  bool comment = false, quoted = false, escaped = false;
  for (const char c : text) {
    comment = (comment || (c == '#' && !quoted)) && c != '\n';
    const bool quote = c == '"' && !comment && !escaped;
    escaped = quoted && c == '\\' && !escaped;
    quoted = c != '\n' && quoted != quote;
    const bool blank = comment || c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank || quoted) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

}  // namespace sextant::source
