#include "compiler/check/check.h"

#include "compiler/check/check_definition.h"
#include "compiler/check/check_param.h"
#include "compiler/check/declarations.h"

namespace sextant::check {
namespace {

// Pass one: every name, and every type that is written.
void Declare(Context& context) {
  DeclareImports(context);
  DeclareEnums(context);
  DeclareRecord(context);
  for (std::size_t i = 0; i < context.tree.decls.size(); ++i) {
    const ast::DeclNode& node = context.tree.decls[i].node;
    if (const auto* param = std::get_if<ast::ParamDecl>(&node)) {
      DeclareParam(context, *param);
    } else if (const auto* let = std::get_if<ast::LetDecl>(&node)) {
      DeclareLet(context, *let, -1);
    } else if (const auto* partner = std::get_if<ast::PartnerDecl>(&node)) {
      DeclarePartner(context, *partner);
    } else {
      DeclareNameOnly(context, node);
      DeclareDecision(context, static_cast<uint32_t>(i));
    }
  }
  DeclareVersions(context);
  DeclareExperiments(context);
  // After every name of the program, because a local let may take none of them.
  DeclareLocals(context);
}

void CheckParams(Context& context) {
  uint32_t index = 0;
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* param = std::get_if<ast::ParamDecl>(&decl.node)) {
      CheckParam(context, index++, *param);
    }
  }
}

// Pass two: lets and decisions in source order, each after what it needs.
void CheckDefinitions(Context& context) {
  uint32_t let = 0, decision = 0;
  const std::vector<Decision>& decisions = context.program.decisions;
  for (std::size_t i = 0; i < context.tree.decls.size(); ++i) {
    const ast::Decl& decl = context.tree.decls[i];
    const ast::DeclNode& node = decl.node;
    if (const auto* record = std::get_if<ast::RecordDecl>(&node)) {
      CheckRecord(context, *record);
    } else if (const auto* partner = std::get_if<ast::PartnerDecl>(&node)) {
      CheckPartner(context, *partner);
    } else if (std::holds_alternative<ast::LetDecl>(node)) {
      EnsureChecked(context, {RefKind::kLet, let++, 0}, decl.span);
    }
    while (decision < decisions.size() && decisions[decision].decl == i) {
      EnsureChecked(context, {RefKind::kDecision, decision++, 0}, decl.span);
    }
  }
}

bool IsEnumeration(const Context& context, const Ref& ref, EnumId id) {
  Type type;
  switch (ref.kind) {
    case RefKind::kField:
    case RefKind::kRowField:
      type = context.program.field(ref)->type;
      break;
    case RefKind::kParam:
      type = context.program.params[ref.index].type;
      break;
    case RefKind::kLet:
      type = context.program.lets[ref.index].type;
      break;
    case RefKind::kDecision: {
      const Decision& decision = context.program.decisions[ref.index];
      const bool single = decision.outputs.size() == 1 ||
                          (!decision.outputs.empty() && decision.outputs.front().name.empty());
      type = single ? decision.outputs.front().type : Type::Error();
      break;
    }
    default:
      break;
  }
  return type.kind == Kind::kEnum && type.enumeration == id && type.series == 0;
}

// Names that would fit their place as the member and as the declared thing alike.
void CheckTwoMeanings(Context& context) {
  for (const TwoMeanings& two : context.two_meanings) {
    const Type type = context.info(two.expr).type;
    if (type.kind == Kind::kEnum && IsEnumeration(context, two.declared, type.enumeration)) {
      const std::string text = context.Text(two.expr);
      context
          .Report(Diag::kAmbiguousMember, context.span(two.expr),
                  {text, context.EnumText(type.enumeration), two.what})
          .Hint("give one of the two another name");
    }
  }
  context.two_meanings.clear();
}

}  // namespace

Program Check(const ast::Tree& tree, const source::Manager& sources, diag::Sink& sink) {
  Program program;
  program.tree = &tree;
  program.exprs.resize(tree.expr_count());
  Context context(tree, sources, sink, program);
  Declare(context);
  CheckParams(context);
  CheckConsentsFields(context);
  CheckDefinitions(context);
  CheckSources(context);
  CheckOutputs(context);
  CheckGuarantees(context);
  CheckTwoMeanings(context);
  if (!sink.has_errors()) {
    CheckUnused(context);  // before the tests: being tested is no use
  }
  CheckTests(context);
  CheckTwoMeanings(context);
  return program;
}

}  // namespace sextant::check
