#include <fmt/format.h>

#include "compiler/ast/print.h"

namespace sextant::ast {

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
}

void Printer::PrintGiven(const std::vector<GivenField>& fields) {
  for (const GivenField& field : fields) {
    const Scope scope =
        Line(fmt::format("Given {}{}", field.name.text, field.value.is_list ? " list" : ""),
             field.value.span);
    PrintGiven(field.value);
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
  const Scope scope = Line(text, expectation.span);
  Print(expectation.condition);
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
