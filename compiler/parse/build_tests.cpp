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
  ast::GivenField made;
  if (given->givenName()->name().size() == 1) {
    made.name = BuildName(given->givenName()->name(0));
  } else {
    made.state = BuildGivenName(given->givenName());
  }
  made.value = Build(given->givenValue());
  if (auto* since = given->since()) {
    made.since = BuildDay(since->DATE());
    made.since_span = Span(since);
  }
  return made;
}

ast::ExprId Builder::BuildGivenName(Grammar::GivenNameContext* name) {
  std::vector<ast::Name> parts;
  for (auto* part : name->name()) {
    parts.push_back(BuildName(part));
  }
  if (parts.size() == 1) {
    return Add(Span(name), ast::NameExpr{parts.front()});
  }
  if (parts.size() == 4) {  // of an import
    parts[1] = Joined(parts[0], parts[1]);
    parts.erase(parts.begin());
  }
  ast::MemberExpr member{parts[0], parts[1], {}};
  if (parts.size() > 2) {
    member.part = parts[2];
  }
  return Add(Span(name), std::move(member));
}

ast::GivenValue Builder::Build(Grammar::GivenValueContext* value) {
  if (value->givenSet() != nullptr) {
    return Build(value->givenSet());
  }
  if (value->givenList() != nullptr) {
    return Build(value->givenList());
  }
  ast::GivenValue made;
  made.span = Span(value);
  made.items.push_back(value->constant() != nullptr ? BuildConstant(value->constant())
                                                    : Add(made.span, ast::MissingExpr{}));
  return made;
}

ast::GivenValue Builder::Build(Grammar::GivenSetContext* set) {
  ast::GivenValue made;
  made.span = Span(set);
  made.shape = ast::GivenShape::kSet;
  for (auto* constant : set->constant()) {
    made.items.push_back(BuildConstant(constant));
  }
  return made;
}

ast::GivenValue Builder::Build(Grammar::GivenListContext* list) {
  ast::GivenValue made;
  made.span = Span(list);
  made.shape = list->givenRecord().empty() ? ast::GivenShape::kList : ast::GivenShape::kRows;
  const antlr4::Token* unit = list->unit() == nullptr ? nullptr : list->unit()->start;
  for (auto* item : list->givenItem()) {
    made.items.push_back(item->constant() != nullptr ? BuildConstant(item->constant(), unit)
                                                     : Add(Span(item), ast::MissingExpr{}));
  }
  for (auto* record : list->givenRecord()) {
    made.rows.push_back(Build(record));
  }
  return made;
}

ast::GivenRow Builder::Build(Grammar::GivenRecordContext* record) {
  ast::GivenRow made;
  made.span = Span(record);
  AddFields(record->given(), made.fields);
  return made;
}

int32_t Builder::BuildDay(Terminal* date) {
  return std::get<ast::DateExpr>(tree_.node(BuildDate(date))).days;
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
      made.where = BuildPath(expectation->path());
    }
    return made;
  }
  if (expectation->givenName() != nullptr) {
    made.condition = BuildGivenName(expectation->givenName());
    made.all = expectation->givenSet() != nullptr ? Build(expectation->givenSet())
                                                  : Build(expectation->givenList());
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
    made.as_of = BuildDay(test->DATE());
  }
  for (auto* clause : test->testClause()) {
    AddClause(clause, made);
  }
  return made;
}

}  // namespace sextant::parse
