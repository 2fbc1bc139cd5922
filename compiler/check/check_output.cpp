#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

bool CanBeColumn(Context& context, const ast::Name& name, const Ref& ref) {
  const bool is_field = ref.kind == RefKind::kField;
  const Type type = is_field                    ? context.program.fields[ref.index].type
                    : ref.kind == RefKind::kLet ? context.program.lets[ref.index].type
                                                : Type{};
  if (type.series == 0) {
    return true;
  }
  context.Report(Diag::kSeriesHere, name.span, {context.Describe(type)})
      .Hint("give the item that is wanted a name, as in `let latest = item 1 of " + name.text +
            "`, and list that");
  return false;
}

void AddOutput(Context& context, const ast::Name& name) {
  Symbol* symbol = context.names.Find(name, -1);
  if (symbol == nullptr) {
    context.place = {};
    ReportUnknownName(context, name);
    return;
  }
  symbol->used = true;
  if (symbol->ref.kind == RefKind::kNone) {
    context.Report(Diag::kNotAValue, name.span, {name.text, symbol->what})
        .Hint("list fields, lets and decisions");
    return;
  }
  if (symbol->ref.kind == RefKind::kList) {
    context.Report(Diag::kListHere, name.span, {name.text})
        .Hint("give a value made of it a name, as in `let " + name.text + "_count = count of " +
              name.text + "`, and list that");
    return;
  }
  if (symbol->ref.kind == RefKind::kParam) {
    context.Report(Diag::kTypeNotHere, name.span, {"an entry of `output`", symbol->what})
        .Hint(
            "a parameter is the same for every record; to see it all the same, give it a name "
            "with `let`");
    return;
  }
  const auto same = [&](const OutputItem& item) { return SameRef(item.ref, symbol->ref); };
  auto& outputs = context.program.outputs;
  const bool is_key = !outputs.empty() && same(outputs.front());
  if (!is_key && std::any_of(outputs.begin(), outputs.end(), same)) {
    context.Report(Diag::kListedTwice, name.span, {name.text, "`output`"})
        .Hint("leave one of them out");
  } else if (!is_key && CanBeColumn(context, name, symbol->ref)) {
    outputs.push_back({symbol->ref, symbol->whole});
  }
}

void AddEveryDecision(Context& context) {
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const Decision& decision = context.program.decisions[i];
    if (decision.is_version || decision.name.find('.') != std::string::npos) {
      continue;  // a version of another; or of an import with a name of its own: read by those that
                 // need it
    }
    context.program.outputs.push_back(
        {{RefKind::kDecision, static_cast<uint32_t>(i), 0}, decision.name});
    if (Symbol* symbol = context.names.Find(decision.name, -1)) {
      symbol->used = true;
    }
  }
}

// What is carried on is worked out in every run, whether it is listed or not.
void MarkCarried(Context& context) {
  for (const Decision& decision : context.program.decisions) {
    if (Symbol* symbol = decision.carried ? context.names.Find(decision.name, -1) : nullptr) {
      symbol->used = true;
    }
  }
}

}  // namespace

// The key always comes first, whether it is listed or not.
void CheckOutputs(Context& context) {
  Program& program = context.program;
  if (program.key_field < program.fields.size()) {
    program.outputs.push_back(
        {{RefKind::kField, program.key_field, 0}, program.fields[program.key_field].name});
  }
  const ast::OutputDecl* first = nullptr;
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* output = std::get_if<ast::OutputDecl>(&decl.node);
    if (output == nullptr) {
      continue;
    }
    if (first != nullptr) {
      context.Report(Diag::kListedTwice, output->span, {"output", "this file"})
          .Label(first->span, "first here")
          .Hint("put all names into one `output`");
    }
    first = output;
    for (const ast::Name& name : output->items) {
      AddOutput(context, name);
    }
  }
  if (first == nullptr) {
    AddEveryDecision(context);
  }
  MarkCarried(context);
}

}  // namespace sextant::check
