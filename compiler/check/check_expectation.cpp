#include "compiler/check/check_expectation.h"

#include <algorithm>
#include <set>

#include "compiler/ast/walk.h"
#include "compiler/check/check_expected_fault.h"
#include "compiler/check/check_expected_list.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

// The decisions that an expression reads by name.
void AddDecisions(Context& context, ExprId id, std::set<uint32_t>& found) {
  const Ref& ref = context.info(id).ref;
  if (ref.kind == RefKind::kDecision) {
    found.insert(ref.index);
  }
  ast::ForEachOperand(context.tree.node(id),
                      [&](ExprId operand) { AddDecisions(context, operand, found); });
}

// `CreditLine because R01` names a decision, even one of several outputs, and nothing else.
std::optional<uint32_t> DecisionAlone(Context& context, ExprId id) {
  const auto* name = std::get_if<ast::NameExpr>(&context.tree.node(id));
  const Symbol* symbol =
      name == nullptr ? nullptr : context.names.Find(name->name, context.place.owner);
  return symbol != nullptr && symbol->ref.kind == RefKind::kDecision
             ? std::optional(symbol->ref.index)
             : std::nullopt;
}

void CheckReasonOf(Context& context, const ast::Expectation& written,
                   const std::set<uint32_t>& decisions, const Test& test,
                   Expectation& expectation) {
  if (decisions.size() != 1 || !context.program.decisions[*decisions.begin()].has_reasons) {
    if (!context.info(written.condition).type.is_error() || decisions.size() == 1) {
      const Decision* only =
          decisions.size() == 1 ? &context.program.decisions[*decisions.begin()] : nullptr;
      const bool collects = only != nullptr && only->kind == DecisionKind::kCollect;
      context.Report(Diag::kReasonOfNothing, written.reason.span)
          .Hint(collects ? "its value is the set of its reasons: `" + only->name + " has " +
                               written.reason.text + "`"
                         : "name one decision whose rules or stages say `because`");
    }
    return;
  }
  expectation.reason_of = static_cast<int32_t>(*decisions.begin());
  expectation.reason = written.reason.text;
  const Decision& decision = context.program.decisions[*decisions.begin()];
  if (IsAssumed(context, test, *decisions.begin())) {
    context.Report(Diag::kReasonOfAssumed, written.reason.span, {decision.name})
        .Hint("what is assumed has no reason; leave out the assumption or the reason");
    return;
  }
  if (context.reasons.count(written.reason.text) == 0) {
    std::vector<std::string> codes;
    for (const auto& [code, use] : context.reasons) {
      codes.push_back(code);
    }
    context.Report(Diag::kUnknownReason, written.reason.span, {written.reason.text})
        .Hint(DidYouMean(written.reason.text, codes, "the codes are " + ListText(codes)));
  }
}

// x about y within z: numbers, amounts or floats of one kind.
void CheckAbout(Context& context, const ast::Expectation& written) {
  const Type value = CheckSingle(context, written.condition);
  for (const ExprId other : {written.about, written.tolerance}) {
    const Type type = CheckSingle(context, other);
    if (value.is_error() || type.is_error()) {
      continue;
    }
    const bool measured = value.is_exact() || value.kind == Kind::kFloat;
    if (!measured || !CommonType(value, type)) {
      context
          .Report(Diag::kCompareMismatch, context.span(other),
                  {context.Describe(value), context.Describe(type)})
          .Hint("`about` compares numbers, amounts and floats of one kind");
    }
  }
}

// The value that a comparison is about.
ExprId ComparedIn(const Context& context, const ast::Expectation& written) {
  if (written.about.valid()) {
    return written.condition;
  }
  const ast::ExprNode& node = context.tree.node(written.condition);
  if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    const bool logic = binary->op == ast::BinaryOp::kAnd || binary->op == ast::BinaryOp::kOr ||
                       binary->op == ast::BinaryOp::kImplies;
    return logic ? ExprId() : binary->left;
  }
  if (const auto* in = std::get_if<ast::InExpr>(&node)) {
    return in->value;
  }
  if (const auto* range = std::get_if<ast::InRangeExpr>(&node)) {
    return range->value;
  }
  const auto* has = std::get_if<ast::HasExpr>(&node);
  return has != nullptr ? has->set : ExprId();
}

// A named value that is compared may be missing: then it is not what is expected.
void CheckPresumed(Context& context, const ast::Expectation& written, Expectation& expectation) {
  const ExprId value = ComparedIn(context, written);
  const ast::ExprNode none;
  const ast::ExprNode& node = value.valid() ? context.tree.node(value) : none;
  if (std::holds_alternative<ast::NameExpr>(node) ||
      std::holds_alternative<ast::MemberExpr>(node)) {
    context.place.presumed = value;
  }
  written.about.valid() ? CheckAbout(context, written)
                        : CheckCondition(context, written.condition);
  if (context.place.presumed.valid() && context.info(value).narrowed) {
    expectation.known = value;
  }
  context.place.presumed = {};
}

}  // namespace

void CheckExpectation(Context& context, const ast::Expectation& written, Test& test) {
  Expectation expectation;
  expectation.span = written.span;
  if (!written.fault.text.empty()) {
    CheckExpectedFault(context, written, expectation);
    test.expectations.push_back(std::move(expectation));
    return;
  }
  if (!written.condition.valid()) {
    return;
  }
  if (CheckExpectedList(context, written, test, expectation)) {
    test.expectations.push_back(std::move(expectation));
    return;
  }
  if (written.all) {
    CheckExpectedCells(context, written, expectation);
    test.expectations.push_back(std::move(expectation));
    return;
  }
  std::set<uint32_t> decisions;
  const bool has_reason = !written.reason.text.empty();
  const auto alone = has_reason && !written.about.valid()
                         ? DecisionAlone(context, written.condition)
                         : std::nullopt;
  if (alone) {
    decisions.insert(*alone);
  } else {
    expectation.condition = written.condition;
    expectation.about = written.about;
    expectation.tolerance = written.tolerance;
    CheckPresumed(context, written, expectation);
    AddDecisions(context, written.condition, decisions);
  }
  if (has_reason) {
    CheckReasonOf(context, written, decisions, test, expectation);
  }
  test.expectations.push_back(std::move(expectation));
}

void CheckMixture(Context& context, const ast::TestDecl& decl) {
  if (decl.expectations.empty()) {
    context.Report(Diag::kNothingExpected, decl.name_span)
        .Hint("say what has to come out: `expect Relationship is growing`");
    return;
  }
  const auto is_fault = [](const ast::Expectation& e) { return !e.fault.text.empty(); };
  const auto fault = std::ranges::find_if(decl.expectations, is_fault);
  const auto value = std::ranges::find_if_not(decl.expectations, is_fault);
  if (fault != decl.expectations.end() && value != decl.expectations.end()) {
    context.Report(Diag::kFaultAndValue, value->span)
        .Label(fault->span, "the record is expected to be rejected here")
        .Hint("a rejected record has no values; write two tests");
  }
}

}  // namespace sextant::check
