#include <fmt/format.h>

#include "compiler/ast/print.h"

namespace sextant::ast {
namespace {

std::string_view ShapeText(GivenShape shape) {
  switch (shape) {
    case GivenShape::kOne:
      return "";
    case GivenShape::kSet:
      return " set";
    case GivenShape::kList:
      return " list";
    case GivenShape::kRows:
      return " rows";
  }
  return "";
}

}  // namespace

void Printer::PrintDecl(const GuaranteeDecl& guarantee, source::Span span) {
  const std::string_view trend = guarantee.trend == Trend::kNone         ? ""
                                 : guarantee.trend == Trend::kNeverRises ? " never rises"
                                                                         : " never falls";
  const std::string field =
      guarantee.field.text.empty() ? "" : " as " + guarantee.field.text + " rises";
  const Scope scope =
      Line(fmt::format("Guarantee {}{}{}", guarantee.name.text, trend, field), span);
  Print(guarantee.value);
}

void Printer::PrintGiven(const GivenValue& value) {
  for (const ExprId item : value.items) {
    Print(item);
  }
  for (const GivenRow& row : value.rows) {
    const Scope scope = Line("Row", row.span);
    PrintGiven(row.fields);
  }
}

void Printer::PrintGiven(const std::vector<GivenField>& fields) {
  for (const GivenField& field : fields) {
    PrintGiven(field);
  }
}

void Printer::PrintGiven(const GivenField& field) {
  const std::string name = field.state.valid() ? "state" : field.name.text;
  const Scope scope =
      Line(fmt::format("Given {}{}", name, ShapeText(field.value.shape)), field.value.span);
  if (field.state.valid()) {
    Print(field.state);
  }
  PrintGiven(field.value);
  if (field.since) {
    Plain(fmt::format("since day {}", *field.since));
  }
}

void Printer::PrintDecl(const SampleDecl& sample, source::Span span) {
  const Scope scope = Line("Sample " + sample.name.text, span);
  PrintGiven(sample.fields);
}

void Printer::PrintExpectation(const Expectation& expectation) {
  std::string text = "Expect";
  if (!expectation.fault.text.empty()) {
    text += " fault " + expectation.fault.text;
    text += expectation.where.text.empty() ? "" : " in " + expectation.where.text;
  }
  text += expectation.reason.text.empty() ? "" : " because " + expectation.reason.text;
  text += expectation.all ? ShapeText(expectation.all->shape) : "";
  const Scope scope = Line(text, expectation.span);
  Print(expectation.condition);
  if (expectation.all) {
    PrintGiven(*expectation.all);
  }
  Part("about", expectation.about);
  Part("within", expectation.tolerance);
}

void Printer::PrintDecl(const TestDecl& test, source::Span span) {
  const Scope scope = Line("Test " + Quoted(test.name), span);
  if (test.as_of) {
    Plain(fmt::format("on day {}", *test.as_of));
  }
  if (!test.sample.text.empty()) {
    Plain("sample " + test.sample.text);
  }
  PrintGiven(test.fields);
  for (const Setting& setting : test.settings) {
    Part("param " + setting.name.text, setting.value);
  }
  for (const Assumption& assumption : test.assumptions) {
    const Scope inner = Line("Assume", assumption.span);
    Print(assumption.target);
    PrintGiven(assumption.value);
  }
  for (const Expectation& expectation : test.expectations) {
    PrintExpectation(expectation);
  }
}

}  // namespace sextant::ast
