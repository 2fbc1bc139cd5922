#include "compiler/check/expr/expr.h"
#include "compiler/check/given.h"
#include "compiler/support/dates.h"

// What a record of a sample or a test had in the period before.
namespace sextant::check {
namespace {

std::string NotGivenHint(const Context& context, const Ref& ref, const std::string& text) {
  const auto& decisions = context.program.decisions;
  switch (ref.kind) {
    case RefKind::kSince:
      return "say it behind the stage: `" + decisions[ref.index].name +
             ".previous: … since 2025-01-31`";
    case RefKind::kComputed:
    case RefKind::kHeldBy:
      return "the strategy works it out; give the stage of the period before as `" +
             decisions[ref.index].name + ".previous: … since 2025-01-31`";
    case RefKind::kDecision:
      return "the strategy works it out; to put a value in its place, write `assume " + text +
             " is …`";
    default:
      return "name a field of the record";
  }
}

// Something else that is read with a point, such as `CreditLine.line`.
void ReportNotGiven(Context& context, const ast::GivenField& given, const Ref& ref) {
  const std::string text = context.Text(given.state);
  context.Report(Diag::kNotGiven, context.span(given.state), {text})
      .Hint(NotGivenHint(context, ref, text));
}

void CheckSince(Context& context, const ast::GivenField& given, const Decision& decision,
                const Cell& stage) {
  const std::string text = context.Text(given.state);
  if (given.since && (!decision.moves || !stage.known)) {
    context.Report(Diag::kSinceNotHere, given.since_span, {text})
        .Hint(decision.moves ? "a record without a stage of before did not enter one"
                             : "leave it out; only the stage of a life cycle with `moves` has such "
                               "a date");
  } else if (!given.since && decision.moves && stage.known) {
    context.Report(Diag::kSinceMissing, given.value.span, {text})
        .Hint("say since when: `" + text + ": " + context.Text(given.value.items.front()) +
              " since 2025-01-31`");
  }
}

}  // namespace

void CheckBefore(Context& context, const ast::GivenField& given, GivenRecord& record) {
  const Type type = CheckExpr(context, given.state);
  const Ref ref = context.info(given.state).ref;
  if (ref.kind != RefKind::kPrevious) {
    if (!type.is_error()) {
      ReportNotGiven(context, given, ref);
    }
    return;
  }
  const auto cells =
      CheckGiven(context, given.value, type, Backticked(context.Text(given.state)));
  if (!cells) {
    return;
  }
  const Decision& decision = context.program.decisions[ref.index];
  CheckSince(context, given, decision, cells->front());
  Before& before = record.before[ref.index];
  before.outputs.resize(decision.outputs.size());
  before.outputs[ref.part] = cells->front();
  before.since = given.since;
  before.since_span = given.since_span;
  before.of_sample = false;
}

void CheckSinceDates(Context& context, const Test& test) {
  for (const Before& before : test.before) {
    if (!test.as_of || !before.since || *before.since < *test.as_of) {
      continue;
    }
    const std::string day = FormatDate(*test.as_of);
    const std::string since = FormatDate(*before.since);
    auto& report = context.Report(Diag::kSinceNotBefore,
                                  before.of_sample ? test.span : before.since_span, {since, day});
    report.Hint("what was carried comes from a run before this one");
    before.of_sample ? report.Label(before.since_span, "its sample says so here")
                     : report.Label(test.span, "this test is on " + day);
  }
}

}  // namespace sextant::check
