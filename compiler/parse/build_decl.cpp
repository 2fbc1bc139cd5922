#include "compiler/parse/build.h"

namespace sextant::parse {

void Builder::BuildDeclaration(Grammar::DeclarationContext* declaration) {
  auto* written = static_cast<Context*>(declaration->children.front());
  const auto add = [&](auto node) { tree_.decls.push_back({Span(written), std::move(node)}); };
  if (auto* record = declaration->recordDecl()) {
    add(Build(record));
  } else if (auto* source = declaration->sourceDecl()) {
    add(Build(source));
  } else if (auto* param = declaration->paramDecl()) {
    add(Build(param));
  } else if (auto* let = declaration->letDecl()) {
    add(Build(let));
  } else if (auto* band = declaration->bandDecl()) {
    add(Build(band));
  } else if (auto* lifecycle = declaration->lifecycleDecl()) {
    add(Build(lifecycle));
  } else if (auto* matrix = declaration->matrixDecl()) {
    add(Build(matrix));
  } else if (auto* table = declaration->tableDecl()) {
    add(Build(table));
  } else if (auto* scorecard = declaration->scorecardDecl()) {
    add(Build(scorecard));
  } else if (auto* strategy = declaration->strategyDecl()) {
    add(Build(strategy));
  } else if (auto* output = declaration->outputDecl()) {
    add(Build(output));
  } else if (auto* guarantee = declaration->guaranteeDecl()) {
    add(Build(guarantee));
  } else if (auto* sample = declaration->sampleDecl()) {
    add(Build(sample));
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
  return {BuildName(field->name()), BuildType(field->type())};
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

ast::OutputDecl Builder::Build(Grammar::OutputDeclContext* output) {
  return {BuildNames(output->nameSet()), Span(output)};
}

}  // namespace sextant::parse
