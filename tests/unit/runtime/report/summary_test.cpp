#include "runtime/report/summary.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstring>

#include "runtime/report/figures.h"

using namespace sextant;
using types::Type;

namespace {

// key, stage (with a reason), line in EUR, score optional, pd.
ir::Module MadeModule() {
  ir::Module module;
  const auto stages = module.enums.AddNamed("Stage", {"new", "old"});
  module.reasons = {{"R1", "just joined"}, {"R2", "long with us"}, {"X", "of another decision"}};
  ir::FirstMatch rules;
  rules.rules.resize(2);
  rules.rules[0].reason = 1;
  rules.rules[1].reason = 0;
  ir::Decision decision;
  decision.name = "Stage";
  decision.outputs = {{"", Type::Enum(stages)}};
  decision.has_reasons = true;
  decision.body = rules;
  module.decisions = {decision};
  module.outputs = {{"id", Type::Integer(), -1, 0, {}},
                    {"Stage", Type::Enum(stages), 0, 0, {}},
                    {"Stage.reason", Type::Text(), 0, ir::kReasonPart, {}},
                    {"line", Type::Money(types::Currency::FromText("EUR"), 2), -1, 0, {}},
                    {"score", Type::Integer().as_optional(), -1, 0, {}},
                    {"pd", Type::Float(), -1, 0, {}}};
  return module;
}

template <class T>
void Put(abi::OutputBuffer& column, int64_t row, T value) {
  std::memcpy(column.values() + row * static_cast<int64_t>(sizeof value), &value, sizeof value);
  abi::SetBit(column.validity.data(), row, true);
}

// Record 0 is rejected twice over; the others alternate; every fourth has no score.
abi::DecisionBatch MadeDecisions(int64_t rows) {
  using abi::Storage;
  abi::DecisionBatch batch;
  batch.rows = rows;
  batch.columns.resize(6);
  const Storage storages[] = {Storage::kInt64, Storage::kInt32, Storage::kInt32,
                              Storage::kInt64, Storage::kInt64, Storage::kFloat64};
  for (std::size_t i = 0; i < 6; ++i) {
    batch.columns[i].Resize(storages[i], rows);
  }
  batch.rejected.assign(static_cast<std::size_t>((rows + 63) / 64 * 8), 0);
  abi::SetBit(batch.rejected.data(), 0, true);
  batch.rejected_rows = 1;
  abi::Reject reject;
  reject.where = "limit";
  reject.kind = abi::FaultKind::kMalformed;
  batch.rejects = {reject, reject};
  batch.rejects[1].where = "age";
  for (int64_t row = 1; row < rows; ++row) {
    Put(batch.columns[0], row, row);
    Put(batch.columns[1], row, static_cast<int32_t>(row % 2));
    Put(batch.columns[2], row, static_cast<int32_t>(row % 2));
    Put(batch.columns[3], row, row * 1'000'050);
    if (row % 4 != 0) {
      Put(batch.columns[4], row, row);
    }
    Put(batch.columns[5], row, 1.0 / static_cast<double>(row));
  }
  return batch;
}

}  // namespace

TEST_CASE("totals are counted exactly, whichever worker sees which batch") {
  const ir::Module module = MadeModule();
  abi::InputBatch input;
  input.rows = 101;
  const abi::DecisionBatch decisions = MadeDecisions(101);
  report::Summary one(module, 1);
  one.Add(0, input, decisions);
  one.Add(0, input, decisions);
  report::Summary two(module, 2);
  two.Add(1, input, decisions);
  two.Add(0, input, decisions);
  const report::RunFacts facts{"s.sxt", "book.csv", "extract", 0};
  CHECK(report::RenderJson(module, one.Merged(), facts) ==
        report::RenderJson(module, two.Merged(), facts));

  const report::Totals totals = one.Merged();
  CHECK(totals.records == 202);
  CHECK(totals.decided == 200);
  CHECK(totals.rejected == 2);
  CHECK(totals.rejects.at({"limit", "malformed"}) == 2);
  CHECK(totals.columns[1].counts == std::vector<int64_t>{100, 100});
  CHECK(totals.columns[3].sum == Int128{2} * 5050 * 1'000'050);
  CHECK(totals.columns[3].low == 1'000'050);
  CHECK(totals.columns[3].high == 100'005'000);
  CHECK(totals.columns[4].missing == 50);
  CHECK(totals.columns[5].real_low == 0.01);
}

TEST_CASE("sums go beyond 64 bits") {
  const ir::Module module = MadeModule();
  abi::InputBatch input;
  input.rows = 3;
  abi::DecisionBatch decisions = MadeDecisions(3);
  Put(decisions.columns[3], 1, INT64_MAX);
  Put(decisions.columns[3], 2, INT64_MAX);
  report::Summary summary(module, 1);
  summary.Add(0, input, decisions);
  const std::string text = report::RenderText(module, summary.Merged(), {});
  CHECK(text.find("184,467,440,737,095,516.14") != std::string::npos);
}

