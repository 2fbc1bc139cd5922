#include "compiler/parse/build.h"

namespace sextant::parse {

void Builder::BuildDeclaration(Grammar::DeclarationContext* declaration) {
  auto* written = static_cast<Context*>(declaration->children.front());
  const auto add = [&](auto node, Grammar::EffectContext* effect = nullptr) {
    tree_.decls.push_back({Span(written), std::move(node), BuildWindow(effect)});
  };
  if (auto* record = declaration->recordDecl()) {
    add(Build(record));
  } else if (auto* source = declaration->sourceDecl()) {
    add(Build(source));
  } else if (auto* param = declaration->paramDecl()) {
    add(Build(param));
  } else if (auto* let = declaration->letDecl()) {
    add(Build(let));
  } else if (auto* band = declaration->bandDecl()) {
    add(Build(band), band->effect());
  } else if (auto* lifecycle = declaration->lifecycleDecl()) {
    add(Build(lifecycle), lifecycle->effect());
  } else if (auto* matrix = declaration->matrixDecl()) {
    add(Build(matrix), matrix->effect());
  } else if (auto* table = declaration->tableDecl()) {
    add(Build(table), table->effect());
  } else if (auto* scorecard = declaration->scorecardDecl()) {
    add(Build(scorecard), scorecard->effect());
  } else if (auto* strategy = declaration->strategyDecl()) {
    add(Build(strategy), strategy->effect());
  } else if (auto* decision = declaration->decisionDecl()) {
    add(Build(decision));
  } else if (auto* output = declaration->outputDecl()) {
    add(Build(output));
  } else if (auto* guarantee = declaration->guaranteeDecl()) {
    add(Build(guarantee));
  } else if (auto* sample = declaration->sampleDecl()) {
    add(Build(sample));
  } else if (auto* enumeration = declaration->enumDecl()) {
    add(Build(enumeration));
  } else if (auto* experiment = declaration->experimentDecl()) {
    add(Build(experiment));
  } else if (auto* import = declaration->importDecl()) {
    add(Build(import));
  } else if (auto* partner = declaration->partnerDecl()) {
    add(Build(partner));
  } else if (auto* offers = declaration->offersDecl()) {
    add(Build(offers), offers->effect());
  } else if (auto* budget = declaration->budgetDecl()) {
    add(Build(budget));
  } else if (auto* mix = declaration->mixDecl()) {
    add(Build(mix));
  } else {
    add(Build(declaration->testDecl()));
  }
}

ast::RecordDecl Builder::Build(Grammar::RecordDeclContext* record) {
  ast::RecordDecl made;
  made.name = BuildName(record->name(0));
  if (record->name().size() > 1) {
    (record->KEY() != nullptr ? made.key : made.dated) = BuildName(record->name(1));
  }
  for (auto* field : record->field()) {
    made.fields.push_back(Build(field));
  }
  for (auto* check : record->check()) {
    made.checks.push_back(Build(check));
  }
  return made;
}

ast::FieldItem Builder::Build(Grammar::FieldContext* field) {
  return {BuildName(field->name()), BuildType(field->type()), field->neverShared() != nullptr};
}

ast::CheckItem Builder::Build(Grammar::CheckContext* check) {
  const ast::ExprId condition = BuildExpr(check->expression());
  return {condition, BuildBecause(check->because()), Span(check)};
}

ast::ParamDecl Builder::Build(Grammar::ParamDeclContext* param) {
  ast::ParamDecl made;
  made.name = BuildName(param->name());
  made.type = BuildType(param->type());
  made.default_value = BuildConstant(param->constant());
  for (auto* range : param->range()) {
    AddRange(range, made.type);
  }
  return made;
}

ast::LetDecl Builder::Build(Grammar::LetDeclContext* let) {
  ast::LetDecl made;
  made.name = BuildName(let->name());
  if (let->type() != nullptr) {
    made.type = BuildType(let->type());
  }
  made.value = BuildExpr(let->expression());
  return made;
}

ast::EnumDecl Builder::Build(Grammar::EnumDeclContext* enumeration) {
  return {BuildName(enumeration->name()), BuildNames(enumeration->nameSet())};
}

ast::Name Builder::Joined(const ast::Name& base, const ast::Name& part) {
  return {base.text + "." + part.text, source::Join(base.span, part.span)};
}

ast::Name Builder::BuildPath(Grammar::PathContext* path) {
  const ast::Name first = BuildName(path->name(0));
  return path->DOT() == nullptr ? first : Joined(first, BuildName(path->name(1)));
}

std::optional<ast::Window> Builder::BuildWindow(Grammar::EffectContext* window) {
  if (window == nullptr) {
    return std::nullopt;
  }
  const auto day = [this](Terminal* date) {
    const auto* built = std::get_if<ast::DateExpr>(&tree_.node(BuildDate(date)));
    return built == nullptr ? 0 : built->days;
  };
  return ast::Window{day(window->DATE(0)), day(window->DATE(1)), Span(window)};
}

ast::ImportDecl Builder::Build(Grammar::ImportDeclContext* import) {
  ast::ImportDecl made;
  made.path = BuildText(import->TEXT());
  made.path_span = Span(import->TEXT());
  if (import->name() != nullptr) {
    made.alias = BuildName(import->name());
  }
  return made;
}

ast::ExperimentDecl Builder::Build(Grammar::ExperimentDeclContext* experiment) {
  ast::ExperimentDecl made;
  made.remembered = experiment->REMEMBERED() != nullptr;
  made.name = BuildName(experiment->name(0));
  made.by = BuildName(experiment->name(1));
  made.salt = BuildText(experiment->TEXT());
  for (auto* arm : experiment->arm()) {
    const ast::ExprId share = BuildNumber(arm->number());
    made.arms.push_back({BuildName(arm->name()), share, BuildPath(arm->path()), Span(arm)});
  }
  return made;
}

ast::OutputDecl Builder::Build(Grammar::OutputDeclContext* output) {
  ast::OutputDecl made{{}, Span(output)};
  for (auto* path : output->path()) {
    made.items.push_back(BuildPath(path));
  }
  return made;
}

}  // namespace sextant::parse
