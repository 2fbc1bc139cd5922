#pragma once

#include <arrow/csv/options.h>
#include <arrow/csv/parser.h>
#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include "compiler/support/counted.h"
#include "runtime/io/bind_text.h"
#include "tests/unit/runtime/io/io_support.h"

// CSV read in the plainest way: Arrow's parser over the whole text at once, every cell a text,
// every text through BindText.
namespace sextant::test {

struct CsvReference {
  std::vector<std::vector<std::string>> records;  // also the line of names
  std::string error;                              // about the record behind them
};

inline CsvReference ParseCsv(std::string text, char separator = ',') {
  arrow::util::InitializeUTF8();
  if (!text.empty() && text.back() != '\n') {
    text.push_back('\n');
  }
  CsvReference reference;
  auto options = arrow::csv::ParseOptions::Defaults();
  options.delimiter = separator;
  options.newlines_in_values = true;
  options.invalid_row_handler = [&](const arrow::csv::InvalidRow& row) {
    reference.error = fmt::format("has {} where the line of column names has {}: {}",
                                  Counted(row.actual_columns, "cell"), row.expected_columns,
                                  io::ShownCell(row.text));
    return arrow::csv::InvalidRowResult::Error;
  };
  uint32_t parsed = 0;
  arrow::csv::BlockParser whole(options, -1, 0, 1 << 30);
  const arrow::Status status = whole.Parse(text, &parsed);
  if (status.ok() && parsed < text.size()) {
    reference.error = "the file ends within a quoted cell";
  }
  // Once more without the record that is wrong: a parser that has failed shows nothing.
  arrow::csv::BlockParser parser(options, -1, 0, whole.num_rows());
  if (whole.num_rows() == 0) {
    return reference;
  }
  REQUIRE(parser.Parse(text, &parsed).ok());
  reference.records.resize(static_cast<std::size_t>(parser.num_rows()));
  for (int32_t column = 0; column < parser.num_cols(); ++column) {
    auto to = reference.records.begin();
    const auto visit = [&](const uint8_t* data, uint32_t size, bool, bool) {
      (to++)->emplace_back(reinterpret_cast<const char*>(data), size);
      return arrow::Status::OK();
    };
    REQUIRE(parser.VisitColumn(column, visit).ok());
  }
  return reference;
}

// What ReadBook has to give for the text: its records or, when something is wrong, the number of
// the first that is, and what.
inline std::vector<std::string> BindReference(const ir::Module& module, const std::string& text) {
  const CsvReference reference = ParseCsv(text);
  if (reference.records.empty()) {
    return {"error: "};
  }
  auto plan = io::MakePlan(module, module.sources.at(0), std::nullopt);
  REQUIRE(plan);
  const auto places = io::LocateColumns(*plan, reference.records[0], "");
  REQUIRE(places);
  io::BoundBatch bound;
  const std::size_t count = reference.records.size() - 1;
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t i = 0; i < places->size(); ++i) {
      const auto& cell = reference.records[row + 1][static_cast<std::size_t>((*places)[i])];
      if (!arrow::util::ValidateUTF8(cell)) {
        return {
            fmt::format("error: record {}: column `{}` is not UTF-8", row + 1, plan->columns[i])};
      }
    }
  }
  if (!reference.error.empty()) {
    return {fmt::format("error: record {}: {}", count + 1, reference.error)};
  }
  bound.Start(plan->slots.size(), static_cast<int64_t>(count));
  for (const io::SlotReader& reader : plan->slots) {
    std::vector<std::string_view> cells;
    for (std::size_t row = 0; row < count; ++row) {
      const auto place =
          static_cast<std::size_t>((*places)[static_cast<std::size_t>(reader.column)]);
      cells.push_back(reference.records[row + 1][place]);
    }
    io::BindText(reader, cells, bound);
  }
  bound.SortFaults();
  std::vector<std::string> records(count);
  for (std::size_t row = 0; row < count; ++row) {
    for (uint32_t slot = 0; slot < module.slots.size(); ++slot) {
      records[row] +=
          (slot == 0 ? "" : "|") + CellText(module, bound.batch, slot, static_cast<int64_t>(row));
    }
  }
  return records;
}

}  // namespace sextant::test
