#include <unordered_map>

#include "compiler/check/declarations.h"

namespace sextant::check {

bool DeclareName(Context& context, const ast::Name& name, const Ref& ref, const std::string& what,
                 int32_t owner) {
  if (IsReserved(name.text)) {
    context.Report(Diag::kBuiltInName, name.span, {name.text, what})
        .Hint("choose another name, such as `" + name.text + "_value`");
    return false;
  }
  // Fields are the program's, whichever file describes the record; a local let is its strategy's.
  const bool bare = ref.kind == RefKind::kField || ref.kind == RefKind::kList || owner >= 0;
  const std::string whole = bare ? name.text : context.names.Whole(name);
  const Symbol* taken = owner >= 0 ? context.names.Find(name, owner) : nullptr;
  taken = taken != nullptr ? taken : context.names.Declare(whole, {ref, name.span, what}, owner);
  if (taken == nullptr) {
    return true;
  }
  context.Report(Diag::kNameTaken, name.span, {name.text})
      .Label(taken->span, "it is the name of " + taken->what + " here")
      .Hint("give one of the two another name; a name means one thing in the whole program");
  return false;
}

void ReportWholeBook(Context& context, const ast::Name& name, const std::string& what) {
  context.Report(Diag::kWholeBook, name.span, {what})
      .Hint("leave it out, and look at the whole book in what `dry-run` reports");
}

void DeclareNameOnly(Context& context, const ast::DeclNode& node) {
  if (const auto* guarantee = std::get_if<ast::GuaranteeDecl>(&node)) {
    DeclareName(context, guarantee->name, {}, "a guarantee");
  } else if (const auto* sample = std::get_if<ast::SampleDecl>(&node)) {
    DeclareName(context, sample->name, {}, "a sample");
  } else if (const auto* budget = std::get_if<ast::BudgetDecl>(&node)) {
    DeclareName(context, budget->name, {}, "a budget");
    ReportWholeBook(context, budget->name, "budget");
  } else if (const auto* mix = std::get_if<ast::MixDecl>(&node)) {
    ReportWholeBook(context, mix->name, "mix");
  }
}

std::vector<std::string> MemberNames(Context& context, const std::vector<ast::Name>& names,
                                     const std::string& what) {
  std::vector<std::string> members;
  std::unordered_map<std::string, Span> known;
  for (const ast::Name& name : names) {
    if (IsReserved(name.text)) {
      context.Report(Diag::kBuiltInName, name.span, {name.text, "a member"})
          .Hint("choose another name");
      continue;
    }
    const auto [first, added] = known.try_emplace(name.text, name.span);
    if (added) {
      members.push_back(name.text);
      continue;
    }
    context.Report(Diag::kListedTwice, name.span, {name.text, what})
        .Label(first->second, "first here")
        .Hint("leave one of them out, or rename it");
  }
  return members;
}

void DeclareImports(Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* import = std::get_if<ast::ImportDecl>(&decl.node);
    if (import != nullptr && !import->alias.text.empty()) {
      DeclareName(context, import->alias, {}, "an import");
    }
  }
}

void DeclareEnums(Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* written = std::get_if<ast::EnumDecl>(&decl.node)) {
      DeclareName(context, written->name, {}, "an enumeration");
      const EnumId id = context.program.enums.AddNamed(
          context.names.Whole(written->name),
          MemberNames(context, written->members, Backticked(written->name.text)));
      context.enums.emplace(context.names.Whole(written->name), id);
    }
  }
}

void DeclareParam(Context& context, const ast::ParamDecl& decl) {
  Program& program = context.program;
  const Ref ref{RefKind::kParam, static_cast<uint32_t>(program.params.size()), 0};
  DeclareName(context, decl.name, ref, "a parameter");
  Param param;
  param.name = context.names.Whole(decl.name);
  param.span = decl.name.span;
  param.type = ResolveType(context, decl.type);
  program.params.push_back(std::move(param));
}

void DeclareLet(Context& context, const ast::LetDecl& decl, int32_t owner) {
  Program& program = context.program;
  const Ref ref{RefKind::kLet, static_cast<uint32_t>(program.lets.size()), 0};
  DeclareName(context, decl.name, ref, "a `let`", owner);
  Let let;
  let.name = owner < 0 ? context.names.Whole(decl.name) : decl.name.text;
  let.value = decl.value;
  let.owner = owner;
  let.span = decl.name.span;
  program.lets.push_back(std::move(let));
  context.let_decls.push_back(&decl);
  context.let_progress.push_back(Progress::kNew);
  context.let_intervals.emplace_back();
}

void DeclareLocals(Context& context) {
  for (std::size_t index = 0; index < context.program.decisions.size(); ++index) {
    const ast::Decl& decl = context.tree.decls[context.program.decisions[index].decl];
    const auto first = static_cast<uint32_t>(context.program.lets.size());
    const bool own = context.program.decisions[index].kind != DecisionKind::kEffective;
    if (const auto* strategy = own ? std::get_if<ast::StrategyDecl>(&decl.node) : nullptr) {
      for (const ast::LetDecl& let : strategy->lets) {
        DeclareLet(context, let, static_cast<int32_t>(index));
      }
    } else if (const auto* collect = std::get_if<ast::CollectDecl>(&decl.node)) {
      for (const ast::LetDecl& let : collect->lets) {
        DeclareLet(context, let, static_cast<int32_t>(index));
      }
    }
    context.local_lets.emplace_back(first, static_cast<uint32_t>(context.program.lets.size()));
  }
}

}  // namespace sextant::check
