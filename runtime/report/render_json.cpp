#include <nlohmann/json.hpp>

#include "compiler/support/dates.h"
#include "runtime/report/figures.h"
#include "runtime/report/summary.h"

// Exact figures are texts: a JSON number would be read as a double.
namespace sextant::report {
namespace {

using Json = nlohmann::ordered_json;

Json RejectsJson(const Totals& totals) {
  Json list = Json::array();
  for (const auto& [place, count] : totals.rejects) {
    list.push_back({{"where", place.first}, {"code", place.second}, {"count", count}});
  }
  return list;
}

double ShareOf(int64_t count, int64_t total) {
  return total == 0 ? 0 : static_cast<double>(count) / static_cast<double>(total);
}

void AddCounts(const ir::Module& module, const Totals& totals, std::size_t column, Json& to) {
  const bool reasons = MeasureOf(module, column) == Measure::kReasons;
  Json list = Json::array();
  for (const Member& member : MembersOf(module, column)) {
    const int64_t count = totals.columns[column].counts[member.index];
    Json entry{{reasons ? "code" : "member", member.name}};
    if (reasons) {
      entry["text"] = member.text;
    }
    entry["count"] = count;
    entry["share"] = ShareOf(count, totals.decided);
    list.push_back(std::move(entry));
  }
  to["counts"] = std::move(list);
}

void AddExact(const types::Type& type, const ColumnSummary& summary, Json& to) {
  if (type.kind == types::Kind::kMoney) {
    to["currency"] = type.currency.text();
  }
  to["sum"] = FormatDecimal(summary.sum, type.scale);
  if (summary.known > 0) {
    to["mean"] = PlainMean(type, summary.sum, summary.values);
    to["smallest"] = FormatDecimal(*summary.low, type.scale);
    to["largest"] = FormatDecimal(*summary.high, type.scale);
  }
}

Json ColumnJson(const ir::Module& module, const Totals& totals, std::size_t column) {
  const ir::OutputColumn& output = module.outputs[column];
  const ColumnSummary& summary = totals.columns[column];
  Json to{{"name", output.name}, {"known", summary.known}, {"missing", summary.missing}};
  if (output.width > 0) {
    to["items"] = summary.values;
  }
  switch (MeasureOf(module, column)) {
    case Measure::kNone:
      break;
    case Measure::kMembers:
    case Measure::kReasons:
    case Measure::kRows:
      AddCounts(module, totals, column, to);
      break;
    case Measure::kExact:
      AddExact(output.type, summary, to);
      break;
    case Measure::kReal:
      if (summary.known > 0) {
        to["smallest"] = *summary.real_low;
        to["largest"] = *summary.real_high;
      }
      break;
    case Measure::kDates:
      if (summary.known > 0) {
        to["earliest"] = FormatDate(static_cast<int32_t>(*summary.low));
        to["latest"] = FormatDate(static_cast<int32_t>(*summary.high));
      }
      break;
  }
  return to;
}

// A record that is new comes from null, one that is gone goes to null.
Json MigrationsJson(const ir::Module& module, const Totals& totals) {
  Json migrations = Json::array();
  for (std::size_t i = 0; i < totals.migrations.size(); ++i) {
    if (totals.migrations[i].gone.empty()) {
      continue;
    }
    Json moves = Json::array();
    for (const Move& move : MovesOf(module, i, totals.migrations[i])) {
      const auto name = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
      moves.push_back(
          {{"from", name(move.from)}, {"to", name(move.to)}, {"records", move.records}});
    }
    migrations.push_back({{"name", MigrationName(module, i)}, {"moves", std::move(moves)}});
  }
  return migrations;
}

}  // namespace

std::string RenderJson(const ir::Module& module, const Totals& totals, const RunFacts& facts) {
  Json report{{"strategy", facts.strategy},    {"data", facts.data},
              {"source", facts.source},        {"records", totals.records},
              {"decided", totals.decided},     {"rejected", totals.rejected},
              {"rejects", RejectsJson(totals)}};
  if (!facts.program.empty()) {
    report["program"] = facts.program;
  }
  if (!facts.lists.empty()) {
    Json lists = Json::array();
    for (const RunFacts::ListRows& list : facts.lists) {
      lists.push_back({{"list", list.list},
                       {"source", list.source},
                       {"rows", list.rows},
                       {"without_record", list.without_record}});
    }
    report["lists"] = std::move(lists);
  }
  Json columns = Json::array();
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    if (MeasureOf(module, i) != Measure::kNone) {
      columns.push_back(ColumnJson(module, totals, i));
    }
  }
  report["columns"] = std::move(columns);
  if (!module.state.empty()) {
    report["migrations"] = MigrationsJson(module, totals);
  }
  report["seconds"] = facts.seconds;
  if (facts.seconds > 0) {
    report["records_per_second"] = static_cast<double>(totals.records) / facts.seconds;
  }
  return report.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sextant::report
