#include "tests/bench/card_book/records.h"

#include <map>
#include <string>

#include <fmt/format.h>

namespace sextant::bench::card_book {

using abi::Storage;

MemoryBook RecordsOf(const Book& book) {
  const Input in = book.input();
  std::map<std::string, MemoryColumn> columns{{"customer_id", {in.customer_id, Storage::kInt64}},
                                              {"credit_limit", {in.credit_limit, Storage::kInt64}},
                                              {"age", {in.age, Storage::kInt64}},
                                              {"education", {in.education, Storage::kInt8}},
                                              {"marriage", {in.marriage, Storage::kInt8}}};
  for (int month = 0; month < 6; ++month) {
    const std::string item = fmt::format("[{}]", month + 1);
    columns["months_late" + item] = {in.late[month], Storage::kInt64};
    columns["bill" + item] = {in.bill[month], Storage::kInt64};
    columns["paid" + item] = {in.paid[month], Storage::kInt64};
  }
  return MemoryBook(book.rows(), std::move(columns));
}

std::vector<ExpectedColumn> Expected(const Answers& answers) {
  return {{"Relationship", answers.stage.data(), Storage::kInt8},
          {"Value", answers.cell.data(), Storage::kInt8},
          {"CreditLine.action", answers.action.data(), Storage::kInt8},
          {"CreditLine.line", answers.line.data(), Storage::kInt64},
          {"CreditLine.binding", answers.binding.data(), Storage::kInt8},
          {"Loyalty", answers.loyalty.data(), Storage::kInt64}};
}

}  // namespace sextant::bench::card_book
