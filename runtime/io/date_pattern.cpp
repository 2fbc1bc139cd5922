#include "runtime/io/date_pattern.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/support/dates.h"
#include "runtime/io/exact.h"

namespace sextant::io {
namespace {

bool IsLetter(char c) {
  return c == 'y' || c == 'M' || c == 'd';
}

Error BadFormat(std::string_view format) {
  return Error{fmt::format("`{}` is not a date format", format),
               "write year, month and day once each: yyyy, MM or M, dd or d, as in \"dd.MM.yyyy\""};
}

// Takes up to `most` digits from the front of `text`; nothing when there are fewer than `least`.
std::optional<int> TakeNumber(std::string_view& text, int least, int most) {
  int value = 0;
  int count = 0;
  while (count < most && static_cast<std::size_t>(count) < text.size()) {
    const char c = text[static_cast<std::size_t>(count)];
    if (c < '0' || c > '9') {
      break;
    }
    value = value * 10 + (c - '0');
    ++count;
  }
  if (count < least) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(count));
  return value;
}

}  // namespace

std::optional<DatePattern::Step> DatePattern::StepOf(char letter, std::size_t run) {
  if (letter == 'y') {
    return run == 4 ? std::optional<Step>({Part::kYear, 4, 4, 0}) : std::nullopt;
  }
  if (run > 2) {
    return std::nullopt;
  }
  return Step{letter == 'M' ? Part::kMonth : Part::kDay, static_cast<uint8_t>(run), 2, 0};
}

Result<DatePattern> DatePattern::Parse(std::string_view format) {
  const std::string_view text = format.empty() ? "yyyy-MM-dd" : format;
  DatePattern pattern;
  int seen[3] = {0, 0, 0};
  for (std::size_t at = 0; at < text.size();) {
    if (!IsLetter(text[at])) {
      pattern.steps_.push_back({Part::kLiteral, 1, 1, text[at++]});
      continue;
    }
    const std::size_t end = std::min(text.find_first_not_of(text[at], at), text.size());
    const std::optional<Step> step = StepOf(text[at], end - at);
    if (!step) {
      return BadFormat(format);
    }
    ++seen[static_cast<int>(step->part)];
    pattern.steps_.push_back(*step);
    at = end;
  }
  if (seen[0] != 1 || seen[1] != 1 || seen[2] != 1) {
    return BadFormat(format);
  }
  return pattern;
}

std::optional<int32_t> DatePattern::Read(std::string_view text) const {
  text = TrimBlanks(text);
  int parts[3] = {0, 0, 0};
  for (const Step& step : steps_) {
    if (step.part == Part::kLiteral) {
      if (text.empty() || text[0] != step.literal) {
        return std::nullopt;
      }
      text.remove_prefix(1);
      continue;
    }
    const std::optional<int> number = TakeNumber(text, step.least, step.most);
    if (!number) {
      return std::nullopt;
    }
    parts[static_cast<int>(step.part)] = *number;
  }
  const CivilDate civil{parts[0], parts[1], parts[2]};
  return text.empty() && IsCivilDate(civil) ? std::optional(DaysFromCivil(civil)) : std::nullopt;
}

void DatePattern::Append(int32_t date, std::string& out) const {
  const CivilDate civil = CivilFromDays(date);
  const int parts[3] = {civil.year, civil.month, civil.day};
  for (const Step& step : steps_) {
    if (step.part == Part::kLiteral) {
      out.push_back(step.literal);
    } else {
      fmt::format_to(std::back_inserter(out), "{:0{}}", parts[static_cast<int>(step.part)],
                     step.least);
    }
  }
}

}  // namespace sextant::io
