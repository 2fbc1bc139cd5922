#include <nlohmann/json.hpp>

#include "runtime/abi/batch.h"
#include "runtime/report/explanation.h"
#include "runtime/testing/report.h"

namespace sextant::testing {
namespace {

using Json = nlohmann::ordered_json;

uint32_t LineOf(const FileReport& report, source::Span span) {
  return span.valid() ? report.sources->begin(span).line : 0;
}

Json OutcomeJson(const FileReport& report, const Outcome& outcome) {
  Json failures = Json::array();
  for (const Failure& failure : outcome.failures) {
    failures.push_back({{"line", LineOf(report, failure.span)}, {"message", failure.message}});
  }
  Json decisions = Json::array();
  for (const interp::DecisionTrace& decision : outcome.decisions) {
    decisions.push_back(Json::parse(report::DecisionJson(decision)));
  }
  return {{"name", outcome.name},       {"line", LineOf(report, outcome.span)},
          {"passed", outcome.passed()}, {"engine", outcome.engine},
          {"failures", failures},       {"decisions", decisions},
          {"seconds", outcome.seconds}};
}

Json CoverageJson(const FileReport& report) {
  Json list = Json::array();
  for (const DecisionCoverage& decision : report.coverage->decisions()) {
    Json parts = Json::array();
    for (const Part& part : decision.parts) {
      parts.push_back({{"name", part.name}, {"records", part.records}});
    }
    list.push_back({{"decision", decision.name},
                    {"line", LineOf(report, decision.span)},
                    {"kind", decision.what},
                    {"reached", decision.reached()},
                    {"of", decision.parts.size()},
                    {"parts", parts}});
  }
  return list;
}

Json SearchJson(const FileReport& report) {
  Json found = Json::array();
  for (const CounterExample& example : report.search->found) {
    found.push_back({{"guarantee", example.guarantee},
                     {"line", LineOf(report, example.span)},
                     {"found", example.found},
                     {"test", example.text}});
  }
  return {{"guarantees", report.search->searched},
          {"records", report.search->records},
          {"accepted", report.search->accepted},
          {"refuted", found}};
}

Json FileJson(const FileReport& report) {
  Json tests = Json::array();
  for (const Outcome& outcome : report.outcomes) {
    tests.push_back(OutcomeJson(report, outcome));
  }
  Json json{{"file", report.path},
            {"engines", report.engines},
            {"tests", tests},
            {"passed", report.outcomes.size() - report.failed()},
            {"failed", report.failed()},
            {"left_out", report.left_out}};
  if (report.coverage) {
    json["coverage"] = CoverageJson(report);
  }
  if (report.search) {
    json["search"] = SearchJson(report);
  }
  return json;
}

}  // namespace

std::string ReportJson(const std::vector<FileReport>& reports) {
  Json files = Json::array();
  for (const FileReport& report : reports) {
    files.push_back(FileJson(report));
  }
  return Json{{"files", files}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sextant::testing
