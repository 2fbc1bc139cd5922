#include <string_view>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/display.h"
#include "runtime/report/explanation.h"
#include "runtime/testing/report.h"

namespace sextant::testing {
namespace {

// Text for an element or an attribute. What XML 1.0 cannot hold is shown as `\x1b` instead.
std::string Escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const diag::Scalar scalar = diag::NextScalar(text, at);
    const std::string_view bytes = text.substr(at, scalar.length);
    at += scalar.length;
    switch (scalar.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += diag::Show(scalar, bytes).text;
    }
  }
  return out;
}

std::string FailureBody(const FileReport& report, const Outcome& outcome) {
  std::string text;
  for (const Failure& failure : outcome.failures) {
    text += diag::RenderPlace({failure.span, failure.message}, *report.sources);
  }
  for (const interp::DecisionTrace& decision : outcome.decisions) {
    text += report::DecisionText(decision);
  }
  return text;
}

std::string CaseXml(const FileReport& report, const Outcome& outcome) {
  std::string xml = fmt::format(R"(    <testcase classname="{}" name="{}" line="{}" time="{:.3f}")",
                                Escaped(report.path), Escaped(outcome.name),
                                report.sources->begin(outcome.span).line, outcome.seconds);
  if (outcome.passed()) {
    return xml + "/>\n";
  }
  return xml + fmt::format(
                   ">\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n"
                   "    </testcase>\n",
                   Escaped(outcome.failures.front().message), Escaped(outcome.engine),
                   Escaped(FailureBody(report, outcome)));
}

// A guarantee that was searched is a case of its own.
std::string GuaranteeXml(const FileReport& report, const std::string& name) {
  std::string xml = fmt::format(R"(    <testcase classname="{}" name="guarantee {}")",
                                Escaped(report.path), Escaped(name));
  for (const CounterExample& example : report.search->found) {
    if (example.guarantee == name) {
      return xml + fmt::format(
                       ">\n      <failure message=\"{}\" type=\"guarantee\">{}</failure>\n"
                       "    </testcase>\n",
                       Escaped(example.found), Escaped(example.text));
    }
  }
  return xml + "/>\n";
}

// "1 of 2 rules; never reached: otherwise", by decision and of all together.
std::string CoverageXml(const Coverage& coverage) {
  std::string xml = "    <properties>\n";
  const auto add = [&](const std::string& name, const std::string& value) {
    xml += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", Escaped(name),
                       Escaped(value));
  };
  add("coverage", fmt::format("{} of {}", coverage.reached(), coverage.parts()));
  for (const DecisionCoverage& decision : coverage.decisions()) {
    add("coverage of " + decision.name, CoverageLine(decision));
  }
  return xml + "    </properties>\n";
}

}  // namespace

std::string ReportJunit(const std::vector<FileReport>& reports) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const FileReport& report : reports) {
    double seconds = 0;
    std::string cases = report.coverage ? CoverageXml(*report.coverage) : "";
    for (const Outcome& outcome : report.outcomes) {
      seconds += outcome.seconds;
      cases += CaseXml(report, outcome);
    }
    std::size_t guarantees = 0;
    std::size_t refuted = 0;
    if (report.search) {
      guarantees = report.search->searched.size();
      refuted = report.search->found.size();
      for (const std::string& name : report.search->searched) {
        cases += GuaranteeXml(report, name);
      }
    }
    xml += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
        "time=\"{:.3f}\">\n{}  </testsuite>\n",
        Escaped(report.path), report.outcomes.size() + guarantees, report.failed() + refuted,
        seconds, cases);
  }
  return xml + "</testsuites>\n";
}

}  // namespace sextant::testing
