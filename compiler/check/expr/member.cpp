#include "compiler/check/check_definition.h"
#include "compiler/check/expr/expr.h"

// `CreditLine.line`, `offer.bound_by`.
namespace sextant::check {
namespace {

// Which of its rows a table takes; those that collect take several.
bool HasRow(const Context& context, const Decision& decision) {
  if (decision.kind != DecisionKind::kTable) {
    return false;
  }
  const auto& table = std::get<ast::TableDecl>(context.tree.decls[decision.decl].node);
  return table.policy && !Collects(*table.policy);
}

Type OfOutput(Context& context, ExprId id, const ast::MemberExpr& expr, const Ref& ref) {
  Decision& decision = context.program.decisions[ref.index];
  std::vector<std::string> known;
  for (std::size_t part = 0; part < decision.outputs.size(); ++part) {
    const DecisionOutput& output = decision.outputs[part];
    if (output.name == expr.member.text) {
      context.info(id).ref = {RefKind::kDecision, ref.index, static_cast<uint32_t>(part)};
      return OutputType(context, id, output, context.span(id));
    }
    if (!output.name.empty()) {
      known.push_back(output.name);
    }
  }
  if (expr.member.text == "row" && HasRow(context, decision)) {
    decision.row_read = true;
    context.info(id).ref = {RefKind::kDecision, ref.index,
                            static_cast<uint32_t>(decision.outputs.size())};
    return Type::Integer();
  }
  const std::string hint =
      known.empty() ? "it is one value: write `" + decision.name + "`"
                    : DidYouMean(expr.member.text, known, "its outputs are " + ListText(known));
  context.Report(Diag::kUnknownOutput, expr.member.span, {expr.base.text, expr.member.text})
      .Hint(hint);
  return Type::Error();
}

Type OfBoundBy(Context& context, ExprId id, const ast::MemberExpr& expr, const Ref& ref) {
  const Let& let = context.program.lets[ref.index];
  if (let.bound_by.valid()) {
    context.info(id).ref = {RefKind::kBoundBy, ref.index, 0};
    return Type::Enum(let.bound_by);
  }
  if (!let.type.is_error()) {
    context.Report(Diag::kNoBoundBy, expr.member.span, {expr.base.text})
        .Label(let.span, "`" + expr.base.text + "` is not such a list")
        .Hint("it needs `let " + expr.base.text +
              " = smallest of { a, b }` (or `largest of`), with different names in the braces");
  }
  return Type::Error();
}

}  // namespace

Type TypeOf(Context& context, const Site& site, const ast::MemberExpr& expr) {
  if (expr.base.text == "it" && context.place.list && !context.place.item) {
    return CheckRowField(context, site, expr.member);
  }
  Symbol* symbol = context.names.Find(expr.base.text, context.place.owner);
  if (symbol == nullptr) {
    ReportUnknownName(context, expr.base);
    return Type::Error();
  }
  symbol->used = true;
  const Ref ref = symbol->ref;
  EnsureChecked(context, ref, expr.base.span);
  if (ref.kind == RefKind::kDecision) {
    return OfOutput(context, site.id, expr, ref);
  }
  if (ref.kind == RefKind::kLet && expr.member.text == "bound_by") {
    return OfBoundBy(context, site.id, expr, ref);
  }
  context.Report(Diag::kNoMembers, expr.member.span, {expr.base.text, expr.member.text})
      .Hint(ref.kind == RefKind::kNone ? "write the name of the field alone"
                                       : "only a decision has parts that are read with a point");
  return Type::Error();
}

}  // namespace sextant::check
