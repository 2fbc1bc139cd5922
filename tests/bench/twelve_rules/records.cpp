#include "tests/bench/twelve_rules/records.h"

#include <algorithm>

namespace sextant::bench::twelve_rules {

using abi::Storage;

std::map<std::string, MemoryColumn> Columns(const Input& in) {
  return {{"tenure_months", {in.tenure_months, Storage::kInt32}},
          {"days_past_due", {in.days_past_due, Storage::kInt32}},
          {"utilisation", {in.utilisation, Storage::kFloat64}},
          {"pd", {in.pd, Storage::kFloat64}},
          {"annual_margin", {in.annual_margin, Storage::kFloat64}},
          {"credit_limit", {in.credit_limit, Storage::kInt64}},
          {"spend3", {in.spend3, Storage::kInt64}},
          {"spend6", {in.spend6, Storage::kInt64}},
          {"monthly_income", {in.monthly_income, Storage::kInt64, in.income_known}},
          {"months_inactive", {in.months_inactive, Storage::kInt32}}};
}

std::map<std::string, MemoryColumn> AnswerColumns(const Answers& answers) {
  return {{"stage", {answers.stage.data(), Storage::kInt8}},
          {"cell", {answers.cell.data(), Storage::kInt8}},
          {"action", {answers.action.data(), Storage::kInt8}},
          {"line", {answers.line.data(), Storage::kInt64}}};
}

std::string TypeName(abi::Storage storage) {
  switch (storage) {
    case Storage::kInt8:
      return "int8";
    case Storage::kInt32:
      return "int32";
    case Storage::kFloat64:
      return "float64";
    default:
      return "int64";
  }
}

MemoryBook RecordsOf(const Book& book) {
  std::map<std::string, MemoryColumn> columns = Columns(book.input());
  columns["customer_id"] = columns["credit_limit"];
  return MemoryBook(book.rows(), std::move(columns));
}

std::vector<ExpectedColumn> Expected(const Answers& answers) {
  return {{"Stage", answers.stage.data(), Storage::kInt8},
          {"Cell", answers.cell.data(), Storage::kInt8},
          {"Line.action", answers.action.data(), Storage::kInt8},
          {"Line.line", answers.line.data(), Storage::kInt64}};
}

bool Equal(const Answers& a, const Answers& b, int64_t rows) {
  const auto same = [rows](const auto& left, const auto& right) {
    return std::equal(left.begin(), left.begin() + rows, right.begin());
  };
  return same(a.stage, b.stage) && same(a.cell, b.cell) && same(a.action, b.action) &&
         same(a.line, b.line);
}

}  // namespace sextant::bench::twelve_rules
