#include "runtime/interp/number_text.h"

namespace sextant::interp {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

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

}  // namespace

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
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

}  // namespace sextant::interp
