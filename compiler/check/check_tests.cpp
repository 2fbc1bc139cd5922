#include <algorithm>
#include <map>

#include "compiler/check/check_definition.h"
#include "compiler/check/check_expectation.h"
#include "compiler/check/check_param.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/given.h"
#include "compiler/check/store.h"

namespace sextant::check {
namespace {

using Samples = std::map<std::string, GivenRecord>;

Samples CheckSamples(Context& context) {
  Samples samples;
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* sample = std::get_if<ast::SampleDecl>(&decl.node)) {
      context.place = {};
      GivenRecord record(context.program);
      CheckGivenFields(context, sample->fields, false, record);
      samples.emplace(sample->name.text, std::move(record));
    }
  }
  return samples;
}

GivenRecord StartOf(Context& context, const Samples& samples, const ast::Name& name) {
  GivenRecord empty(context.program);
  if (name.text.empty()) {
    return empty;
  }
  const auto found = samples.find(name.text);
  if (found != samples.end()) {
    GivenRecord record = found->second;
    for (Before& before : record.before) {
      before.of_sample = true;
    }
    return record;
  }
  std::vector<std::string> names;
  for (const auto& [sample, record] : samples) {
    names.push_back(sample);
  }
  const std::string otherwise =
      names.empty() ? "declare `sample " + name.text + " { … }`, or write the record in braces"
                    : "the samples are " + ListText(names);
  if (!context.damage.any()) {
    context.Report(Diag::kUnknownSample, name.span, {name.text})
        .Hint(DidYouMean(name.text, names, otherwise));
  }
  return empty;
}

bool Expects(const ast::TestDecl& decl, const std::string& fault) {
  return std::ranges::any_of(decl.expectations,
                             [&](const auto& expected) { return expected.fault.text == fault; });
}

void CheckRecordOf(Context& context, const Samples& samples, const ast::TestDecl& decl,
                   Test& test) {
  GivenRecord record = StartOf(context, samples, decl.sample);
  CheckGivenFields(context, decl.fields, Expects(decl, "missing"), record);
  const bool known = decl.sample.text.empty() || samples.count(decl.sample.text) > 0;
  if (known) {
    test.record = CompleteRecord(context, record, test.span);
  }
  test.lists = std::move(record.lists);
  test.before = std::move(record.before);
  CheckSinceDates(context, test);
}

void CheckSetting(Context& context, const ast::Setting& setting, Test& test) {
  Symbol* symbol = context.names.Find(setting.name, -1);
  if (symbol == nullptr || symbol->ref.kind != RefKind::kParam) {
    std::vector<std::string> names;
    for (const Param& param : context.program.params) {
      names.push_back(param.name);
    }
    context.Report(Diag::kNotAParam, setting.name.span, {setting.name.text})
        .Hint(DidYouMean(setting.name.text, names,
                         names.empty() ? "the strategy has no parameters"
                                       : "its parameters are " + ListText(names)));
    return;
  }
  const Param& param = context.program.params[symbol->ref.index];
  std::optional<int64_t>& word = test.params[symbol->ref.index];
  if (word) {
    context.Report(Diag::kListedTwice, setting.name.span, {param.name, "this test"})
        .Hint("leave one of them out");
    return;
  }
  word = CheckConstant(context, setting.value, param.type, Backticked(param.name));
  if (word && !IsInside(param.range, param.type, *word)) {
    context
        .Report(Diag::kSettingOutside, context.span(setting.value),
                {context.Quote(setting.value), param.name})
        .Label(param.span, "its range is declared here")
        .Hint("no run could be given this value");
  }
}

std::string AssumeHint(const Context& context, const Ref& ref, const std::string& text) {
  switch (ref.kind) {
    case RefKind::kParam:
      return "set a parameter by `with param " + text + " = …`";
    case RefKind::kPrevious:
      return "give what was carried from the period before after `given`: `" + text + ": …`";
    case RefKind::kSince:
    case RefKind::kComputed:
    case RefKind::kHeldBy:
      return "assume the stage: `assume " + context.program.decisions[ref.index].name + " is …`";
    default:
      return "assume a `let` or a decision; give the fields after `given`";
  }
}

// What an assumption stands for: a let, or one output of a decision.
std::optional<std::pair<Ref, Type>> AssumedType(Context& context, ExprId target) {
  CheckExpr(context, target);
  const Ref ref = context.info(target).ref;
  Type type = context.info(target).type;
  if (ref.kind == RefKind::kLet || ref.kind == RefKind::kDecision) {
    return type.is_error() ? std::nullopt : std::optional(std::pair(ref, type));
  }
  if (ref.kind != RefKind::kNone && !type.is_error()) {
    context.Report(Diag::kCannotAssume, context.span(target), {context.Text(target)})
        .Hint(AssumeHint(context, ref, context.Text(target)));
  }
  return std::nullopt;
}

void CheckAssumption(Context& context, const ast::Assumption& written, Test& test) {
  const auto target = AssumedType(context, written.target);
  if (!target) {
    return;
  }
  const auto& [ref, type] = *target;
  const std::string name = context.Text(written.target);
  const auto same = [&, &ref = ref](const Assumption& other) { return SameRef(other.ref, ref); };
  if (std::ranges::any_of(test.assumptions, same)) {
    context.Report(Diag::kListedTwice, context.span(written.target), {name, "this test"})
        .Hint("leave one of them out");
    return;
  }
  if (const auto cells = CheckGiven(context, written.value, type, Backticked(name))) {
    test.assumptions.push_back({ref, name, type, *cells, written.span});
  }
}

// By name, for the days a life cycle stays in a stage, or to choose among versions.
bool ReadsAsOf(const Program& program) {
  return std::ranges::any_of(
             program.exprs,
             [](const ExprInfo& info) { return info.ref.kind == RefKind::kAsOf; }) ||
         std::ranges::any_of(program.decisions, [](const Decision& decision) {
           return decision.moves || decision.kind == DecisionKind::kEffective;
         });
}

Test CheckTest(Context& context, const Samples& samples, bool needs_as_of,
               const ast::TestDecl& decl) {
  Test test;
  test.name = decl.name;
  test.span = decl.name_span;
  test.as_of = decl.as_of;
  test.params.resize(context.program.params.size());
  CheckRecordOf(context, samples, decl, test);
  for (const ast::Setting& setting : decl.settings) {
    CheckSetting(context, setting, test);
  }
  for (const ast::Assumption& assumption : decl.assumptions) {
    CheckAssumption(context, assumption, test);
  }
  for (const ast::Expectation& expectation : decl.expectations) {
    CheckExpectation(context, expectation, test);
  }
  CheckMixture(context, decl);
  if (!test.as_of && needs_as_of) {
    context.Report(Diag::kAsOfNotGiven, test.span)
        .Hint("say it behind the name: `test \"…\" on 2026-03-31 { … }`");
  }
  return test;
}

}  // namespace

void CheckTests(Context& context) {
  const Samples samples = CheckSamples(context);
  const bool needs_as_of = ReadsAsOf(context.program);
  std::map<std::string, Span> names;
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* test = std::get_if<ast::TestDecl>(&decl.node);
    if (test == nullptr) {
      continue;
    }
    const auto [first, added] = names.try_emplace(test->name, test->name_span);
    if (!added) {
      context.Report(Diag::kListedTwice, test->name_span, {test->name, "this file"})
          .Label(first->second, "first here")
          .Hint("give each test a name of its own");
    }
    context.place = {};
    context.program.tests.push_back(CheckTest(context, samples, needs_as_of, *test));
  }
}

}  // namespace sextant::check