TEST_CASE("the report for a person") {
  const ir::Module module = MadeModule();
  abi::InputBatch input;
  input.rows = 2001;
  report::Summary summary(module, 1);
  summary.Add(0, input, MadeDecisions(2001));
  const std::string expected = R"(s.sxt over book.csv (source extract)

Records
  read                          2,001
  decided                       2,000  100.0%
  rejected                          1    0.0%

Rejected for
  age: malformed                    1    0.0%
  limit: malformed                  1    0.0%

Stage
  new                           1,000   50.0%
  old                           1,000   50.0%

Stage.reason
  R2  long with us              1,000   50.0%
  R1  just joined               1,000   50.0%

line (EUR)
  sum               20,011,000,500.00
  mean                10,005,500.2500
  smallest                  10,000.50
  largest               20,001,000.00

score
  sum                       1,500,000
  mean                       1,000.00
  smallest                          1
  largest                       1,999
  (none)                          500   25.0%

pd
  smallest                     0.0005
  largest                           1

2,001 records in 0.50 s: 4,002 a second
)";
  CHECK(report::RenderText(module, summary.Merged(), {"s.sxt", "book.csv", "extract", 0.5}) ==
        expected);
}

TEST_CASE("the report for a program") {
  const ir::Module module = MadeModule();
  abi::InputBatch input;
  input.rows = 5;
  report::Summary summary(module, 1);
  summary.Add(0, input, MadeDecisions(5));
  const auto json = nlohmann::json::parse(
      report::RenderJson(module, summary.Merged(), {"s.sxt", "b.csv", "", 2}));
  CHECK(json["records"] == 5);
  CHECK(json["rejects"][0] ==
        nlohmann::json({{"where", "age"}, {"code", "malformed"}, {"count", 1}}));
  CHECK(json["columns"][0]["name"] == "Stage");
  CHECK(json["columns"][0]["counts"][0]["member"] == "new");
  CHECK(json["columns"][0]["counts"][0]["share"] == 0.5);
  CHECK(json["columns"][1]["counts"][0]["code"] == "R2");
  CHECK(json["columns"][2]["sum"] == "100005.00");
  CHECK(json["columns"][2]["mean"] == "25001.2500");
  CHECK(json["columns"][3]["missing"] == 1);
  CHECK(json["records_per_second"] == 2.5);
}

TEST_CASE("figures as a person reads them") {
  CHECK(report::Grouped(int64_t{-1234567}) == "-1,234,567");
  CHECK(report::Grouped("999.5") == "999.5");
  CHECK(report::Share(1, 3) == "33.3%");
  CHECK(report::Share(0, 0).empty());
  CHECK(report::Figure(Type::Rate(), 525'000'000) == "525%");
  CHECK(report::Figure(Type::Rate(), 5'250'000) == "5.25%");
  CHECK(report::Mean(Type::Integer(), 10, 4) == "2.50");
  CHECK(report::Mean(Type::Integer(), 0, 0).empty());
  CHECK(report::DisplayWidth("成长 ok") == 7);
}

TEST_CASE("every item of a list is counted") {
  ir::Module module;
  const auto kinds = module.enums.AddNamed("Kind", {"loan", "card"});
  ir::Decision decision;
  decision.name = "Offers";
  decision.outputs = {{"kind", Type::Enum(kinds), 2}, {"fee", Type::Integer(), 2}};
  decision.body = ir::AllMatches{ir::AllMatches::Policy::kCollect, {}};
  module.decisions = {decision};
  module.outputs = {{"id", Type::Integer(), -1, 0, {}},
                    {"Offers.kind", Type::Enum(kinds), 0, 0, {}, 2},
                    {"Offers.fee", Type::Integer(), 0, 1, {}, 2}};
  abi::DecisionBatch batch;
  batch.rows = 3;
  batch.columns.resize(3);
  batch.columns[0].Resize(abi::Storage::kInt64, 3);
  batch.columns[1].Resize(abi::Storage::kInt32, 3, 2);
  batch.columns[2].Resize(abi::Storage::kInt64, 3, 2);
  batch.rejected.assign(8, 0);
  const auto put = [&](int64_t row, uint32_t place, int32_t kind, int64_t fee) {
    std::memcpy(batch.columns[1].values(place) + row * 4, &kind, 4);
    std::memcpy(batch.columns[2].values(place) + row * 8, &fee, 8);
    abi::SetBit(batch.columns[1].bits(place), row, true);
    abi::SetBit(batch.columns[2].bits(place), row, true);
  };
  put(0, 0, 1, 10);
  put(0, 1, 1, 20);
  put(2, 0, 0, 60);
  abi::InputBatch input;
  input.rows = 3;
  report::Summary summary(module, 1);
  summary.Add(0, input, batch);
  const report::Totals totals = summary.Merged();
  CHECK(totals.columns[1].counts == std::vector<int64_t>{1, 2});
  CHECK(totals.columns[1].known == 2);
  CHECK(totals.columns[1].missing == 1);
  CHECK(totals.columns[2].sum == 90);
  const auto json = nlohmann::json::parse(report::RenderJson(module, totals, {}));
  CHECK(json["columns"][1]["items"] == 3);
  CHECK(json["columns"][1]["mean"] == "30.00");
}
