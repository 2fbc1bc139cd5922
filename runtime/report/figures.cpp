#include "runtime/report/figures.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diag/display.h"

namespace sextant::report {
namespace {

// A rate is shown as a percentage: two places fewer.
std::string Digits(const types::Type& type, Int128 value, int scale) {
  if (type.percent && scale >= 2) {
    std::string text = FormatDecimal(value, scale - 2, true);
    return Grouped(text) + "%";
  }
  return Grouped(FormatDecimal(value, scale));
}

int MorePlaces(const types::Type& type) {
  return std::min(2, kMaxScale - static_cast<int>(type.scale));
}

std::optional<Int128> MeanWord(const types::Type& type, Int128 sum, int64_t count) {
  const std::optional<Int128> numerator = CheckedMul(sum, PowerOfTen(MorePlaces(type)));
  return count == 0 || !numerator ? std::nullopt
                                  : DivideRounded(*numerator, count, RoundingMode::kHalfEven);
}

std::vector<Member> ReasonsOf(const ir::Module& module, const ir::Decision& decision) {
  std::vector<Member> members;
  for (const int32_t reason : ir::ReasonsOf(decision)) {
    const auto index = static_cast<std::size_t>(reason);
    members.push_back({module.reasons[index].code, module.reasons[index].text, index});
  }
  return members;
}

}  // namespace

std::string Grouped(const std::string& digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = digits.substr(0, start);
  for (std::size_t i = start; i < digits.size(); ++i) {
    if (i > start && i < point && (point - i) % 3 == 0) {
      text += ',';
    }
    text += digits[i];
  }
  return text;
}

std::string Grouped(int64_t number) {
  return Grouped(std::to_string(number));
}

std::string Share(int64_t count, int64_t total) {
  if (total == 0) {
    return "";
  }
  const Int128 tenths = *DivideRounded(Int128{count} * 1000, total, RoundingMode::kHalfEven);
  return FormatDecimal(tenths, 1) + "%";
}

std::string Figure(const types::Type& type, Int128 word) {
  return Digits(type, word, type.scale);
}

std::string Mean(const types::Type& type, Int128 sum, int64_t count) {
  const std::optional<Int128> mean = MeanWord(type, sum, count);
  return mean ? Digits(type, *mean, type.scale + MorePlaces(type)) : "";
}

std::string PlainMean(const types::Type& type, Int128 sum, int64_t count) {
  const std::optional<Int128> mean = MeanWord(type, sum, count);
  return mean ? FormatDecimal(*mean, type.scale + MorePlaces(type)) : "";
}

std::vector<Member> MembersOf(const ir::Module& module, std::size_t column) {
  const ir::OutputColumn& output = module.outputs[column];
  if (MeasureOf(module, column) == Measure::kReasons) {
    return ReasonsOf(module, module.decisions[static_cast<std::size_t>(output.decision)]);
  }
  if (const ir::Table* table = RowsOf(module, column)) {
    std::vector<Member> rows;
    for (uint32_t row = 0; row < table->rows; ++row) {
      const bool otherwise = table->otherwise && row + 1 == table->rows;
      rows.push_back({"row " + std::to_string(row + 1), otherwise ? "otherwise" : "", row});
    }
    return rows;
  }
  if (output.type.kind == types::Kind::kBool) {
    return {{"true", "", 1}, {"false", "", 0}};
  }
  std::vector<Member> members;
  for (const std::string& name : module.enums.get(output.type.enumeration).members) {
    members.push_back({name, "", members.size()});
  }
  return members;
}

std::size_t DisplayWidth(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const diag::Scalar scalar = diag::NextScalar(text, at);
    width += diag::Show(scalar, std::string_view(text).substr(at, scalar.length)).width;
    at += scalar.length;
  }
  return width;
}

}  // namespace sextant::report
