#include "compiler/check/check_expectation.h"

#include <algorithm>
#include <set>

#include "compiler/ast/walk.h"
#include "compiler/check/check_expected_list.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

const std::vector<std::string>& FaultCodes() {
  static const std::vector<std::string> codes{
#define SEXTANT_FAULT(Name, code, meaning) code,
#include "runtime/abi/fault_kinds.def"
#undef SEXTANT_FAULT
  };
  return codes;
}

// Whether the name is the code of a check or the name of a guarantee.
bool IsOtherPlace(const Context& context, const std::string& name) {
  const Program& program = context.program;
  return std::ranges::any_of(program.checks,
                             [&](const Check& check) {
                               return check.because && check.because->code.text == name;
                             }) ||
         std::ranges::any_of(program.guarantees,
                             [&](const Guarantee& guarantee) { return guarantee.name == name; });
}

// `transactions.amount`; reports a field that the rows do not have.
bool IsColumnOfRows(Context& context, const ast::Name& name) {
  const std::size_t point = name.text.find('.');
  const auto& lists = context.program.lists;
  const auto list = std::ranges::find(lists, name.text.substr(0, point), &List::name);
  if (point == std::string::npos || list == lists.end()) {
    return false;
  }
  const auto index = static_cast<uint32_t>(list - lists.begin());
  const std::string field = name.text.substr(point + 1);
  if (!context.program.rows_of(index).Find(field)) {
    ReportUnknownRowField(context, {field, name.span}, index);
  }
  return true;
}

void CheckWhere(Context& context, const ast::Name& where, Expectation& expectation) {
  expectation.where = where.text;
  if (where.text.empty() || IsOtherPlace(context, where.text)) {
    return;
  }
  if (IsColumnOfRows(context, where)) {
    return;
  }
  const Symbol* symbol = context.names.Find(where, -1);
  if (symbol == nullptr) {
    ReportUnknownName(context, where);
    return;
  }
  switch (symbol->ref.kind) {
    case RefKind::kField:
    case RefKind::kList:
    case RefKind::kDecision:
      return;
    case RefKind::kLet:
      expectation.where_span = context.span(context.program.lets[symbol->ref.index].value);
      return;
    default:
      context.Report(Diag::kNotAValue, where.span, {where.text, symbol->what})
          .Hint("name a field, a `let`, a decision, a guarantee or the code of a check");
  }
}

void CheckFault(Context& context, const ast::Expectation& written, Expectation& expectation) {
  const std::vector<std::string>& codes = FaultCodes();
  expectation.fault = written.fault.text;
  if (std::ranges::find(codes, written.fault.text) == codes.end()) {
    context.Report(Diag::kUnknownFault, written.fault.span, {written.fault.text})
        .Hint(DidYouMean(written.fault.text, codes, "the kinds are " + ListText(codes)));
  }
  CheckWhere(context, written.where, expectation);
}

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
      context.Report(Diag::kReasonOfNothing, written.reason.span)
          .Hint("name one decision whose rules or stages say `because`");
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
    CheckFault(context, written, expectation);
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
