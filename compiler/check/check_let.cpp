#include <set>

#include "compiler/check/check_definition.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/store.h"
#include "compiler/check/truth.h"

namespace sextant::check {
namespace {

// The list of `smallest of { … }`, rounded or not, or null.
const ast::PickExpr* PickOf(const Context& context, ExprId id) {
  if (!id.valid()) {
    return nullptr;
  }
  if (const auto* rounded = std::get_if<ast::RoundedExpr>(&context.tree.node(id))) {
    id = rounded->value;
  }
  return id.valid() ? std::get_if<ast::PickExpr>(&context.tree.node(id)) : nullptr;
}

// The name that stands for an item in `bound_by`: of `CreditLine.line` the last part.
std::string ItemName(const Context& context, ExprId id) {
  const ast::ExprNode& node = context.tree.node(id);
  if (const auto* name = std::get_if<ast::NameExpr>(&node)) {
    return name->name.text;
  }
  const auto* member = std::get_if<ast::MemberExpr>(&node);
  if (member == nullptr) {
    return "";
  }
  return member->part.text.empty() ? member->member.text : member->part.text;
}

// The enumeration that `NAME.bound_by` takes its values from: the names of the items, if each has
// one of its own.
EnumId BoundBy(Context& context, const Let& let) {
  const ast::PickExpr* pick = PickOf(context, let.value);
  if (pick == nullptr || let.type.is_error() || let.type.series > 0) {
    return {};
  }
  std::vector<std::string> names;
  std::set<std::string> known;
  for (ExprId item : pick->items) {
    names.push_back(ItemName(context, item));
    if (names.back().empty() || !known.insert(names.back()).second) {
      return {};
    }
  }
  return context.program.enums.InternAnonymous(std::move(names));
}

Type TypedLet(Context& context, const ast::LetDecl& decl, const Let& let) {
  const Type written = ResolveType(context, *decl.type);
  RejectRange(context, *decl.type, "a `let`");
  CheckStored(context, let.value, written, Backticked(let.name));
  return written;
}

Type UntypedLet(Context& context, const Let& let) {
  const Type type = CheckExpr(context, let.value);
  if (type.kind == Kind::kMissing) {
    context.Report(Diag::kMissingHere, context.span(let.value))
        .Hint("say what kind of value is missing: `let " + let.name + " : integer optional = …`");
    return Type::Error();
  }
  return type;
}

}  // namespace

void CheckLet(Context& context, uint32_t index) {
  const ast::LetDecl& decl = *context.let_decls[index];
  context.place.owner = context.program.lets[index].owner;
  Let let = context.program.lets[index];
  let.stored = decl.type.has_value();
  let.type = let.stored ? TypedLet(context, decl, let) : UntypedLet(context, let);
  let.bound_by = BoundBy(context, let);
  context.let_intervals[index] = IntervalOfLet(context, let.value, let.type);
  context.let_truths[index] = TruthOf(context, let.value);
  context.program.lets[index] = std::move(let);
}

}  // namespace sextant::check
