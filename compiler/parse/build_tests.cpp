#include "compiler/parse/build.h"

namespace sextant::parse {

using diag::Diag;

ast::GuaranteeDecl Builder::Build(Grammar::GuaranteeDeclContext* guarantee) {
  ast::GuaranteeDecl made;
  made.name = BuildName(guarantee->name());
  made.value = BuildExpr(guarantee->expression());
  if (auto* trend = guarantee->trend()) {
    const bool falls = trend->FALLS() != nullptr;
    made.trend = falls ? ast::Trend::kNeverFalls : ast::Trend::kNeverRises;
    made.field = BuildName(trend->name());
  }
  return made;
}

ast::SampleDecl Builder::Build(Grammar::SampleDeclContext* sample) {
  ast::SampleDecl made;
  made.name = BuildName(sample->name());
  AddFields(sample->givenRecord()->given(), made.fields);
  return made;
}

ast::GivenField Builder::Build(Grammar::GivenContext* given) {
  return {BuildName(given->name()), Build(given->givenValue())};
}

ast::GivenValue Builder::Build(Grammar::GivenValueContext* value) {
  ast::GivenValue made;
  made.span = Span(value);
  made.is_list = value->LEFT_BRACKET() != nullptr;
  if (value->MISSING() != nullptr) {
    made.items.push_back(Add(made.span, ast::MissingExpr{}));
  }
  auto* unit = value->unit();
  for (auto* constant : value->constant()) {
    made.items.push_back(BuildConstant(constant, unit == nullptr ? nullptr : unit->start));
  }
  return made;
}

void Builder::AddFields(const std::vector<Grammar::GivenContext*>& fields,
                        std::vector<ast::GivenField>& to) {
  for (auto* given : fields) {
    to.push_back(Build(given));
  }
}

void Builder::AddGiven(Grammar::GivenClauseContext* clause, ast::TestDecl& test) {
  if (test.has_given) {
    ReportTwice("the record of this test", Span(clause->GIVEN()));
  }
  test.has_given = true;
  if (clause->name() != nullptr) {
    test.sample = BuildName(clause->name());
    AddFields(clause->given(), test.fields);
  } else {
    AddFields(clause->givenRecord()->given(), test.fields);
  }
}

void Builder::AddClause(Grammar::TestClauseContext* clause, ast::TestDecl& test) {
  if (auto* given = dynamic_cast<Grammar::GivenClauseContext*>(clause)) {
    AddGiven(given, test);
  } else if (auto* settings = dynamic_cast<Grammar::SettingClauseContext*>(clause)) {
    for (auto* setting : settings->setting()) {
      test.settings.push_back({BuildName(setting->name()), BuildConstant(setting->constant())});
    }
  } else if (auto* assume = dynamic_cast<Grammar::AssumeClauseContext*>(clause)) {
    for (auto* assumption : assume->assumption()) {
      test.assumptions.push_back(Build(assumption));
    }
  } else if (auto* expect = dynamic_cast<Grammar::ExpectClauseContext*>(clause)) {
    for (auto* expectation : expect->expectation()) {
      test.expectations.push_back(Build(expectation));
    }
  }
}

ast::Assumption Builder::Build(Grammar::AssumptionContext* assumption) {
  ast::Assumption made;
  made.span = Span(assumption);
  const ast::Name base = BuildName(assumption->name(0));
  if (auto* part = assumption->name(1)) {
    const ast::Name member = BuildName(part);
    made.target = Add(source::Join(base.span, member.span), ast::MemberExpr{base, member, {}});
  } else {
    made.target = Add(base.span, ast::NameExpr{base});
  }
  made.value = Build(assumption->givenValue());
  return made;
}

ast::Expectation Builder::Build(Grammar::ExpectationContext* expectation) {
  ast::Expectation made;
  made.span = Span(expectation);
  if (expectation->FAULT() != nullptr) {
    auto* kind = expectation->faultKind();
    made.fault = kind->name() != nullptr ? BuildName(kind->name()) : WordName(kind->MISSING());
    if (expectation->IN() != nullptr) {
      made.where = BuildName(expectation->name());
    }
    return made;
  }
  made.condition = BuildExpr(expectation->expression());
  if (expectation->ABOUT() != nullptr) {
    made.about = BuildExpr(expectation->value(0));
    made.tolerance = BuildExpr(expectation->value(1));
  }
  if (expectation->BECAUSE() != nullptr) {
    made.reason = BuildName(expectation->name());
  }
  return made;
}

ast::TestDecl Builder::Build(Grammar::TestDeclContext* test) {
  ast::TestDecl made;
  made.name = BuildText(test->TEXT());
  made.name_span = Span(test->TEXT());
  if (test->DATE() != nullptr) {
    const ast::ExprId date = BuildDate(test->DATE());
    made.as_of = std::get<ast::DateExpr>(tree_.node(date)).days;
  }
  for (auto* clause : test->testClause()) {
    AddClause(clause, made);
  }
  return made;
}

}  // namespace sextant::parse
