#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.h"

namespace sextant::io {

// How a column writes its dates: `yyyy` is a year of four digits, `MM` and `dd` take two digits,
// `M` and `d` one or two; every other character stands for itself. Year, month and day occur once
// each.
class DatePattern {
 public:
  // "" is yyyy-MM-dd.
  static Result<DatePattern> Parse(std::string_view format);

  // Days since 1970-01-01; nothing when the text, without blanks around it, is not such a date.
  std::optional<int32_t> Read(std::string_view text) const;
  void Append(int32_t date, std::string& out) const;

 private:
  enum class Part : uint8_t { kYear, kMonth, kDay, kLiteral };
  struct Step {
    Part part{};
    uint8_t least = 0;  // digits
    uint8_t most = 0;
    char literal = 0;
  };
  static std::optional<Step> StepOf(char letter, std::size_t run);

  std::vector<Step> steps_;
};

}  // namespace sextant::io
