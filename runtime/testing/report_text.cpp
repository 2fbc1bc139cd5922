#include <algorithm>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/display.h"
#include "compiler/support/counted.h"
#include "compiler/support/dates.h"
#include "runtime/report/explanation.h"
#include "runtime/testing/records.h"
#include "runtime/testing/report.h"

namespace sextant::testing {
namespace {

std::string OutcomeText(const FileReport& report, const Outcome& outcome, bool colour) {
  const std::string name = diag::ShowAll(outcome.name);
  std::string text =
      colour ? fmt::format("\x1b[1;31mfailed\x1b[0m: \x1b[1m{}\x1b[0m", name) : "failed: " + name;
  text += report.engines.size() > 1 ? fmt::format(" ({})\n", outcome.engine) : "\n";
  for (const Failure& failure : outcome.failures) {
    text += diag::RenderPlace({failure.span, failure.message}, *report.sources, colour);
  }
  for (const interp::DecisionTrace& decision : outcome.decisions) {
    text += report::DecisionText(decision);
  }
  return text + "\n";
}

std::string CoverageText(const Coverage& coverage) {
  std::size_t width = 0;
  for (const DecisionCoverage& decision : coverage.decisions()) {
    width = std::max(width, decision.name.size());
  }
  std::string text = "coverage\n";
  for (const DecisionCoverage& decision : coverage.decisions()) {
    text += fmt::format("  {:<{}}  {}\n", decision.name, width, CoverageLine(decision));
  }
  const auto parts = std::max<int64_t>(coverage.parts(), 1);
  return text + fmt::format("  {} of {}: {}%\n", coverage.reached(), coverage.parts(),
                            coverage.reached() * 100 / parts);
}

std::string SearchText(const FileReport& report, bool colour) {
  const SearchReport& search = *report.search;
  std::string text;
  for (const CounterExample& example : search.found) {
    text += fmt::format("refuted: guarantee {}\n", example.guarantee);
    text += diag::RenderPlace({example.span, example.found}, *report.sources, colour);
    text += "a test that shows it:\n\n" + example.text + "\n";
  }
  const std::size_t held = search.searched.size() - search.found.size();
  if (held > 0) {
    text += fmt::format("{}: {} not refuted: searched {} ({} accepted), not proved\n", report.path,
                        Counted(held, "guarantee"), Counted(search.records, "made-up record"),
                        search.accepted);
  }
  return text;
}

// "a", "a and b", "a, b and c".
std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return text;
}

std::string SummaryLine(const FileReport& report) {
  const std::size_t failed = report.failed();
  const std::size_t passed = report.outcomes.size() - failed;
  std::string text = fmt::format("{}: ", report.path);
  text += failed == 0 ? fmt::format("{} passed", Counted(passed, "test"))
                      : fmt::format("{} failed, {} passed", Counted(failed, "test"), passed);
  text += fmt::format(" on {}", Joined(report.engines));
  return text + (report.left_out == 0 ? "\n" : fmt::format(" ({} left out)\n", report.left_out));
}

}  // namespace

std::string CoverageLine(const DecisionCoverage& decision) {
  std::string text =
      fmt::format("{} of {} {}", decision.reached(), decision.parts.size(), decision.what);
  const char* separator = "; never reached: ";
  for (const Part& part : decision.parts) {
    if (part.records == 0) {
      text += separator + diag::ShowAll(part.name);
      separator = ", ";
    }
  }
  return text;
}

std::size_t FileReport::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(outcomes, [](const Outcome& outcome) { return !outcome.passed(); }));
}

bool FileReport::fine() const {
  return failed() == 0 && (!search || search->found.empty());
}

std::string ReportText(const FileReport& report, bool colour) {
  std::string text;
  for (const Outcome& outcome : report.outcomes) {
    text += outcome.passed() ? "" : OutcomeText(report, outcome, colour);
  }
  text += report.outcomes.empty() ? "" : SummaryLine(report);
  text += report.search ? SearchText(report, colour) : "";
  return text + (report.coverage ? CoverageText(*report.coverage) : "");
}

std::string ExampleTest(const ir::Module& module) {
  Record record;
  for (const ir::Slot& slot : module.slots) {
    const int64_t word = std::max<int64_t>(slot.low.value_or(0), 0);
    const bool state = slot.field == ir::kStateField;
    record.cells.push_back({!state, std::min(word, slot.high.value_or(word)), "T1"});
  }
  std::string expected = "…";
  for (const ir::Decision& decision : module.decisions) {
    const ir::Output& output = decision.outputs.front();
    const std::string name = decision.name + (output.name.empty() ? "" : "." + output.name);
    if (output.type.kind == types::Kind::kEnum) {
      expected = name + " is " + module.enums.get(output.type.enumeration).members.front();
    }
  }
  const std::string date = module.reads_as_of ? "on " + FormatDate(20'543) + " " : "";
  return fmt::format("test \"what it shows\" {}{{\n  given {}\n  expect {}\n}}\n", date,
                     RecordText(module, record), expected);
}

}  // namespace sextant::testing
