#include "compiler/check/columns.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace sextant::check {
namespace {

constexpr int kMostColumns = 10000;

struct Count {
  int from = 0;
  int to = 0;
  std::size_t width = 0;  // digits to keep, 0 for none
};

std::optional<int> WholeNumber(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool fine = error == std::errc() && end == text.data() + text.size() && value >= 0;
  return fine ? std::optional<int>(value) : std::nullopt;
}

// "2..6", without its braces.
std::optional<Count> ParseCount(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    return std::nullopt;
  }
  const auto from = WholeNumber(text.substr(0, dots));
  const auto to = WholeNumber(text.substr(dots + 2));
  if (!from || !to || std::abs(*to - *from) >= kMostColumns) {
    return std::nullopt;
  }
  const bool padded = text.front() == '0' && dots > 1;
  return Count{*from, *to, padded ? dots : 0};
}

std::string Numbered(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

std::vector<std::string> ExpandColumns(Context& context, const ast::ColumnName& pattern) {
  const std::string& text = pattern.text;
  const std::size_t open = text.find('{');
  if (open == std::string::npos) {
    return {text};
  }
  const std::size_t close = text.find('}', open);
  const auto count = close == std::string::npos
                         ? std::nullopt
                         : ParseCount(std::string_view(text).substr(open + 1, close - open - 1));
  if (!count || text.find('{', close) != std::string::npos) {
    context.Report(Diag::kColumnPattern, pattern.span, {text})
        .Hint("write it like `\"PAY_{1..6}\"`, which stands for PAY_1 to PAY_6");
    return {};
  }
  std::vector<std::string> names;
  const int step = count->to >= count->from ? 1 : -1;
  for (int number = count->from; number != count->to + step; number += step) {
    names.push_back(text.substr(0, open) + Numbered(number, count->width) + text.substr(close + 1));
  }
  return names;
}

std::vector<std::string> OwnColumns(const Field& field) {
  if (field.type.series == 0) {
    return {field.name};
  }
  std::vector<std::string> names;
  for (int number = 1; number <= field.type.series; ++number) {
    names.push_back(field.name + "_" + std::to_string(number));
  }
  return names;
}

bool IsDateFormat(const std::string& format) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  std::string seen;
  bool loose = false;  // what stands in front takes one digit or two
  for (std::size_t at = 0; at < format.size();) {
    const char c = format[at];
    if (!is_letter(c)) {
      if (c >= '0' && c <= '9') {
        return false;
      }
      loose = false;
      ++at;
      continue;
    }
    const std::size_t run = std::min(format.find_first_not_of(c, at), format.size()) - at;
    const bool fits = c == 'y' ? run == 4 : (c == 'M' || c == 'd') && run <= 2;
    if (!fits || loose) {
      return false;
    }
    seen += c;
    loose = run == 1;
    at += run;
  }
  std::sort(seen.begin(), seen.end());
  return seen == "Mdy";
}

}  // namespace sextant::check
