#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/expr/expr.h"

// `CreditLine.line`, `offer.bound_by`, `Value.previous`, `CreditLine.previous.line`.
namespace sextant::check {
namespace {

// Which of its rows a table takes; those that collect take several.
bool HasRow(const Context& context, const Decision& decision) {
  if (decision.kind != DecisionKind::kTable) {
    return false;
  }
  const auto& table = std::get<ast::TableDecl>(context.tree.decls[decision.decl].node);
  return table.policy && TakesOneRow(*table.policy);
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

bool IsCarriedWord(const std::string& word) {
  return word == "previous" || word == "since" || word == "computed" || word == "held_by";
}

// The value of the period before, of the output that is meant.
Type OfPrevious(Context& context, ExprId id, const ast::MemberExpr& expr, const Ref& ref) {
  const Decision& decision = context.program.decisions[ref.index];
  std::vector<std::string> readings;
  for (std::size_t part = 0; part < decision.outputs.size(); ++part) {
    const DecisionOutput& output = decision.outputs[part];
    if (output.name == expr.part.text) {
      context.info(id).ref = {RefKind::kPrevious, ref.index, static_cast<uint32_t>(part)};
      return Narrowed(context, id,
                      output.type.is_error() ? output.type : output.type.as_optional());
    }
    readings.push_back(decision.name + ".previous" +
                       (output.name.empty() ? "" : "." + output.name));
  }
  if (expr.part.text.empty()) {
    context.Report(Diag::kSeveralOutputs, expr.member.span, {decision.name + ".previous"})
        .Hint("say which one: " + ListText(readings));
  } else {
    context
        .Report(Diag::kUnknownOutput, expr.part.span, {decision.name + ".previous", expr.part.text})
        .Hint("write " + ListText(readings));
  }
  return Type::Error();
}

// What a life cycle with moves tells beside its stage.
Type OfMoves(Context& context, ExprId id, const ast::MemberExpr& expr, const Ref& ref) {
  EnsureChecked(context, ref, expr.base.span);
  const std::string& word = expr.member.text;
  if (word == "since") {
    context.info(id).ref = {RefKind::kSince, ref.index, 0};
    return Type::Date();
  }
  if (word == "computed") {
    context.info(id).ref = {RefKind::kComputed, ref.index, 0};
    return context.program.decisions[ref.index].outputs.front().type;
  }
  context.info(id).ref = {RefKind::kHeldBy, ref.index, 0};
  return Narrowed(context, id, Type::Enum(context.program.held_by).as_optional());
}

Type ReportNotCarried(Context& context, const ast::MemberExpr& expr, const Decision& decision) {
  const bool previous = expr.member.text == "previous";
  context.Report(Diag::kUnknownOutput, expr.member.span, {decision.name, expr.member.text})
      .Hint(previous ? "to carry its value from one period to the next, write `remembered` after "
                       "its name where it is declared"
                     : "only a life cycle with `moves` has it");
  return Type::Error();
}

bool HasOutput(const Decision& decision, const std::string& name) {
  return std::any_of(decision.outputs.begin(), decision.outputs.end(),
                     [&](const DecisionOutput& output) { return output.name == name; });
}

Type OfDecision(Context& context, ExprId id, const ast::MemberExpr& expr, const Ref& ref) {
  const Decision& decision = context.program.decisions[ref.index];
  const std::string& word = expr.member.text;
  // No loop: the period before does not depend on this one.
  if (decision.carried && word == "previous") {
    return OfPrevious(context, id, expr, ref);
  }
  if (!expr.part.text.empty()) {
    context.Report(Diag::kNoMembers, expr.part.span, {expr.base.text + "." + word, expr.part.text})
        .Hint("leave the last part out");
    return Type::Error();
  }
  if (IsCarriedWord(word) && !HasOutput(decision, word)) {
    return decision.moves ? OfMoves(context, id, expr, ref)
                          : ReportNotCarried(context, expr, decision);
  }
  EnsureChecked(context, ref, expr.base.span);
  return OfOutput(context, id, expr, ref);
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
  if (context.names.IsImport(expr.base)) {
    const ast::Name whole{expr.base.text + "." + expr.member.text,
                          source::Join(expr.base.span, expr.member.span)};
    return expr.part.text.empty() ? TypeOf(context, site, ast::NameExpr{whole})
                                  : TypeOf(context, site, ast::MemberExpr{whole, expr.part, {}});
  }
  Symbol* symbol = context.names.Find(expr.base, context.place.owner);
  if (symbol == nullptr) {
    ReportUnknownName(context, expr.base);
    return Type::Error();
  }
  symbol->used = true;
  const Ref ref = symbol->ref;
  if (ref.kind == RefKind::kDecision) {
    return OfDecision(context, site.id, expr, ref);
  }
  EnsureChecked(context, ref, expr.base.span);
  if (ref.kind == RefKind::kLet && expr.member.text == "bound_by" && expr.part.text.empty()) {
    return OfBoundBy(context, site.id, expr, ref);
  }
  context.Report(Diag::kNoMembers, expr.member.span, {expr.base.text, expr.member.text})
      .Hint(ref.kind == RefKind::kNone ? "write the name of the field alone"
                                       : "only a decision has parts that are read with a point");
  return Type::Error();
}

}  // namespace sextant::check
